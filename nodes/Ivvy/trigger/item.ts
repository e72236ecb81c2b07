import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';
import { deletedPortable, type Portable } from '../../shared/operation/portableRecord';
import { sqlUtcToIso } from '../../shared/text/dates';
import { asNumber, asObject, asText, defined, isObject } from '../../shared/text/unknownJson';
import { type Deliveries, sentAtOf } from '../../shared/trigger/deliveries';
import { eventItem } from '../../shared/trigger/eventItem';
import { toPortable as portableActivity } from '../activity/portable';
import { simplify as simplifyActivity, writtenOf as activityOf } from '../activity/simplify';
import { toPortable as portableTask } from '../task/portable';
import { simplify as simplifyNote, writtenOf as noteOf } from '../note/simplify';
import { simplify as simplifyTask, writtenOf as taskOf } from '../task/simplify';
import { happened } from './events';
import { parsed, type Envelope } from './verify';

const BY_API = 1;

/** Whether the change was made with the key of the credential: by this n8n itself, most likely. */
export async function isOwnChange(
	context: IWebhookFunctions,
	{ SourceType, SourceInfo }: IDataObject,
): Promise<boolean> {
	if (Number(SourceType) !== BY_API) return false;
	const { apiKey } = await context.getCredentials<IDataObject>('ivvyApi');
	const key = asText((parsed(asText(SourceInfo)) ?? {}).key);
	return key !== '' && key === asText(apiKey).trim();
}

type Shape = (record: IDataObject) => IDataObject;

const SHAPES: ReadonlyArray<{
	/** How the subjects of its notifications begin. */
	readonly events: string;
	/** A key that every such record has. */
	readonly isOne?: string;
	readonly simplified: Shape;
	/** What it was before a change, of which iVvy names what has changed. */
	readonly before: (id: unknown, previous: IDataObject) => IDataObject;
	readonly portable?: Shape;
	/** Where a deletion has the ID, and what kind of activity it was, as far as that is known. */
	readonly deleted?: { readonly id: string; readonly kind: Portable['kind'] };
}> = [
	{
		events: 'CrmEventTask',
		isOne: 'name',
		simplified: simplifyTask,
		before: taskOf,
		portable: portableTask,
		deleted: { id: 'taskId', kind: 'task' },
	},
	{
		events: 'CrmEventActivity',
		isOne: 'name',
		simplified: simplifyActivity,
		before: activityOf,
		portable: portableActivity,
		deleted: { id: 'activityId', kind: 'other' },
	},
	{ events: 'CrmLeadNote', isOne: 'note', simplified: simplifyNote, before: noteOf },
	{ events: 'ContactNote', isOne: 'noteText', simplified: simplifyNote, before: noteOf },
];

/**
 * Whether a message did not come before. SNS may deliver one twice, with one message ID. iVvy
 * may send one twice, with one transaction ID, which messages about other records may carry as well.
 */
export function isNews(deliveries: Deliveries, envelope: Envelope, message: IDataObject): boolean {
	const subject = asText(message.Subject);
	const transaction = asText(message.TxnId);
	const isNew = [
		deliveries.isNew({ about: `message ${envelope.messageId}`, at: '' }),
		transaction === '' ||
			deliveries.isNew({ about: `${subject} ${transaction} ${asText(message.Body)}`, at: '' }),
	];
	return !isNew.includes(false);
}

/**
 * What the workflow starts with: what happened to which kind of record, the record, and for a change what it was
 * before. A body of another shape is passed on as it came.
 */
export function notifiedItem(message: IDataObject, output: unknown): IDataObject {
	const subject = asText(message.Subject);
	const body = parsed(asText(message.Body));
	const about = defined({
		event: subject,
		...happened(subject),
		...(isCompletion(subject, body) ? { event: 'completed' } : {}),
		sentAt: sentAtOf(message.Timestamp),
	});
	if (body === undefined) return { ...about, body: message.Body };
	const { data, previousData } = body;
	const shape = SHAPES.find(({ events }) => subject.startsWith(events));
	// A record without an ID, or a task without a name, is none that we know.
	const isKnown =
		isObject(data) && asText(data.id) !== '' && (shape?.isOne === undefined || shape.isOne in data);
	const gone = output === 'portable' && shape !== undefined ? deletedOf(shape, body) : undefined;
	if (gone !== undefined) return eventItem(about, gone);
	if (output === 'raw' || !isKnown) return { ...about, ...body };
	if (output === 'portable' && shape?.portable !== undefined)
		return eventItem(about, shape.portable(data));
	const simplified = shape?.simplified ?? withIsoTimes;
	const before = shape?.before ?? ((_id, previous) => withIsoTimes(previous));
	return {
		...about,
		...simplified(data),
		...(isObject(previousData) ? { previous: before(data.id, previousData) } : {}),
	};
}

/** Of a record that was deleted nothing is told but its ID (docs/contracts/ivvy.md section 11). */
function deletedOf(
	{ deleted }: (typeof SHAPES)[number],
	body: IDataObject,
): IDataObject | undefined {
	const id = deleted === undefined ? '' : asText(body[deleted.id]);
	return deleted === undefined || id === ''
		? undefined
		: deletedPortable({ vendor: 'ivvy', id, kind: deleted.kind });
}

const COMPLETED = 4;

/** A task whose status was another one before. */
function isCompletion(subject: string, body: IDataObject | undefined): boolean {
	const { data, previousData } = asObject(body);
	return (
		subject === 'CrmEventTaskUpdated' &&
		asNumber(asObject(data).status) === COMPLETED &&
		'status' in asObject(previousData) &&
		asNumber(asObject(previousData).status) !== COMPLETED
	);
}

/** iVvy's names of times end so; docs/contracts/ivvy.md section 5. */
const TIME = /Date(?:time)?$/;

/** A record that has no shape of its own, its times in ISO. */
function withIsoTimes(record: IDataObject): IDataObject {
	return Object.fromEntries(
		Object.entries(record).map(([key, value]) => [
			key,
			TIME.test(key) ? (sqlUtcToIso(value) as IDataObject[string]) : value,
		]),
	);
}
