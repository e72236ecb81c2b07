import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';
import { accountOf } from '../../shared/http/account';
import { deletedPortable, type Portable } from '../../shared/operation/portableRecord';
import { withAddresses } from '../../shared/operation/portablePeople';
import { scrubbed } from '../../shared/secrets/redactOutput';
import { shortened } from '../../shared/text/sentences';
import { asObject, asText, defined } from '../../shared/text/unknownJson';
import { Deliveries } from '../../shared/trigger/deliveries';
import { completed } from '../../shared/trigger/callsWithoutItems';
import { eventItem } from '../../shared/trigger/eventItem';
import { seeLinks, withKnownLinks } from '../../shared/trigger/knownLinks';
import { addresses } from '../addresses';
import { ACTIVITY, toPortable as portableActivity } from '../activity/portable';
import { simplify as simplifyActivity } from '../activity/simplify';
import { toPortable as portableTask } from '../task/portable';
import { simplify as simplifyTask } from '../task/simplify';
import { simplify as simplifyComment } from '../timelineComment/simplify';
import { bitrix24, resultOf } from '../vendor';
import { readTogether } from './batchedReads';
import { OWN_USER } from '../ownUser';
import { isOwnChange, mayTellAuthor } from './authors';
import { CALL_ENDED, recordCall, toldOf, type Delivery } from './events';
import { wasChangedBy } from './lastChange';

interface Wanted {
	readonly fetchRecord: boolean;
	/** `simplified`, `portable` for activities and tasks in the words of no vendor, or `raw`. */
	readonly output: unknown;
	/** What the credential's own user has done starts nothing. */
	readonly ignoreOwn: boolean;
}

interface DeliveredItem {
	readonly json: IDataObject;
	/** As it was read; undefined where it was not. */
	readonly record?: IDataObject[string];
	/** The credential's own user has done it, which was to be left out. */
	readonly isOwn?: boolean;
}

/** What the workflow starts with: the event, the id, and the record or the reason why it could not be read. */
export async function deliveredItem(
	context: IWebhookFunctions,
	delivery: Delivery,
	{ fetchRecord, output, ignoreOwn }: Wanted,
): Promise<DeliveredItem> {
	const { event, id, data, sentAt } = delivery;
	const item = defined({ ...toldOf(event), id, sentAt, data });
	const spec = fetchRecord ? recordCall(delivery) : undefined;
	if (spec === undefined) {
		const kind = KINDS[asText(item.recordType)];
		const isGone = output === 'portable' && item.event === 'deleted';
		if (!isGone || kind === undefined || id === undefined) return { json: item };
		const gone = withKnownLinks(
			context,
			deletedPortable({ vendor: 'bitrix24', id: String(id), ...kind }),
		);
		return { json: eventItem(defined({ ...toldOf(event), sentAt }), gone) };
	}
	const account = await accountOf(context, bitrix24);
	const [verdict, me] = await Promise.all([
		readTogether(context, spec),
		// In the same batch, so that it costs no request.
		ignoreOwn && mayTellAuthor(delivery) ? readTogether(context, OWN_USER) : undefined,
	]);
	const redact = await account.redactor();
	// A part of a batch says its no as Bitrix24 did.
	if (!verdict.ok)
		return { json: { ...item, recordMissing: shortened(redact(verdict.problem.title)) } };
	const found = recordOf(resultOf(verdict.body));
	// A task that is gone or hidden comes as an empty list (docs/contracts/bitrix24.md section 2.8).
	if (isNothing(found))
		return { json: { ...item, recordMissing: 'Bitrix24 does not find this record any more' } };
	const { record } = scrubbed({ record: found }, redact);
	const shape = output === 'raw' || !hasId(record) ? undefined : SHAPES[asText(item.recordType)];
	const shaped = output === 'portable' ? shape?.portable : shape?.simplified;
	if (output === 'portable' && shape?.portable !== undefined)
		seeLinks(context, shape.portable(asObject(record)));
	if (me !== undefined && isOwnChange(delivery, record, me)) return { json: item, isOwn: true };
	if (shaped === undefined) return { json: { ...item, record }, record };
	// What is told of a call does not stand in its activity.
	const told = defined({ ...toldOf(event), sentAt, data: event === CALL_ENDED ? data : undefined });
	const items = [eventItem(told, shaped(asObject(record)))];
	const [json] = await completed(context, bitrix24, items, withAddresses(items, addresses));
	return { json: scrubbed(json, redact), record };
}

/** Bitrix24 repeats nothing by itself, but a proxy before this n8n may. */
const REMEMBERED = 200;

/**
 * Whether a delivery did not come before. The same event about the same record in the same second, with
 * the same data in it, is one event delivered twice. But a record that was changed again in that second
 * is news, and that shows in nothing but the record. One that was changed later does not count, as that
 * change has its own delivery.
 */
export function isNews(
	context: IWebhookFunctions,
	{ event, id, sentAt, data }: Delivery,
	record: IDataObject[string],
): boolean {
	if (sentAt === undefined) return true;
	const deliveries = new Deliveries(context.getWorkflowStaticData('node'));
	const about = `${event} ${id ?? ''}`;
	const asRead = { about: `${about} as read`, at: sentAt, content: record };
	const hasState = wasChangedBy(record, sentAt);
	const wasRead = deliveries.knows(asRead);
	const isFirst = deliveries.isNew({ about, at: sentAt, content: data });
	const isChanged = hasState && (isFirst || wasRead) && deliveries.isNew(asRead);
	if (!isFirst && !isChanged) return false;
	deliveries.keep(REMEMBERED);
	return true;
}

type Shape = (record: IDataObject) => IDataObject;

/** What a deleted record of a type was, as far as its event tells. */
const KINDS: Readonly<Record<string, { kind: Portable['kind']; idsOf?: string } | undefined>> = {
	activity: { kind: 'other', idsOf: ACTIVITY },
	task: { kind: 'task' },
};

/** Records of other types come as Bitrix24 gives them. */
const SHAPES: Readonly<
	Record<string, { readonly simplified: Shape; readonly portable?: Shape } | undefined>
> = {
	activity: { simplified: simplifyActivity, portable: portableActivity },
	task: { simplified: simplifyTask, portable: portableTask },
	timelineComment: { simplified: simplifyComment },
};

/** Tasks, records and custom activities come one level down, activities and comments as they are. */
function recordOf(result: unknown): IDataObject[string] {
	const { task, item, activity } = asObject(result);
	return task ?? item ?? activity ?? (result as IDataObject[string]);
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
