import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';
import { asArray, asObject, asText, isObject } from '../shared/values';
import { toPortable as portableActivity } from './activity/portable';
import { simplify as simplifyActivity } from './activity/simplify';
import { parsed } from './believed';
import { EVENTS } from './subscriptions';
import { toPortable as portableTask } from './task/portable';
import { simplify as simplifyTask } from './task/simplify';

const REMEMBERED = 1000;

/** Whether a message came before: SNS may deliver one twice, and iVvy names its own. */
export function isRepeated(known: IDataObject, ids: readonly string[]): boolean {
	const seen = asArray(known.delivered).map(asText);
	if (ids.some((id) => seen.includes(id))) return true;
	known.delivered = [...seen, ...ids].slice(-REMEMBERED);
	return false;
}

const BY_API = 1;

/** Whether the change was made with the key of the credential: by this n8n itself, most likely. */
export async function isOwnChange(context: IWebhookFunctions, { SourceType, SourceInfo }: IDataObject): Promise<boolean> {
	if (Number(SourceType) !== BY_API) return false;
	const { apiKey } = await context.getCredentials<IDataObject>('ivvyApi');
	const key = asText((parsed(asText(SourceInfo)) ?? {}).key);
	return key !== '' && key === asText(apiKey).trim();
}

const SHAPES = [
	{ events: 'CrmEventTask', simplified: simplifyTask, portable: portableTask },
	{ events: 'CrmEventActivity', simplified: simplifyActivity, portable: portableActivity },
];

/** What the workflow starts with: the event, the record, and for a change what it was before. */
export function notifiedItem(subject: string, message: IDataObject, output: unknown): IDataObject {
	const body = parsed(asText(message.Body)) ?? {};
	const event = EVENTS.find(({ value }) => value === subject)?.name ?? subject;
	const sentAt = new Date(Number(message.Timestamp) * 1000).toISOString();
	if (output === 'raw' || !isObject(body.data)) return { event, sentAt, ...body };
	const data = asObject(body.data) as IDataObject;
	const shapes = SHAPES.find(({ events }) => subject.startsWith(events));
	if (output === 'portable' && shapes !== undefined) return shapes.portable(data);
	const record = shapes?.simplified(data) ?? data;
	return { event, sentAt, ...record, ...(isObject(body.previousData) ? { previous: asObject(body.previousData) as IDataObject } : {}) };
}
