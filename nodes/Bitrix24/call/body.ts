import type { IDataObject } from 'n8n-workflow';
import type { Values } from '../../shared/contract/field';
import { defined } from '../../shared/text/unknownJson';
import { moment } from '../moment';
import { OUTGOING, type endDetails, type startDetails } from './fields';

/** What is sent when a call begins and when it has ended; docs/contracts/bitrix24.md section 2.12. */

type StartValues = Partial<Values<typeof startDetails>> & {
	readonly user: number;
	readonly phone: string;
	readonly direction?: number;
	readonly start?: Parameters<typeof moment>[0];
};
type EndValues = Partial<Values<typeof endDetails>> & {
	readonly addToChat?: boolean;
	readonly duration?: number;
};

const ENTITY_TYPES: Readonly<Record<number, string>> = { 1: 'LEAD', 3: 'CONTACT', 4: 'COMPANY' };

/** 1 and 0, as these methods take a yes and a no. */
function oneOrZero(value: boolean | undefined): 1 | 0 | undefined {
	return value === undefined ? undefined : value ? 1 : 0;
}

/**
 * Parameters of telephony.externalCall.register. The card pops up only if asked for, though Bitrix24
 * shows it by default.
 */
export function startBody(values: StartValues): IDataObject {
	const { user: USER_ID, phone: PHONE_NUMBER, direction: TYPE, start, client: record } = values;
	const { CRM_SOURCE, CALL_LIST_ID, EXTERNAL_CALL_ID, LINE_NUMBER } = values;
	return defined({
		USER_ID,
		PHONE_NUMBER,
		TYPE: TYPE ?? OUTGOING,
		CALL_START_DATE: moment(start),
		CRM_CREATE: oneOrZero(values.createRecord),
		CRM_SOURCE,
		CRM_ENTITY_TYPE: record && ENTITY_TYPES[record.typeId],
		CRM_ENTITY_ID: record?.id,
		SHOW: oneOrZero(values.showCard === true),
		ADD_TO_CHAT: oneOrZero(values.addToChat),
		CALL_LIST_ID,
		LINE_NUMBER,
		EXTERNAL_CALL_ID,
	});
}

/** Parameters of telephony.externalCall.finish beside the call. */
export function endBody(userId: number, values: EndValues): IDataObject {
	const { duration: DURATION, addToChat: toChat, ...rest } = values;
	return defined({ USER_ID: userId, DURATION, ...rest, ADD_TO_CHAT: oneOrZero(toChat) });
}
