import type { IDataObject } from 'n8n-workflow';
import type { RequestSpec } from '../../shared/contract/call';
import { externalIdInText } from '../../shared/form/externalId';
import { recordWithReference } from '../../shared/operation/referencedRecord';
import { keptReference, splitReference, withReference } from '../../shared/text/referenceLine';
import { asRows, asText } from '../../shared/text/unknownJson';
import { readTask } from './findOut';
import { newestOf, tasksOfLead } from './getMany';
import { simplify } from './simplify';

const MOST = 5000;

/** No call searches tasks by a field of theirs (docs/contracts/leadsquared.md section 5.1). */
export const externalId = externalIdInText(
	'Description',
	'It is looked for among the tasks of the lead; for a task of another record, among the ' +
		`${MOST.toLocaleString('en')} newest of the owner.`,
);

/** Whose tasks are looked through. */
export interface Among {
	readonly leadId?: string;
	/** ID or email. */
	readonly owner: string;
}

interface Present {
	readonly id: string;
	readonly isDone: boolean;
}

/** The task that was made with an External ID. @returns undefined where there is none */
export function* taskFrom(
	{ leadId, owner }: Among,
	id: string,
): Generator<RequestSpec, Present | undefined, unknown> {
	const task = yield* recordWithReference(id, {
		vendor: 'LeadSquared',
		records: leadId === undefined ? 'tasks of this owner' : 'tasks of this lead',
		most: leadId === undefined ? MOST : Infinity,
		texts: ({ Description }) => [asText(Description)],
		rows: () => (leadId === undefined ? newestOf(owner, MOST) : tasksOfLead(leadId)),
	});
	if (task === undefined) return undefined;
	const { id: taskId, done } = simplify(task);
	return { id: asText(taskId), isDone: done === true };
}

/** The changes of a task: where its description is changed, the External ID in the present one stays. */
export function* keepingExternalId(
	id: string,
	changes: IDataObject,
): Generator<RequestSpec, IDataObject, unknown> {
	if (changes.Description === undefined) return changes;
	const text = asText(changes.Description);
	if (splitReference(text).externalId !== null) return changes;
	const [present] = asRows(yield readTask(id));
	const kept = keptReference(asText(present?.Description), text);
	return kept === null ? changes : { ...changes, Description: withReference(text, kept) };
}
