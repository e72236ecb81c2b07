'use strict';
/** Webhook.svc of the fake LeadSquared (contract 7.1, 7.2). */
const http = require('node:http');
const https = require('node:https');
const { parsedUrl } = require('./server');
const {
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
	done,
} = require('./leadsquared.answers');

const MOST_HEADERS = 10;
/** code -> the name Retrieve shows; those that could not be created live are left out (contract 7.2) */
const EVENTS = {
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
};

function onlyAdmins({ how }) {
	if (!how.isAdmin)
		throw new Refusal(
			how.notAdminStatus,
			'MXUnAuthorizedAccessException',
			'You are not authorized to perform this operation.',
		);
}

function checkAddress(text) {
	const url = parsedUrl(text);
	const fine =
		url?.protocol === 'https:' || (url?.protocol === 'http:' && LOOPBACK.includes(url.hostname));
	if (!fine) throw mx('InvalidInput', 'URL is not valid.');
}

function propertiesOf(text) {
	try {
		const value = JSON.parse(text);
		if (isMap(value)) return value;
	} catch {
		// told below
	}
	throw mx('InvalidInput', 'WebhookProperties is not valid JSON.');
}

/** An activity's event needs its type twice: at the top and in the properties (contract 7.1). */
function checkActivityEvent({ ActivityEvent, WebhookProperties }, { types }) {
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
function checkFieldChange(sent, id, { webhooks }) {
	const same = (one) =>
		one.WebhookId !== id &&
		one.WebhookEvent === FIELD_CHANGE &&
		one.WebhookProperties === sent.WebhookProperties;
	if ([...webhooks.values()].some(same))
		throw mx('InvalidInput', 'A webhook for this field exists already.');
}

function checked(json, more, { store }) {
	const sent = shaped(json, { ...SHAPE, ...more }, 'the body');
	const headers = sent.CustomHeaders ?? [];
	for (const header of headers)
		demandText(shaped(header, { Key: 'string', Value: 'string' }, 'CustomHeaders'));
	demand(sent, ['URL', 'WebhookEvent']);
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
	if (sent.WebhookEvent === FIELD_CHANGE) checkFieldChange(sent, sent.WebhookId, store);
	return {
		Method: 'POST',
		ContentType: 'application/json',
		Description: '',
		NotifyOnFailure: false,
		WebhookProperties: null,
		...sent,
		CustomHeaders: headers,
	};
}

function demandText({ Key, Value }) {
	if (Key === undefined || Value === undefined)
		throw malformed('Key and Value are required in CustomHeaders');
}

/** the vendor's look at a new address: no payload, 200 wanted (contract 7.3) */
function head(address) {
	const { request } = address.startsWith('https:') ? https : http;
	return new Promise((answered) => {
		const call = request(address, { method: 'HEAD', agent: false }, (response) => {
			response.resume();
			answered(response.statusCode);
		});
		call.on('error', () => answered(0));
		call.end();
	});
}

async function checkHead({ URL: address }, { how }) {
	if (!how.headCheck) return;
	const status = await head(address);
	if (status !== 200) throw mx('InvalidInput', `URL did not answer 200 but ${status}.`);
}

async function create({ json }, { account, operation }) {
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

const webhookOf = (id, { webhooks }) => {
	const webhook = webhooks.get(String(id).toLowerCase());
	if (webhook === undefined) throw mx('InvalidInput', 'Webhook does not exist.');
	return webhook;
};

/** the same body and WebhookId */
async function update({ json }, { account, operation }) {
	onlyAdmins(account);
	const sent = checked(json, { WebhookId: 'string' }, account);
	const webhook = webhookOf(demand(sent, ['WebhookId']).WebhookId, account.store);
	await checkHead(sent, account);
	Object.assign(webhook, sent, { WebhookId: webhook.WebhookId });
	account.writes.push({ operation, id: webhook.WebhookId });
	return done(webhook.WebhookId);
}

const shown = ({ WebhookEvent, StatusCode, CreatedOn, ...webhook }) => ({
	...webhook,
	EventCode: WebhookEvent,
	WebhookEvent: EVENTS[WebhookEvent],
	StatusCode: Number(StatusCode),
	CreatedOn: stampWithMs(CreatedOn),
});

/** a list, asked for by the event's name, not its code (contract 7.1, 7.2) */
function list({ json }, { account }) {
	onlyAdmins(account);
	const {
		Parameter = {},
		Sorting = { ColumnName: 'CreatedOn', Direction: 1 },
		Paging,
	} = shaped(json, { Parameter: 'map', Sorting: 'map', Paging: 'map' }, 'the body');
	const shape = {
		Type: 'string',
		WebhookEvent: 'string',
		StatusCode: 'any',
		WebhookId: 'string',
		SearchText: 'string',
	};
	const {
		Type = 'Webhook',
		WebhookEvent = '',
		StatusCode = '',
		WebhookId = '',
		SearchText = '',
	} = shaped(Parameter, shape, 'Parameter');
	shaped(Sorting, { ColumnName: 'string', Direction: 'direction' }, 'Sorting');
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
function remove({ query }, { account, operation }) {
	onlyAdmins(account);
	const { WebhookId: id } = webhookOf(
		demand({ webhookId: query.get('webhookId') }, ['webhookId']).webhookId,
		account.store,
	);
	account.store.webhooks.delete(id);
	account.writes.push({ operation, id });
	return { Status: 'Success' };
}

module.exports = {
	EVENTS,
	ENDPOINTS: {
		'Webhook.svc/Create': ['POST', create],
		'Webhook.svc/Update': ['POST', update],
		'Webhook.svc/Retrieve': ['POST', list],
		'Webhook.svc/Delete': ['GET', remove],
	},
};
