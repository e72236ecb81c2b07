import { collection, required } from '../../shared/form/fields';
import { multiStep } from '../../shared/operation/define';
import { person } from '../../shared/operation/simplifiedRecord';
import { asNumber, asObject, asText } from '../../shared/text/unknownJson';
import { batch } from '../bulk';
import { callAppNotice, callNeedsApp } from '../needsApp';
import { resultOf } from '../vendor';
import { endBody } from './body';
import { addToChat, callId, callUser, duration, endDetails, resultName } from './fields';
import { clientOf, finish as finished } from './requests';

export const finish = multiStep({
	value: 'finish',
	name: 'Finish',
	action: 'Finish a call',
	description: 'End a call that was started. Bitrix24 then adds its activity.',
	effect: 'write',
	writes: 'new',
	needs: callNeedsApp,
	fields: {
		app: callAppNotice,
		callId: required(callId),
		user: required(callUser),
		duration: required(duration),
		additionalFields: collection('Additional Fields', { ...endDetails, addToChat }),
	},
	records: ({ callId: id }) => [id],
	*steps({ callId: id, user, duration: seconds, additionalFields }) {
		const ended = asObject(
			resultOf(yield finished(id, endBody(user, { ...additionalFields, duration: seconds }))),
		);
		return {
			id,
			activityId: asNumber(ended.CRM_ACTIVITY_ID) ?? null,
			phone: asText(ended.PHONE_NUMBER),
			assignedTo: person({ id: user }),
			seconds,
			result: resultName(ended.CALL_FAILED_CODE),
			...clientOf(ended.CRM_ENTITY_TYPE, ended.CRM_ENTITY_ID),
		};
	},
	bulk: batch,
});
