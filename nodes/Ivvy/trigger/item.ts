import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';
import { asText, defined, isObject } from '../../shared/text/unknownJson';
import { type Deliveries, sentAtOf } from '../../shared/trigger/deliveries';
import { toPortable as portableActivity } from '../activity/portable';
import { simplify as simplifyActivity } from '../activity/simplify';
import { toPortable as portableTask } from '../task/portable';
import { simplify as simplifyTask } from '../task/simplify';
import { EVENTS } from './events';
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

const SHAPES = [
	{ events: 'CrmEventTask', simplified: simplifyTask, portable: portableTask },
	{ events: 'CrmEventActivity', simplified: simplifyActivity, portable: portableActivity },
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
 * What the workflow starts with: the event, the record, and for a change what it was before. A body of
 * another shape is passed on as it came.
 */
export function notifiedItem(message: IDataObject, output: unknown): IDataObject {
	const subject = asText(message.Subject);
	const body = parsed(asText(message.Body));
	const about = defined({
		event: EVENTS.find(({ value }) => value === subject)?.name ?? subject,
		sentAt: sentAtOf(message.Timestamp),
	});
	if (body === undefined) return { ...about, body: message.Body };
	const { data, previousData } = body;
	const shapes = SHAPES.find(({ events }) => subject.startsWith(events));
	// A record without an ID, or a task without a name, is none that we know.
	const isKnown =
		isObject(data) && asText(data.id) !== '' && (shapes === undefined || 'name' in data);
	if (output === 'raw' || !isKnown) return { ...about, ...body };
	if (output === 'portable' && shapes !== undefined) return shapes.portable(data);
	return {
		...about,
		...(shapes?.simplified(data) ?? data),
		...(isObject(previousData) ? { previous: previousData } : {}),
	};
}
