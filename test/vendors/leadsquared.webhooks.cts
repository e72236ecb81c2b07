/** Webhook.svc of the fake LeadSquared (contract 7.1, 7.2). */
import http from 'node:http';
import https from 'node:https';
import {
	Refusal,
	mx,
	malformed,
	shaped,
	demand,
	isMap,
	stampWithMs,
	listed,
	tooBig,
	pageOf,
	sorted,
	sortingOf,
	done,
	type Account,
	type Context,
	type Endpoints,
	type Shape,
	type Shaped,
} from './leadsquared.answers.cts';
import type { Store } from './leadsquared.data.cts';
import { parsedUrl, type Call } from './server.cts';

const MOST_HEADERS = 10;
/** code -> the name Retrieve shows; those that could not be created live are left out (contract 7.2) */
export const EVENTS: Readonly<Record<string, string>> = {
	1: 'Landing_Page_submission',
	2: 'LeadActivity_Post_Create',
	3: 'Lead_Post_Create',
	4: 'Lead_Owner_Change',
	6: 'Lead_Post_Update',
	7: 'Task_Create',
	8: 'Task_Reminder',
	9: 'Lead_Score_Change',
	15: 'LeadActivity_Post_Update',
	16: 'Task_Complete',
	17: 'Task_Update',
	26: 'Lead_Field_Change',
	29: 'Opportunity_Create',
	30: 'Opportunity_Update',
	31: 'Opportunity_Delete',
};
const ACTIVITY_EVENTS = ['2', '15'];
const FIELD_CHANGE = '26';
const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]'];

const SHAPE = {
	Description: 'string',
	URL: 'string',
	Method: 'string',
	ContentType: 'string',
	WebhookEvent: 'string',
	IsSpecificLandingPage: 'boolean',
	NotifyOnFailure: 'boolean',
	LandingPageUrls: 'any',
	WebhookProperties: 'textOrNull',
	CustomHeaders: 'list',
	ActivityEvent: 'string',
	StatusCode: 'count',
} as const;

interface Header {
	readonly Key: string;
	readonly Value: string;
}

/** What is sent of a webhook, checked; WebhookId where an old one is changed. */
interface SentWebhook extends Omit<Shaped<typeof SHAPE>, 'CustomHeaders'> {
	readonly URL: string;
	readonly WebhookEvent: string;
	readonly CustomHeaders: readonly Header[];
	readonly WebhookId?: string;
}

export interface Webhook extends SentWebhook {
	readonly WebhookId: string;
	readonly CreatedOn: number;
}

function onlyAdmins({ how }: Account) {
	if (!how.isAdmin)
		throw new Refusal(
			how.notAdminStatus,
			'MXUnAuthorizedAccessException',
			'You are not authorized to perform this operation.',
		);
}

function checkAddress(text: string) {
	const url = parsedUrl(text);
	const fine =
		url?.protocol === 'https:' || (url?.protocol === 'http:' && LOOPBACK.includes(url.hostname));
	if (!fine) throw mx('InvalidInput', 'URL is not valid.');
}

function propertiesOf(text: string) {
	try {
		const value: unknown = JSON.parse(text);
		if (isMap(value)) return value;
	} catch {
		// told below
	}
	throw mx('InvalidInput', 'WebhookProperties is not valid JSON.');
}

/** An activity's event needs its type twice: at the top and in the properties (contract 7.1). */
function checkActivityEvent({ ActivityEvent, WebhookProperties }: SentWebhook, { types }: Store) {
	if (ActivityEvent === undefined || ActivityEvent === '')
		throw mx('InvalidDataType', 'ActivityEvent is missing.');
	if (typeof WebhookProperties !== 'string')
		throw mx('InvalidDataType', 'WebhookProperties is missing.');
	const properties = shaped(
		propertiesOf(WebhookProperties),
		{ ActivityEvent: 'string', ActivityData: 'string', WebPageNames: 'string' },
		'WebhookProperties',
	);
	if (properties.ActivityEvent !== ActivityEvent)
		throw mx('InvalidInput', 'ActivityEvent and WebhookProperties are of different types.');
	// only what ActivityTypes.Get lists
	if (!types.has(Number(ActivityEvent)))
		throw mx('InvalidActivity', `Invalid activity event code ${ActivityEvent}.`);
}

/**
 * one webhook for a field in an account (contract 7.2); what names the field is not in the
 * contract, so any properties that are equal
 */
function checkFieldChange(sent: SentWebhook, { webhooks }: Store) {
	const same = (one: Webhook) =>
		one.WebhookId !== sent.WebhookId &&
		one.WebhookEvent === FIELD_CHANGE &&
		one.WebhookProperties === sent.WebhookProperties;
	if ([...webhooks.values()].some(same))
		throw mx('InvalidInput', 'A webhook for this field exists already.');
}

function checked(json: unknown, more: Shape, { store }: Account): SentWebhook {
	const body: Shaped<typeof SHAPE> = shaped(json, { ...SHAPE, ...more }, 'the body');
	const headers = (body.CustomHeaders ?? []).map(headerOf);
	const sent = { ...demand(body, ['URL', 'WebhookEvent']), CustomHeaders: headers };
	if ((sent.Method ?? 'POST') !== 'POST')
		throw mx('InvalidInput', `Invalid Method ${sent.Method}.`);
	if (
		!['application/json', 'application/x-www-form-urlencoded'].includes(
			sent.ContentType ?? 'application/json',
		)
	)
		throw mx('InvalidInput', `Invalid ContentType ${sent.ContentType}.`);
	if (headers.length > MOST_HEADERS)
		throw mx('InvalidInput', `More than ${MOST_HEADERS} custom headers.`);
	if (!Object.hasOwn(EVENTS, sent.WebhookEvent))
		throw mx('InvalidInput', `Invalid WebhookEvent ${sent.WebhookEvent}.`);
	checkAddress(sent.URL);
	if (ACTIVITY_EVENTS.includes(sent.WebhookEvent)) checkActivityEvent(sent, store);
	if (sent.WebhookEvent === FIELD_CHANGE) checkFieldChange(sent, store);
	return {
		Method: 'POST',
		ContentType: 'application/json',
		Description: '',
		NotifyOnFailure: false,
		WebhookProperties: null,
		...sent,
	};
}

