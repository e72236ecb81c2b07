/** What the fake LeadSquared sends to a webhook (contract 7.3, 7.4). */
import { there } from '../support/there.cts';
import type { Account } from './leadsquared.answers.cts';
import type { Behavior } from './leadsquared.behavior.cts';
import type { Lead, Store } from './leadsquared.data.cts';
import { payload } from './leadsquared.rows.cts';
import { shown } from './leadsquared.tasklists.cts';
import { EVENTS, type Webhook } from './leadsquared.webhooks.cts';

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
} as const;
type Kind = keyof typeof KINDS;
const ACTIVITIES: readonly Kind[] = [
	'activityCreate',
	'activityUpdate',
	'opportunityCreate',
	'opportunityUpdate',
];
const CHANGES: readonly Kind[] = ['leadUpdate', 'leadOwnerChange', 'leadFieldChange'];

/** What is delivered instead, or how. */
export interface Delivering {
	/** Its id or record: custom headers and address are taken from it; without one, the first of that event. */
	readonly webhook?: string | Partial<Webhook>;
	/** Instead of the option. */
	readonly as?: Behavior['deliverAs'];
	/** Further ones, or others. */
	readonly headers?: Readonly<Record<string, string>>;
}

const known = <T,>(map: Map<string, T>, id: string) => {
	const record = map.get(id);
	if (record === undefined) throw new Error(`the fake LeadSquared has no record ${id}`);
	return record;
};

const changeOf = (lead: Lead, key: Behavior['afterKey']) => ({
	Before: { ...lead, ModifiedOn: lead.CreatedOn },
	[key]: { ...lead },
});

/** an id as the payload of its record; anything else as it is */
function payloadOf(kind: Kind, data: string | object, account: Account): object {
	if (typeof data !== 'string') return data;
	const { store, how } = account;
	if (ACTIVITIES.includes(kind)) {
		const activity = known(store.activities, data);
		return payload(activity, there(store.types.get(activity.ActivityEvent)));
	}
	if (kind.startsWith('task')) return shown(known(store.tasks, data), account);
	const lead = known(store.leads, data);
	return CHANGES.includes(kind) ? changeOf(lead, how.afterKey) : { ...lead };
}

/**
 * A delivery, ready to be posted: activities as an array, also one alone; leads and tasks one by
 * one, or as an array (option deliverAs).
 * @returns what makes it: `event` is a kind, or the event's code or name; `data` ids of records, or payloads
 */
export function deliverer(account: Account) {
	return (
		event: string | number,
		data: string | object | ReadonlyArray<string | object>,
		{ webhook: asked, as = account.how.deliverAs, headers = {} }: Delivering = {},
	) => {
		const kind = (Object.keys(KINDS) as Kind[]).find(
			(name) => name === event || KINDS[name] === String(event) || EVENTS[KINDS[name]] === event,
		);
		if (kind === undefined) throw new Error(`the fake LeadSquared has no event ${event}`);
		const { webhooks } = account.store;
		const payloads = [data].flat().map((one) => payloadOf(kind, one, account));
		const webhook: Partial<Webhook> | undefined =
			typeof asked === 'string'
				? known(webhooks, asked)
				: (asked ?? listener(webhooks, kind, payloads[0]));
		if (!ACTIVITIES.includes(kind) && as === 'object' && payloads.length !== 1)
			throw new Error('one record a delivery, or as: array');
		const own = (webhook?.CustomHeaders ?? []).map(({ Key, Value }) => [Key.toLowerCase(), Value]);
		const sent: Record<string, string> = {
			'content-type': webhook?.ContentType ?? 'application/json',
			...Object.fromEntries(own),
			...headers,
		};
		const body = ACTIVITIES.includes(kind) || as === 'array' ? payloads : payloads[0];
		return {
			method: 'POST',
			url: webhook?.URL,
			headers: sent,
			body: JSON.stringify(body),
		};
	};
}

/** the webhook that hears of it: of the event, and of activities of the type */
function listener(webhooks: Store['webhooks'], kind: Kind, first: object = {}) {
	const code = 'ActivityEvent' in first ? String(first.ActivityEvent) : undefined;
	const fits = (one: Webhook) =>
		one.WebhookEvent === KINDS[kind] &&
		(one.ActivityEvent === undefined || one.ActivityEvent === code);
	return [...webhooks.values()].find(fits);
}
