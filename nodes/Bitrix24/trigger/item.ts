import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';
import { accountOf } from '../../shared/http/account';
import { scrubbed } from '../../shared/secrets/redactOutput';
import { shortened } from '../../shared/text/sentences';
import { asObject, asText, defined } from '../../shared/text/unknownJson';
import { Deliveries } from '../../shared/trigger/deliveries';
import { toPortable as portableActivity } from '../activity/portable';
import { toPortable as portableTask } from '../task/portable';
import { bitrix24, resultOf } from '../vendor';
import { readTogether } from './batchedReads';
import { recordCall, type Delivery } from './events';

interface Wanted {
	readonly fetchRecord: boolean;
	/** `portable` for activities and tasks in the words of no vendor. */
	readonly output: unknown;
}

/** What the workflow starts with: the event, the id, and the record or the reason why it could not be read. */
export async function deliveredItem(
	context: IWebhookFunctions,
	delivery: Delivery,
	{ fetchRecord, output }: Wanted,
): Promise<IDataObject> {
	const { event, id, data, sentAt } = delivery;
	const item = defined({ event, id, sentAt, data });
	const spec = fetchRecord ? recordCall(delivery) : undefined;
	if (spec === undefined) return item;
	const verdict = await readTogether(context, spec);
	if (!verdict.ok) return { ...item, recordMissing: shortened(verdict.problem.title) };
	const redact = await (await accountOf(context, bitrix24)).redactor();
	const found = recordOf(resultOf(verdict.body));
	// A task that is gone or hidden comes as an empty list (docs/contracts/bitrix24.md section 2.8).
	if (isNothing(found))
		return { ...item, recordMissing: 'Bitrix24 does not find this record any more' };
	const { record } = scrubbed({ record: found }, redact);
	const shape = output === 'portable' && hasId(record) ? portableOf(event) : undefined;
	return shape === undefined ? { ...item, record } : shape(asObject(record));
}

/** Bitrix24 repeats nothing by itself, but a proxy before this n8n may. */
const REMEMBERED = 200;

/**
 * Whether an item did not come before. The same event about the same record in the same second, with the
 * same data in it, is one event delivered twice. A record that was changed again in that second is news.
 */
export function isNews(
	context: IWebhookFunctions,
	{ event, id, sentAt }: Delivery,
	item: IDataObject,
): boolean {
	if (sentAt === undefined) return true;
	const deliveries = new Deliveries(context.getWorkflowStaticData('node'));
	if (!deliveries.isNew({ about: `${event} ${id ?? ''}`, at: sentAt, content: item })) return false;
	deliveries.keep(REMEMBERED);
	return true;
}

function portableOf(event: string): ((record: IDataObject) => IDataObject) | undefined {
	if (event.startsWith('ONCRMACTIVITY')) return portableActivity;
	return event.startsWith('ONTASK') && !event.includes('COMMENT') ? portableTask : undefined;
}

/** Tasks and records come one level down, activities and comments as they are. */
function recordOf(result: unknown): IDataObject[string] {
	const { task, item } = asObject(result);
	return task ?? item ?? (result as IDataObject[string]);
}

function isNothing(found: unknown): boolean {
	return (
		found === undefined ||
		found === null ||
		found === '' ||
		(typeof found === 'object' && Object.keys(found).length === 0)
	);
}

/** What has no ID is no record that we know, so it is passed on as it came. */
function hasId(record: unknown): boolean {
	const { ID, id } = asObject(record);
	return asText(ID) !== '' || asText(id) !== '';
}
