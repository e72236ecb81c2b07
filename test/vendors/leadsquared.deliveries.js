'use strict';
/** What the fake LeadSquared sends to a webhook (contract 7.3, 7.4). */
const { EVENTS } = require('./leadsquared.webhooks');
const { payload } = require('./leadsquared.rows');
const { shown } = require('./leadsquared.tasklists');

/** kind -> the code it is created by */
const KINDS = {
	activityCreate: '2',
	activityUpdate: '15',
	leadCreate: '3',
	leadUpdate: '6',
	leadOwnerChange: '4',
	leadFieldChange: '26',
	taskCreate: '7',
	taskUpdate: '17',
	taskComplete: '16',
	opportunityCreate: '29',
	opportunityUpdate: '30',
};
const ACTIVITIES = ['activityCreate', 'activityUpdate', 'opportunityCreate', 'opportunityUpdate'];
const CHANGES = ['leadUpdate', 'leadOwnerChange', 'leadFieldChange'];

const known = (map, id) => {
	const record = map.get(id);
	if (record === undefined) throw new Error(`the fake LeadSquared has no record ${id}`);
	return record;
};

const changeOf = (lead, key) => ({
	Before: { ...lead, ModifiedOn: lead.CreatedOn },
	[key]: { ...lead },
});

/** an id as the payload of its record; anything else as it is */
function payloadOf(kind, data, account) {
	if (typeof data !== 'string') return data;
	const { store, how } = account;
	if (ACTIVITIES.includes(kind)) {
		const activity = known(store.activities, data);
		return payload(activity, store.types.get(activity.ActivityEvent));
	}
	if (kind.startsWith('task')) return shown(known(store.tasks, data), account);
	const lead = known(store.leads, data);
	return CHANGES.includes(kind) ? changeOf(lead, how.afterKey) : { ...lead };
}

/**
 * A delivery, ready to be posted: activities as an array, also one alone; leads and tasks one by
 * one, or as an array (option deliverAs).
 * @param {keyof typeof KINDS} kind or the event's code or name
 * @param {string|object|(string|object)[]} data ids of records, or payloads
 * @param {object} [how]
 * @param {string|object} [how.webhook] its id or record: custom headers and address are taken
 * from it; without one, the first of that event
 * @param {'object'|'array'} [how.as] instead of the option
 * @param {object} [how.headers] further ones, or others
 */
function deliverer(account) {
	return (event, data, { webhook: asked, as = account.how.deliverAs, headers = {} } = {}) => {
		const kind = Object.keys(KINDS).find(
			(name) => name === event || KINDS[name] === String(event) || EVENTS[KINDS[name]] === event,
		);
		if (kind === undefined) throw new Error(`the fake LeadSquared has no event ${event}`);
		const { webhooks } = account.store;
		const payloads = [data].flat().map((one) => payloadOf(kind, one, account));
		const webhook =
			typeof asked === 'string'
				? known(webhooks, asked)
				: (asked ?? listener(webhooks, kind, payloads[0]));
		if (!ACTIVITIES.includes(kind) && as === 'object' && payloads.length !== 1)
			throw new Error('one record a delivery, or as: array');
		const own = Object.fromEntries(
			(webhook?.CustomHeaders ?? []).map(({ Key, Value }) => [Key.toLowerCase(), Value]),
		);
		const body = ACTIVITIES.includes(kind) || as === 'array' ? payloads : payloads[0];
		return {
			method: 'POST',
			url: webhook?.URL,
			headers: { 'content-type': webhook?.ContentType ?? 'application/json', ...own, ...headers },
			body: JSON.stringify(body),
		};
	};
}

/** the webhook that hears of it: of the event, and of activities of the type */
function listener(webhooks, kind, first) {
	const fits = (one) =>
		one.WebhookEvent === KINDS[kind] &&
		(one.ActivityEvent === undefined || one.ActivityEvent === String(first.ActivityEvent));
	return [...webhooks.values()].find(fits);
}

module.exports = { deliverer };
