import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';
import { accountOf } from '../shared/account';
import { shortened } from '../shared/errors';
import { scrubbed } from '../shared/scrub';
import { asObject, defined } from '../shared/values';
import { toPortable as portableActivity } from './activity/portable';
import { readTogether } from './gathering';
import { recordCall, type Delivery } from './events';
import { toPortable as portableTask } from './task/portable';
import { bitrix24, resultOf } from './vendor';

interface Wanted {
	readonly fetchRecord: boolean;
	/** `portable` for activities and tasks in the words of no vendor. */
	readonly output: unknown;
}

/** What the workflow starts with: the event, the id, and the record or the reason why it could not be read. */
export async function deliveredItem(context: IWebhookFunctions, delivery: Delivery, { fetchRecord, output }: Wanted): Promise<IDataObject> {
	const { event, id, data, sentAt } = delivery;
	const item = defined({ event, id, sentAt, data });
	const spec = fetchRecord ? recordCall(delivery) : undefined;
	if (spec === undefined) return item;
	const verdict = await readTogether(context, spec);
	if (!verdict.ok) return { ...item, recordMissing: shortened(verdict.problem.title) };
	const redact = await (await accountOf(context, bitrix24)).redactor();
	const record = recordOf(resultOf(verdict.body));
	// A task that is gone or hidden comes as an empty list (vendors/bitrix24.md section 2.8).
	if (isEmpty(record)) return { ...item, recordMissing: 'Bitrix24 does not find this record any more' };
	const clean = scrubbed(record, redact);
	const shape = output === 'portable' ? portableOf(event) : undefined;
	return shape === undefined ? { ...item, record: clean } : shape(clean);
}

function portableOf(event: string): ((record: IDataObject) => IDataObject) | undefined {
	if (event.startsWith('ONCRMACTIVITY')) return portableActivity;
	return event.startsWith('ONTASK') && !event.includes('COMMENT') ? portableTask : undefined;
}

/** Tasks and records come one level down, activities and comments as they are. */
function recordOf(result: unknown): IDataObject {
	const { task, item } = asObject(result);
	return asObject(task ?? item ?? result);
}

function isEmpty(record: IDataObject): boolean {
	return Object.keys(record).length === 0;
}
