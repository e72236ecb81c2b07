import { required } from '../../shared/form/fields';
import { multiStep } from '../../shared/operation/define';
import { asObject } from '../../shared/text/unknownJson';
import { addresses } from '../addresses';
import { batch } from '../bulk';
import { resultOf } from '../vendor';
import { eventId } from './fields';
import { readEvent } from './requests';
import { simplify } from './simplify';

export const get = multiStep({
	value: 'get',
	name: 'Get',
	action: 'Get a calendar event',
	description: 'Read one event',
	effect: 'read',
	fields: { eventId: required(eventId) },
	simplify,
	addresses,
	*steps({ eventId: id }) {
		return asObject(resultOf(yield readEvent(id)));
	},
	bulk: batch,
});
