import type { IDataObject } from 'n8n-workflow';
import { asNumber, asObject, asText } from '../../shared/text/unknownJson';

/** Status of a task by number; docs/contracts/bitrix24.md section 2.8. */
export const STATUSES = [
	{ name: 'Awaiting Approval', value: 4 },
	{ name: 'Completed', value: 5 },
	{ name: 'Declined', value: 7 },
	{ name: 'Deferred', value: 6 },
	{ name: 'In Progress', value: 3 },
	{ name: 'Waiting', value: 2 },
];

/** Answers name UF_AUTO_123 `ufAuto123`. These three come always. */
const ALWAYS = new Set(['ufCrmTask', 'ufTaskWebdavFiles', 'ufMailMessage']);

/** Custom fields are there only when somebody asked for them. */
function customFields(task: IDataObject): IDataObject {
	return Object.fromEntries(
		Object.entries(task).filter(([name]) => /^uf[A-Z]/.test(name) && !ALWAYS.has(name)),
	);
}

/** The ten most useful fields of a task. Bitrix24 answers in camelCase what it takes in capitals. */
export function simplify(task: IDataObject): IDataObject {
	const {
		id,
		title,
		description,
		status,
		deadline,
		responsibleId,
		responsible,
		createdBy,
		groupId,
		closedDate,
	} = task;
	return {
		id: asNumber(id),
		title,
		description,
		status: STATUSES.find(({ value }) => value === asNumber(status))?.name ?? asText(status),
		deadline,
		responsibleId: asNumber(responsibleId) ?? asNumber(asObject(responsible).id),
		responsible: asText(asObject(responsible).name),
		createdBy: asNumber(createdBy),
		groupId: asNumber(groupId),
		closedDate,
		...customFields(task),
	};
}
