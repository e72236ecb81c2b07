import type { IDataObject, IHookFunctions, NodeApiError } from 'n8n-workflow';
import { callOnce } from '../shared/drive';
import type { RequestSpec } from '../shared/operation';
import { anId, NOTHING } from '../shared/proof';
import { asNumber, asObject, asRows, asText, defined } from '../shared/values';
import { aPage } from './proofs';
import { get, leadSquared, search } from './vendor';

/** Create codes of events; vendors/leadsquared.md section 7.2. */
export const EVENTS = [
	{ name: 'Activity Created', value: '2' },
	{ name: 'Activity Updated', value: '15' },
	{ name: 'Lead Created', value: '3' },
	{ name: 'Lead Owner Changed', value: '4' },
	{ name: 'Lead Score Changed', value: '9' },
	{ name: 'Lead Updated', value: '6' },
	{ name: 'Task Completed', value: '16' },
	{ name: 'Task Created', value: '7' },
	{ name: 'Task Reminder', value: '8' },
	{ name: 'Task Updated', value: '17' },
];

export const ACTIVITY_EVENTS = ['2', '15'];
/** LeadSquared sends our own headers along: who it is, and what for. */
export const SECRET_HEADER = 'x-n8n-secret';
export const EVENT_HEADER = 'x-n8n-event';

/** One webhook that has to be there. */
export interface Wanted {
	readonly event: string;
	/** Activity type, for events of activities; one webhook takes one. */
	readonly type?: number;
}

interface Registered extends Wanted {
	readonly id: string;
}

export function wantedHooks(events: readonly string[], types: readonly number[]): Wanted[] {
	return events.flatMap((event): Wanted[] => (ACTIVITY_EVENTS.includes(event) ? types.map((type) => ({ event, type })) : [{ event }]));
}

const sameHook = (a: Wanted, b: Wanted) => a.event === b.event && a.type === b.type;

/** Whether all of them are there and enabled. @throws NodeApiError */
export async function hooksExist(context: IHookFunctions, wanted: readonly Wanted[]): Promise<boolean> {
	if (registered(context).length === 0) return false;
	const there = enabledOf(registered(context), await listedHooks(context));
	return wanted.every((hook) => there.some((one) => sameHook(one, hook))) && there.length === wanted.length && registered(context).length === there.length;
}

/**
 * Registers what is missing and removes what is not wanted any more: by our records, and by our address, as the answer to
 * an earlier registration may have been lost. A failure half-way takes back what it made. @throws NodeApiError
 */
export async function registerHooks(context: IHookFunctions, wanted: readonly Wanted[], url: string): Promise<void> {
	const known = context.getWorkflowStaticData('node');
	known.secret = asText(known.secret) || crypto.randomUUID() + crypto.randomUUID();
	const listed = await listedHooks(context);
	const mine = registered(context);
	const kept = enabledOf(mine, listed).filter((one) => wanted.some((hook) => sameHook(one, hook)));
	const unwanted = listed.filter((one) => (one.url === url || mine.some(({ id }) => id === one.id)) && !kept.some(({ id }) => id === one.id));
	for (const { id } of unwanted) await removeHook(context, id);
	const made: Registered[] = [];
	try {
		for (const hook of wanted.filter((one) => !kept.some((other) => sameHook(other, one)))) made.push({ ...hook, id: await createHook(context, hook, url, asText(known.secret)) });
	} catch (cause) {
		for (const { id } of made) await send(context, get('/Webhook.svc/Delete', NOTHING, { webhookId: id }));
		throw asError(cause);
	}
	known.hooks = [...kept, ...made].map((hook) => ({ ...hook }));
}

/** Removes those of this node; what is gone already needs no call. @throws NodeApiError */
export async function removeHooks(context: IHookFunctions): Promise<void> {
	const mine = registered(context);
	const listed = mine.length === 0 ? [] : await listedHooks(context);
	for (const { id } of listed.filter((one) => mine.some((own) => own.id === one.id))) await removeHook(context, id);
	delete context.getWorkflowStaticData('node').hooks;
}

/** A GET that changes something (section 7.1). */
async function removeHook(context: IHookFunctions, id: string): Promise<void> {
	await send(context, { ...get('/Webhook.svc/Delete', NOTHING, { webhookId: id }), effect: 'write' });
}

function registered(context: IHookFunctions): Registered[] {
	return asRows(context.getWorkflowStaticData('node').hooks).map(({ id, event, type }) => ({ id: asText(id), event: asText(event), type: asNumber(type) }));
}

const ENABLED = 0;
const PAGE = 200;
const HOOKS = aPage('Response', 'a list of webhooks');
const ITS_ID = anId((body) => asObject(asObject(body).Message).Id, 'the ID of the webhook');

interface Listed {
	readonly id: string;
	readonly url: string;
	readonly enabled: boolean;
}

/** Every webhook of the account. */
async function listedHooks(context: IHookFunctions): Promise<Listed[]> {
	const found = new Map<string, Listed>();
	for (let page = 1; ; page++) {
		const body = await send(context, search('/Webhook.svc/Retrieve', { Parameter: { Type: 'Webhook' }, Paging: { PageIndex: page, PageSize: PAGE } }, HOOKS));
		const rows = asRows(asObject(body).Response);
		const before = found.size;
		for (const { WebhookId, URL, StatusCode } of rows) found.set(asText(WebhookId), { id: asText(WebhookId), url: asText(URL), enabled: (asNumber(StatusCode) ?? ENABLED) === ENABLED });
		if (rows.length < PAGE || found.size === before) return [...found.values()];
	}
}

/** Those that LeadSquared has and has not switched off. */
function enabledOf(mine: readonly Registered[], listed: readonly Listed[]): Registered[] {
	return mine.filter(({ id }) => listed.some((one) => one.id === id && one.enabled));
}

/** Activity events want the type twice, once as a text of JSON (section 7.1). */
async function createHook(context: IHookFunctions, { event, type }: Wanted, url: string, secret: string): Promise<string> {
	const code = type === undefined ? undefined : String(type);
	const body = defined({
		Description: `n8n: ${context.getWorkflow().name ?? 'workflow'}`.slice(0, 200),
		URL: url,
		Method: 'POST',
		ContentType: 'application/json',
		WebhookEvent: event,
		IsSpecificLandingPage: false,
		NotifyOnFailure: true,
		ActivityEvent: code,
		WebhookProperties: code === undefined ? undefined : JSON.stringify({ ActivityEvent: code, ActivityData: '[]', WebPageNames: '[]' }),
		CustomHeaders: [{ Key: SECRET_HEADER, Value: secret }, { Key: EVENT_HEADER, Value: event }],
	});
	return asText(asObject(asObject(await send(context, { method: 'POST', path: '/Webhook.svc/Create', body, effect: 'write', proof: ITS_ID })).Message as IDataObject).Id);
}

const send = async (context: IHookFunctions, spec: RequestSpec): Promise<unknown> => await callOnce(context, leadSquared, spec);

function asError(cause: unknown): NodeApiError {
	return cause as NodeApiError;
}
