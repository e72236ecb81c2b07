import type { IDataObject, IHookFunctions, NodeApiError } from 'n8n-workflow';
import { toNodeError } from '../shared/errors';
import { aRecord } from '../shared/proof';
import { caller } from '../shared/request';
import { asNumber, asObject, asText } from '../shared/values';
import { action, ivvy } from './vendor';

/** Subjects of notifications; vendors/ivvy.md section 11. */
const SUBJECTS = [
	['Activity', 'CrmEventActivity', 'crm'],
	['Company', 'Company', 'companies'],
	['Contact', 'Contact', 'contacts'],
	['Contact Note', 'ContactNote', 'contacts'],
	['Lead Note', 'CrmLeadNote', 'crm'],
	['Opportunity', 'Opportunity', 'crm'],
	['Task', 'CrmEventTask', 'crm'],
] as const;

export const EVENTS = SUBJECTS.flatMap(([name, subject]) => ['Added', 'Deleted', 'Updated'].map((verb) => ({ name: `${name} ${verb}`, value: `${subject}${verb}` }))).sort((a, b) => a.name.localeCompare(b.name, 'en'));

/** The kinds of subscription that are needed for some events. */
export function familiesOf(events: readonly string[]): string[] {
	return [...new Set(SUBJECTS.filter(([, subject]) => events.some((event) => event.replace(/(?:Added|Deleted|Updated)$/, '') === subject)).map(([, , family]) => family))];
}

/** iVvy lists no subscriptions, so what was subscribed is remembered: family -> topic. */
export function topicsOf(known: IDataObject): Record<string, string> {
	return Object.fromEntries(Object.entries(asObject(known.topics)).map(([family, topic]) => [family, asText(topic)]));
}

const endpoints = (families: readonly string[], url: string) => Object.fromEntries(families.map((family) => [`${family}Endpoint`, url]));

/** @throws NodeApiError, for a key that may not subscribe with what to do */
export async function subscribe(context: IHookFunctions, families: readonly string[], url: string): Promise<void> {
	const answer = asObject(await send(context, 'subscribeToNotifications', endpoints(families, url)));
	const failed = families.filter((family) => answer[`${family}Success`] !== true);
	if (failed.length > 0) throw refusal(context, `iVvy did not subscribe to ${failed.join(' and ')}`, 'Another address may be subscribed already, and the address of this n8n has to be a public https address.');
	const known = context.getWorkflowStaticData('node');
	known.topics = Object.fromEntries(families.map((family) => [family, asText(answer[`${family}TopicId`])]));
	known.url = url;
}

const UNKNOWN_ERROR = 3;
const WRONG_SOURCE = 5;

/** What is not there any more is fine; what iVvy keeps on sending is not. @throws NodeApiError */
export async function unsubscribe(context: IHookFunctions): Promise<void> {
	const known = context.getWorkflowStaticData('node');
	const families = Object.keys(topicsOf(known));
	if (families.length === 0) return;
	const answer = asObject(await send(context, 'unsubscribeFromNotifications', endpoints(families, asText(known.url))));
	const failed = families.filter((family) => [UNKNOWN_ERROR, WRONG_SOURCE].includes(asNumber(answer[`${family}Result`]) ?? 0));
	if (failed.length > 0) throw refusal(context, `iVvy did not end the subscription to ${failed.join(' and ')}`, 'It has to be ended with the API key that subscribed. Pick that credential, or ask iVvy support to end it.');
	delete known.topics;
	delete known.url;
}

async function send(context: IHookFunctions, name: string, body: object): Promise<unknown> {
	const verdict = await caller(context, ivvy)(action('account', name, body, 'write', aRecord()));
	if (verdict.ok) return verdict.body;
	if (verdict.problem.kind !== 'denied') throw toNodeError(context.getNode(), verdict.problem, 0, false);
	throw refusal(context, 'This API key may not subscribe to notifications', 'iVvy allows it to a key of the primary user of the account, or to a key without a user. With any other key use the iVvy Polling Trigger.');
}

function refusal(context: IHookFunctions, title: string, advice: string): NodeApiError {
	return toNodeError(context.getNode(), { kind: 'denied', title, advice }, 0, false);
}