function headerOf(header: unknown): Header {
	const { Key, Value } = shaped(header, { Key: 'string', Value: 'string' }, 'CustomHeaders');
	if (Key === undefined || Value === undefined)
		throw malformed('Key and Value are required in CustomHeaders');
	return { Key, Value };
}

/** the vendor's look at a new address: no payload, 200 wanted (contract 7.3) */
function head(address: string) {
	const { request } = address.startsWith('https:') ? https : http;
	return new Promise<number | undefined>((answered) => {
		const call = request(address, { method: 'HEAD', agent: false }, (response) => {
			response.resume();
			answered(response.statusCode);
		});
		call.on('error', () => answered(0));
		call.end();
	});
}

async function checkHead({ URL: address }: SentWebhook, { how }: Account) {
	if (!how.headCheck) return;
	const status = await head(address);
	if (status !== 200) throw mx('InvalidInput', `URL did not answer 200 but ${status}.`);
}

async function create({ json }: Call, { account, operation }: Context) {
	onlyAdmins(account);
	const webhook = checked(json, {}, account);
	await checkHead(webhook, account);
	const id = account.newId();
	account.store.webhooks.set(id, {
		StatusCode: account.how.enabledStatus,
		...webhook,
		WebhookId: id,
		CreatedOn: Date.now(),
	});
	account.writes.push({
		operation,
		id,
		event: webhook.WebhookEvent,
		activityEvent: webhook.ActivityEvent,
	});
	return done(id);
}

const webhookOf = (id: string, { webhooks }: Store) => {
	const webhook = webhooks.get(id.toLowerCase());
	if (webhook === undefined) throw mx('InvalidInput', 'Webhook does not exist.');
	return webhook;
};

/** the same body and WebhookId */
async function update({ json }: Call, { account, operation }: Context) {
	onlyAdmins(account);
	const sent = checked(json, { WebhookId: 'string' }, account);
	const webhook = webhookOf(demand(sent, ['WebhookId']).WebhookId, account.store);
	await checkHead(sent, account);
	Object.assign(webhook, sent, { WebhookId: webhook.WebhookId });
	account.writes.push({ operation, id: webhook.WebhookId });
	return done(webhook.WebhookId);
}

const shown = ({ WebhookEvent, StatusCode, CreatedOn, ...webhook }: Webhook) => ({
	...webhook,
	EventCode: WebhookEvent,
	WebhookEvent: EVENTS[WebhookEvent],
	StatusCode: Number(StatusCode),
	CreatedOn: stampWithMs(CreatedOn),
});

/** a list, asked for by the event's name, not its code (contract 7.1, 7.2) */
function list({ json }: Call, { account }: Context) {
	onlyAdmins(account);
	const sent = shaped(json, { Parameter: 'map', Sorting: 'map', Paging: 'map' }, 'the body');
	const { Parameter = {}, Paging } = sent;
	const shape = {
		Type: 'string',
		WebhookEvent: 'string',
		StatusCode: 'any',
		WebhookId: 'string',
		SearchText: 'string',
	} as const;
	const {
		Type = 'Webhook',
		WebhookEvent = '',
		StatusCode = '',
		WebhookId = '',
		SearchText = '',
	} = shaped(Parameter, shape, 'Parameter');
	const Sorting = sortingOf(sent.Sorting, 'CreatedOn');
	if (Type !== 'Webhook') throw mx('InvalidInput', `Invalid Type ${Type}.`);
	if (WebhookEvent !== '' && !Object.values(EVENTS).includes(WebhookEvent))
		throw mx('InvalidInput', `Invalid WebhookEvent ${WebhookEvent}.`);
	const page = pageOf(Paging, { usual: 25, most: 1000, tooBig: tooBig(1000) });
	const rows = [...account.store.webhooks.values()]
		.filter((one) => WebhookEvent === '' || EVENTS[one.WebhookEvent] === WebhookEvent)
		.filter((one) => (StatusCode ?? '') === '' || Number(one.StatusCode) === Number(StatusCode))
		.filter((one) => WebhookId === '' || one.WebhookId === WebhookId.toLowerCase())
		.filter((one) =>
			`${one.URL} ${one.Description}`.toLowerCase().includes(SearchText.toLowerCase()),
		);
	const found = sorted(rows, Sorting, 'WebhookId', page).slice(page.begin, page.begin + page.size);
	return listed(rows.length, 'Response', found.map(shown), account);
}

/** a GET that writes (contract 7.1) */
function remove({ query }: Call, { account, operation }: Context) {
	onlyAdmins(account);
	const { WebhookId: id } = webhookOf(
		demand({ webhookId: query.get('webhookId') }, ['webhookId']).webhookId,
		account.store,
	);
	account.store.webhooks.delete(id);
	account.writes.push({ operation, id });
	return { Status: 'Success' };
}

export const ENDPOINTS: Endpoints = {
	'Webhook.svc/Create': ['POST', create],
	'Webhook.svc/Update': ['POST', update],
	'Webhook.svc/Retrieve': ['POST', list],
	'Webhook.svc/Delete': ['GET', remove],
};
