import type { IDataObject } from 'n8n-workflow';
import { sqlUtcToIso } from '../../shared/text/dates';
import { asNumber, asText } from '../../shared/text/unknownJson';
import { TASK_STATUSES } from '../enums';
import { plainDescription } from '../plainDescription';

export function simplify({
	id,
	name,
	description,
	status,
	priority,
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
		description: plainDescription(description),
		status: TASK_STATUSES.find(({ value }) => value === asNumber(status))?.name ?? status,
		priority,
		due: sqlUtcToIso(endDatetime) as string,
		contactId,
		companyId,
		leadId,
		assignedUser: asText(assignedUserFullName) || (assignedUserId ?? null),
	};
}
