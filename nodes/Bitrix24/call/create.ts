import { asPhone, digitsOf } from '../../shared/form/addresses';
import { collection, required } from '../../shared/form/fields';
import { multiStep } from '../../shared/operation/define';
import { person } from '../../shared/operation/simplifiedRecord';
import { toIsoUtc, type Moment } from '../../shared/text/dates';
import { asNumber, asObject, defined } from '../../shared/text/unknownJson';
import { batch } from '../bulk';
import { callAppNotice, callNeedsApp } from '../needsApp';
import { resultOf } from '../vendor';
import { endBody, startBody } from './body';
import {
	callUser,
	direction,
	duration,
	endDetails,
	phone,
	resultName,
	startDetails,
	started,
} from './fields';
import { recording, recordingIn } from './recording';
import { attachRecord, clientOf, fileIdOf, finishNew, register, registered } from './requests';

export const create = multiStep({
	value: 'create',
	name: 'Create',
	action: 'Create a call',
	description:
		'Log a past call in the call statistics, and as an activity of the CRM record that has the number',
	effect: 'write',
	writes: 'new',
	needs: callNeedsApp,
	fields: {
		app: callAppNotice,
		user: required(callUser),
		phone: required(phone),
		direction,
		start: required(started),
		duration: required(duration),
		recording,
		additionalFields: collection('Additional Fields', { ...startDetails, ...endDetails }),
	},
	records: (values) => [[values.user, values.phone]],
	*steps(
		{
			user,
			phone: number,
			direction: type,
			start,
			duration: seconds,
			recording: names,
			additionalFields,
		},
		_options,
		item,
	) {
		const file = recordingIn(names, item);
		const { addToChat, COST, COST_CURRENCY, FAILED_REASON, STATUS_CODE, VOTE, ...details } =
			additionalFields;
		const { EXTERNAL_CALL_ID = ownCallId(user, number, start) } = details;
		const begun = registered(
			yield register(
				startBody({
					...details,
					addToChat: false,
					EXTERNAL_CALL_ID,
					user,
					phone: number,
					direction: type,
					start,
				}),
			),
		);
		const end = { COST, COST_CURRENCY, FAILED_REASON, STATUS_CODE, VOTE };
		const ended = asObject(
			resultOf(
				yield finishNew(begun.id, user, endBody(user, { ...end, duration: seconds, addToChat })),
			),
		);
		const recordingId =
			file === undefined ? undefined : fileIdOf(yield attachRecord(begun.id, file));
		return defined({
			id: begun.id,
			activityId: asNumber(ended.CRM_ACTIVITY_ID) ?? null,
			externalCallId: EXTERNAL_CALL_ID,
			phone: number,
			assignedTo: person({ id: user }),
			start: toIsoUtc(start),
			seconds,
			result: resultName(ended.CALL_FAILED_CODE),
			...(ended.CRM_ENTITY_ID === undefined
				? begun.client
				: clientOf(ended.CRM_ENTITY_TYPE, ended.CRM_ENTITY_ID)),
			recordingId,
		});
	},
	bulk: batch,
});

/**
 * Bitrix24 takes a second call of 30 minutes with the same number and user for the first one, unless their IDs differ
 * (docs/contracts/bitrix24.md section 2.12): so a call without one gets one of user, number and second. It is the same
 * whenever and wherever the row runs again, in whatever zone and spelling its time and number come.
 */
function ownCallId(user: number, phone: string, start: Moment): string {
	const moment = toIsoUtc(start).replace(/[-:]|\.\d+/g, '');
	return `n8n-${user}-${digitsOf(asPhone(phone) ?? phone) || '0'}-${moment}`;
}
