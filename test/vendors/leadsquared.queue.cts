/**
 * What the fake LeadSquared answers at once and does later: deletions of activities and of tasks
 * (contract 4.7, 5.6).
 */
import { there } from '../support/there.cts';
import {
	mx,
	shaped,
	demand,
	momentOf,
	type Account,
	type Context,
	type Endpoints,
} from './leadsquared.answers.cts';
import { FIRST_CUSTOM, FIRST_OPPORTUNITY } from './leadsquared.fields.cts';
import { leadOf } from './leadsquared.leads.cts';
import { typeOf } from './leadsquared.types.cts';
import type { Call } from './server.cts';

const MOST_TASKS = 5000;
const QUEUED = {
	Status: 'Success',
	Message: { Message: 'Your request has been queued and will be processed shortly.' },
};

/** A deletion that happens later; `webhook` is told of it. */
export interface Queued {
	readonly operation: string;
	readonly store: 'activities' | 'tasks';
	readonly ids: readonly string[];
	readonly webhook?: string;
}

/** Does what is queued. */
export function runQueue({ store }: Account) {
	for (const { store: kind, ids } of store.queued.splice(0))
		for (const id of ids) store[kind].delete(id);
}

function queue(entry: Queued, account: Account) {
	account.store.queued.push(entry);
	if (account.how.queue === 'now') runQueue(account);
}

/** A9: custom activities of one lead, by types and a window */
function deleteActivities({ json }: Call, { account, operation }: Context) {
	const shape = {
		ProspectId: 'string',
		ActivityEventList: 'texts',
		FromDate: 'string',
		ToDate: 'string',
		StatusWebhookURL: 'string',
	} as const;
	const sent = demand(shaped(json, shape, 'the body'), ['ProspectId', 'ActivityEventList']);
	const { how, store } = account;
	const codes = sent.ActivityEventList.map((code) => typeOf(code, account).code);
	if (codes.length === 0) throw mx('MandatoryAttributeMissing', 'ActivityEventList is missing.');
	const wrong = codes.find((code) => code < FIRST_CUSTOM || code >= FIRST_OPPORTUNITY);
	if (wrong !== undefined)
		throw mx('InvalidActivity', `Activity event code ${wrong} is not a custom activity.`);
	const lead = leadOf(sent.ProspectId, account);
	const [from, to] = [momentOf(sent, 'FromDate', -Infinity), momentOf(sent, 'ToDate', Infinity)];
	const allowed = (code: number) =>
		how.canDelete === 'ignored' || there(store.types.get(code)).canDelete;
	const ids = [...store.activities.values()]
		.filter(
			(one) =>
				one.RelatedProspectId === lead.ProspectID &&
				codes.includes(one.ActivityEvent) &&
				allowed(one.ActivityEvent),
		)
		.filter((one) => one[how.deleteWindow] >= from && one[how.deleteWindow] <= to)
		.map((one) => one.ProspectActivityId);
	account.writes.push({ operation, id: lead.ProspectID, ids });
	queue({ operation, store: 'activities', ids, webhook: sent.StatusWebhookURL }, account);
	return structuredClone(QUEUED);
}

/** T10 */
function deleteTasks({ json }: Call, { account, operation }: Context) {
	const { TaskIds, StatusWebhookURL } = demand(
		shaped(json, { TaskIds: 'texts', StatusWebhookURL: 'string' }, 'the body'),
		['TaskIds'],
	);
	if (TaskIds.length === 0 || TaskIds.length > MOST_TASKS)
		throw mx('InvalidInput', `The number of tasks must be between 1 and ${MOST_TASKS}.`);
	const ids = [...new Set(TaskIds.map((id) => id.toLowerCase()))].filter((id) =>
		account.store.tasks.has(id),
	);
	// What is queued already is still found, and deleted once.
	const queued = new Set(
		account.store.queued.filter(({ store }) => store === 'tasks').flatMap((entry) => entry.ids),
	);
	for (const id of ids) if (!queued.has(id)) account.writes.push({ operation, id });
	queue({ operation, store: 'tasks', ids, webhook: StatusWebhookURL }, account);
	if (account.how.deleteTasksAnswer === 'queued') return structuredClone(QUEUED);
	const FailureReason = ids.length < TaskIds.length ? 'Some tasks do not exist.' : '';
	return {
		Status: 'Success',
		Operation: 'Delete',
		TasksCount: TaskIds.length,
		DeletedTasksCount: ids.length,
		FailureReason,
	};
}

/** The same can be read some time later only: after a time-out that may still be to come. */
export const LATER: Endpoints = { 'Task.svc/DeleteTasks': ['POST', deleteTasks] };

export const ENDPOINTS: Endpoints = {
	...LATER,
	'ProspectActivity.svc/DeleteActivities': ['POST', deleteActivities],
};
