import type { IDataObject } from 'n8n-workflow';
import { asNumber, asText } from '../../shared/text/unknownJson';
import { ACTIVITY_TYPES } from '../enums';

const KINDS_BY_PROVIDER: Readonly<Record<string, string>> = {
	CRM_TODO: 'To-Do',
	CONFIGURABLE_REST_APP: 'Custom Activity',
};

/** What kind of activity a record is, in words: Bitrix24 gives to-dos and custom activities the type "provider". */
export function kindOf({ PROVIDER_ID, TYPE_ID }: IDataObject): string {
	return (
		KINDS_BY_PROVIDER[asText(PROVIDER_ID)] ??
		ACTIVITY_TYPES.find(({ value }) => value === asNumber(TYPE_ID))?.name ??
		asText(PROVIDER_ID)
	);
}

/** The ten most useful fields of an activity. Times are ISO with the portal's offset, as Bitrix24 gives them. */
export function simplify(activity: IDataObject): IDataObject {
	const {
		ID,
		SUBJECT,
		DESCRIPTION,
		START_TIME,
		DEADLINE,
		COMPLETED,
		RESPONSIBLE_ID,
		OWNER_TYPE_ID,
		OWNER_ID,
	} = activity;
	return {
		id: asNumber(ID),
		kind: kindOf(activity),
		subject: SUBJECT,
		description: DESCRIPTION,
		start: START_TIME,
		deadline: DEADLINE,
		completed: COMPLETED === 'Y',
		responsibleId: asNumber(RESPONSIBLE_ID),
		ownerTypeId: asNumber(OWNER_TYPE_ID),
		ownerId: asNumber(OWNER_ID),
	};
}
