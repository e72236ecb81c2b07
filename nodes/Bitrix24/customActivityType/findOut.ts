import { asRows } from '../../shared/text/unknownJson';
import { listAt } from '../answerProofs';
import { namedInList } from '../namedInList';
import { method, resultOf } from '../vendor';

export const { isThere, isNotThere } = namedInList({
	read: method('crm.activity.type.list', {}, 'read', listAt()),
	rowsIn: (body) => asRows(resultOf(body)),
	name: 'TYPE_ID',
});
