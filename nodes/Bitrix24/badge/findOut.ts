import { asObject, asRows } from '../../shared/text/unknownJson';
import { BADGES } from '../answerProofs';
import { namedInList } from '../namedInList';
import { method, resultOf } from '../vendor';

export const { isThere, isNotThere } = namedInList({
	read: method('crm.activity.badge.list', {}, 'read', BADGES),
	rowsIn: (body) => asRows(asObject(resultOf(body)).badges ?? resultOf(body)),
	name: 'code',
});
