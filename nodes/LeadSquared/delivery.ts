import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';
import { sameSecret } from '../shared/secrets';
import { asArray, asObject, asRows, asText, isDeeperThan, isObject } from '../shared/values';
import { toPortable as portableActivity } from './customActivity/portable';
import { activityShape } from './shape';
import { toPortable as portableTask } from './task/portable';
import { simplify as simplifyTask } from './task/simplify';
import { ACTIVITY_EVENTS, EVENT_HEADER, EVENTS, SECRET_HEADER } from './webhooks';

/** Whether a delivery carries the secret that was given to LeadSquared; it has no signature (vendors/leadsquared.md section 7.3). */
export function isOurs(context: IWebhookFunctions): boolean {
	const { [SECRET_HEADER]: given } = context.getHeaderData();
	return sameSecret(asText(given), asText(context.getWorkflowStaticData('node').secret));
}

/** The event that the webhook was registered for; our own header says it, as payloads don't. */
export function eventOf(context: IWebhookFunctions): string {
	return asText(asObject(context.getHeaderData())[EVENT_HEADER]);
}

const DEEPEST = 20;

/** Activities come as a list, everything else as a list or alone. What is nested too deep is from somebody who knows the secret, but not LeadSquared. */
export function payloadsOf(body: unknown): IDataObject[] {
	return asRows(Array.isArray(body) ? asArray(body) : [body]).filter((payload) => Object.keys(payload).length > 0 && !isDeeperThan(DEEPEST, payload));
}

/** How many payloads are remembered; LeadSquared repeats a failed delivery about three times within minutes. */
const REMEMBERED = 1000;

/** Those that did not come before: LeadSquared may deliver twice. */
export function unseen(known: IDataObject, event: string, payloads: readonly IDataObject[]): IDataObject[] {
	const seen = new Set(asArray(known.delivered).map(asText));
	const news = payloads.filter((payload) => {
		const key = `${event} ${keyOf(event, payload)}`;
		return seen.has(key) ? false : Boolean(seen.add(key));
	});
	known.delivered = [...seen].slice(-REMEMBERED);
	return news;
}

/** An activity is created once; anything else may happen to a record again, so the whole payload counts. */
function keyOf(event: string, payload: IDataObject): string {
	return event === '2' ? asText(payload.ProspectActivityId) || digest(payload) : digest(payload);
}

/** A short number for a text; FNV-1a, twice with different beginnings. */
function digest(payload: IDataObject): string {
	const text = JSON.stringify(payload);
	return [0x811c9dc5, 0x01000193].map((start) => {
		let hash = start;
		for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
		return (hash >>> 0).toString(36);
	}).join('');
}

/** What the workflow starts with. */
export function deliveredItem(event: string, payload: IDataObject, output: unknown): IDataObject {
	const name = EVENTS.find(({ value }) => value === event)?.name ?? event;
	if (output === 'raw') return { event: name, ...payload };
	if (ACTIVITY_EVENTS.includes(event)) return output === 'portable' ? portableActivity(payload) : { event: name, ...activityShape(payload) };
	if (name.startsWith('Task')) return output === 'portable' ? portableTask(payload) : { event: name, ...simplifyTask(payload) };
	return { event: name, ...leadShape(payload) };
}

/** A lead, flat, or as it was and is; some deliveries say Current for After (section 7.4). */
function leadShape(payload: IDataObject): IDataObject {
	const after = [payload.After, payload.Current].find(isObject);
	if (after === undefined) return { leadId: payload.ProspectID ?? null, lead: payload };
	const before = asObject(payload.Before);
	const now = asObject(after);
	const changed = Object.keys(now).filter((name) => asText(now[name]) !== asText(before[name]));
	return { leadId: asText(now.ProspectID) || null, changed, lead: now as IDataObject, before: before as IDataObject };
}
