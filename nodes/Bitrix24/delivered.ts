import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';
import { accountOf } from '../shared/account';
import { scrubbed } from '../shared/scrub';
import { caller } from '../shared/request';
import { asObject, defined } from '../shared/values';
import { recordCall, type Delivery } from './events';
import { bitrix24, resultOf } from './vendor';

/** Bitrix24 calls slow handlers less often, and the answer to it waits for this. */
const SOON = { maxWaitMs: 5000, timeoutMs: 10_000 };

/** What the workflow starts with: the event, the id, and the record or the reason why it could not be read. */
export async function deliveredItem(context: IWebhookFunctions, delivery: Delivery, fetchRecord: boolean): Promise<IDataObject> {
	const { event, id, data, sentAt } = delivery;
	const item = defined({ event, id, sentAt, data });
	const spec = fetchRecord ? recordCall(delivery) : undefined;
	if (spec === undefined) return item;
	const verdict = await caller(context, bitrix24, SOON)(spec);
	if (!verdict.ok) return { ...item, recordMissing: verdict.problem.title };
	const redact = await (await accountOf(context, bitrix24)).redactor();
	return { ...item, record: scrubbed(recordOf(resultOf(verdict.body)), redact) };
}

/** Tasks and records come one level down, activities and comments as they are. */
function recordOf(result: unknown): IDataObject {
	const { task, item } = asObject(result);
	return asObject(task ?? item ?? result);
}
