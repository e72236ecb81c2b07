import { collection, required } from '../../shared/form/fields';
import { multiStep } from '../../shared/operation/define';
import { person } from '../../shared/operation/simplifiedRecord';
import { toIsoUtc } from '../../shared/text/dates';
import { defined } from '../../shared/text/unknownJson';
import { batch } from '../bulk';
import { callAppNotice, callNeedsApp } from '../needsApp';
import { startBody } from './body';
import { callUser, direction, phone, startDetails, started } from './fields';
import { register, registered } from './requests';

export const start = multiStep({
	value: 'start',
	name: 'Start',
	action: 'Start a call',
	description: 'Tell Bitrix24 that a call has begun. Finish adds the activity.',
	effect: 'write',
	writes: 'new',
	needs: callNeedsApp,
	fields: {
		app: callAppNotice,
		user: required(callUser),
		phone: required(phone),
		direction,
		additionalFields: collection('Additional Fields', { ...startDetails, start: started }),
	},
	records: (values) => [[values.user, values.phone]],
	*steps({ user, phone: number, direction: type, additionalFields }) {
		const body = startBody({ ...additionalFields, user, phone: number, direction: type });
		const { id, client } = registered(yield register(body));
		return defined({
			id,
			externalCallId: additionalFields.EXTERNAL_CALL_ID,
			phone: number,
			assignedTo: person({ id: user }),
			start: additionalFields.start && toIsoUtc(additionalFields.start),
			...client,
		});
	},
	bulk: batch,
});
