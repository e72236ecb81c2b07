import type { IDataObject } from 'n8n-workflow';
import { sqlUtcToIso } from '../../shared/text/dates';
import { asNumber, asText } from '../../shared/text/unknownJson';
import { SUB_TYPES } from '../enums';
import { plainDescription } from '../plainDescription';

export function simplify({
	id,
	name,
	subType,
	description,
	startDatetime,
	endDatetime,
	contactId,
	companyId,
	leadId,
	assignedUserFullName,
	assignedUserId,
}: IDataObject): IDataObject {
	return {
		id: asNumber(id),
		name,
		type: SUB_TYPES.find(({ value }) => value === asNumber(subType))?.name ?? subType,
		description: plainDescription(description),
		start: sqlUtcToIso(startDatetime) as string,
		end: sqlUtcToIso(endDatetime) as string,
		contactId,
		companyId,
		leadId,
		assignedUser: asText(assignedUserFullName) || (assignedUserId ?? null),
	};
}
