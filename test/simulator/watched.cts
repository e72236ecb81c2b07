/**
 * What triggers watch: how people add, change, and delete records in each fake account, and how the vendor tells of it.
 * Every state of a record carries a mark of its own, so that an item tells which state it shows.
 */
import { byId } from '../support/fakes.cts';
import type { FakeVendor } from './line.cts';

export type ChangeKind = 'add' | 'edit' | 'delete';
type Stored = Record<string, unknown>;
export type Id = string | number;

/** A webhook delivery as the vendor posts it. */
export interface Posted {
	method?: string;
	headers: Record<string, string>;
	body: string;
	query?: Record<string, string>;
}

/** A fake account, as far as its tables and its deliveries go. */
export interface Account extends FakeVendor {
	store: Record<string, Map<Id, Stored>>;
	activityId(number: number): Id;
	/** of iVvy: where its deliveries say that keys are */
	keys: { certUrl: string; keyPath: string };
	deliver(event: string, data: unknown, how?: object): Posted;
}

export interface Watched {
	/** key of test/support/fakes */
	vendor: string;
	node: string;
	kind: 'poll' | 'hook';
	/** of the fake */
	options(start: number): object;
	parameters: Record<string, unknown>;
	/** @param text holds the mark of the state @param at milliseconds since 1970, by the vendor's clock */
	add(account: Account, number: number, text: string, at: number): Id;
	edit(account: Account, id: Id, text: string, at: number): void;
	remove(account: Account, id: Id): void;
	/** where the vendor's times don't say when the trigger began, n8n's clock does: to the second */
	beginsWithin?: number;
	/** of webhook triggers: which deliveries say so */
	hook?: Hook;
}

export interface Hook {
	/** @param forge one of `forgeries` @param place a folder of this simulation's own, where keys are fetched from */
	post(
		account: Account,
		what: ChangeKind,
		id: Id,
		forge: string | undefined,
		place: string,
	): Posted;
	forgeries: readonly string[];
	/** what has to be answered before the vendor delivers anything */
	confirmations?(account: Account, place: string): Posted[];
	/** whether the vendor would deliver it at all */
	isDue(account: Account, what: ChangeKind): boolean;
	/** what an item says it is about; equal to `told` of one delivery */
	tellsOf(item: Stored): string;
	told(what: ChangeKind, id: Id, version: number, at: number): string;
	/** how long after an answer that is no success the vendor delivers once more */
	repeats: readonly number[];
	/** which answers it repeats after */
	isRepeated(status: number): boolean;
	/** vendors without repetitions lose what fails */
	mayLose: boolean;
	/** deliveries without a time: a copy that comes after another change of the record is like a change back */
	isUntimed: boolean;
}

/** The state of a record in the text that people write. */
export const versionText = (version: number): string => `simEdit${version}x`;
export function versionIn(item: unknown): number | undefined {
	const found = /simEdit(\d+)x/.exec(JSON.stringify(item) ?? '');
	return found === null ? undefined : Number(found[1]);
}

const sql = (at: number) => new Date(at).toISOString().slice(0, 19).replace('T', ' ');
const iso = (at: number) => `${new Date(at).toISOString().slice(0, 19)}+00:00`;

function copyOf(account: Account, table: string, like: Id): Stored {
	const found = account.store[table]?.get(like);
	if (found === undefined) throw new Error(`the fake ${account.name} has no ${table} ${like}`);
	return structuredClone(found);
}

function put(account: Account, table: string, id: Id, record: Stored): Id {
	account.store[table]?.set(id, record);
	return id;
}

function change(account: Account, table: string, id: Id, values: Stored): void {
	Object.assign(account.store[table]?.get(id) ?? {}, values);
}

const leadSquared = {
	vendor: 'leadSquared',
	options: (now: number) => ({ now, records: { activities: 40 } }),
	add(account: Account, number: number, text: string, at: number): Id {
		const id = `${String(number).padStart(8, '0')}-0000-4000-8000-${String((number * 7919) % 1e12).padStart(12, '0')}`;
		return put(account, 'activities', id, {
			...copyOf(account, 'activities', account.activityId(8)),
			ProspectActivityId: id,
			ActivityNote: text,
			CreatedOn: at,
			ModifiedOn: at,
		});
	},
	edit: (account: Account, id: Id, text: string, at: number) =>
		change(account, 'activities', id, { ActivityNote: text, ModifiedOn: at }),
	remove: (account: Account, id: Id) => void account.store.activities?.delete(id),
};

/** Deskera's times are exact to the microsecond, and no two changes share one. */
const micros = (at: number, version: string) =>
	`${new Date(at + INDIA_MS).toISOString().slice(0, 23)}${String(Number(/\d+/.exec(version)?.[0]) % 1000).padStart(3, '0')}+05:30`;
const INDIA_MS = 5.5 * 3_600_000;

const deskera = {
	vendor: 'deskera',
	options: () => ({ records: { activities: 40 }, ties: 'kept' }),
	add(account: Account, number: number, text: string, at: number): Id {
		const time = micros(at, text);
		return put(account, 'activities', 100_000 + number, {
			...copyOf(account, 'activities', 7),
			id: 100_000 + number,
			notes: text,
			created_at: time,
			updated_at: time,
		});
	},
	edit: (account: Account, id: Id, text: string, at: number) =>
		change(account, 'activities', id, { notes: text, updated_at: micros(at, text) }),
	remove: (account: Account, id: Id) => void account.store.activities?.delete(id),
};

/** iVvy's lists are read whole where it can't be asked for changes. */
const FEW = { activities: 40, tasks: 40 };

const ivvy = {
	vendor: 'ivvy',
	add(account: Account, number: number, text: string, at: number): Id {
		return put(account, 'tasks', 100_000 + number, {
			...copyOf(account, 'tasks', 10005),
			id: 100_000 + number,
			description: text,
			createdDate: sql(at),
			modifiedDate: sql(at),
		});
	},
	edit: (account: Account, id: Id, text: string, at: number) =>
		change(account, 'tasks', id, { description: text, modifiedDate: sql(at) }),
	remove: (account: Account, id: Id) => void account.store.tasks?.delete(id),
};

const bitrix24 = {
	options: () => ({ records: { activities: 40 } }),
	add(account: Account, number: number, text: string, at: number): Id {
		const id = 100_000 + number;
		return put(account, 'activities', id, {
			...copyOf(account, 'activities', 4),
			ID: String(id),
			DESCRIPTION: text,
			CREATED: iso(at),
			LAST_UPDATED: iso(at),
		});
	},
	edit: (account: Account, id: Id, text: string, at: number) =>
		change(account, 'activities', id, { DESCRIPTION: text, LAST_UPDATED: iso(at) }),
	remove: (account: Account, id: Id) => void account.store.activities?.delete(id),
};

/** What happened, in the words of docs/output.md. */
const HAPPENED: Record<string, ChangeKind> = { created: 'add', updated: 'edit', deleted: 'delete' };

const BITRIX24_EVENTS = {
	add: 'ONCRMACTIVITYADD',
	edit: 'ONCRMACTIVITYUPDATE',
	delete: 'ONCRMACTIVITYDELETE',
};
const bitrix24Hook = (to: 'app' | 'webhook'): Hook => ({
	post: (account, what, id, forge) =>
		account.deliver(BITRIX24_EVENTS[what], id, {
			to,
			...(forge === undefined
				? {}
				: { auth: { application_token: 'x'.repeat(32), access_token: 'x'.repeat(32) } }),
		}),
	forgeries: ['token'],
	isDue: ({ store }) => to === 'webhook' || Object.keys(store.handlers ?? {}).length > 0,
	// Events have no more than a record and a second; the record is read when they arrive.
	tellsOf: ({ event, id, sentAt }) =>
		`${BITRIX24_EVENTS[HAPPENED[String(event)] ?? 'edit']} ${String(id)} ${Date.parse(String(sentAt)) / 1000}`,
	told: (what, id, _version, at) => `${BITRIX24_EVENTS[what]} ${id} ${Math.floor(at / 1000)}`,
	repeats: [],
	isRepeated: () => false,
	mayLose: true,
	isUntimed: false,
});

/** What a worker remembers of Amazon's keys from one simulation must not matter in another one. */
function certificateIn(place: string, { keys: { certUrl } }: Account): string {
	const { origin, pathname } = new URL(certUrl);
	return `${origin}/${place}${pathname}`;
}

const IVVY_EVENTS = {
	add: 'CrmEventTaskAdded',
	edit: 'CrmEventTaskUpdated',
	delete: 'CrmEventTaskDeleted',
};
const LEADSQUARED_EVENTS = { add: 'activityCreate', edit: 'activityUpdate', delete: '' };
const byVersion = (what: string, version: number | undefined) => `${what} ${version}`;

export const WATCHED: Readonly<Record<string, Watched>> = {
	'leadSquared poll': {
		...leadSquared,
		kind: 'poll',
		node: 'leadSquaredPollingTrigger',
		parameters: { event: 'both', activityType: byId('201'), output: 'raw' },
	},
	'deskera poll': {
		...deskera,
		kind: 'poll',
		node: 'deskeraTrigger',
		parameters: { event: 'both', output: 'raw' },
	},
	...Object.fromEntries(
		['works', 'ignored', 'refused'].map((modifiedFilter): [string, Watched] => [
			`ivvy poll, filter ${modifiedFilter}`,
			{
				...ivvy,
				options: () => ({ modifiedFilter, records: FEW }),
				kind: 'poll',
				...(modifiedFilter === 'works' ? {} : { beginsWithin: 1000 }),
				node: 'ivvyPollingTrigger',
				parameters: { record: 'task', event: 'both', output: 'raw' },
			},
		]),
	),
	'leadSquared hook': {
		...leadSquared,
		kind: 'hook',
		node: 'leadSquaredTrigger',
		parameters: {
			events: ['2', '15'],
			activityTypes: { values: [{ id: byId('201') }] },
			output: 'raw',
		},
		hook: {
			post(account, what, id, forge) {
				const posted = account.deliver(LEADSQUARED_EVENTS[what], id);
				const { 'x-n8n-secret': _secret, ...headers } = posted.headers;
				if (forge === undefined) return posted;
				return {
					...posted,
					headers: forge === 'no secret' ? headers : { ...headers, 'x-n8n-secret': 'x'.repeat(64) },
				};
			},
			forgeries: ['no secret', 'wrong secret'],
			isDue: ({ store }, what) => what !== 'delete' && (store.webhooks?.size ?? 0) > 0,
			tellsOf: (item) => byVersion(HAPPENED[String(item.event)] ?? '', versionIn(item)),
			told: (what, _id, version) => byVersion(what, version),
			repeats: [60_000, 120_000, 180_000],
			isRepeated: (status) => status !== 200,
			mayLose: false,
			isUntimed: true,
		},
	},
	'ivvy hook': {
		...ivvy,
		options: () => ({ addresses: 'any', records: FEW }),
		kind: 'hook',
		node: 'ivvyTrigger',
		parameters: { events: Object.values(IVVY_EVENTS), ignoreOwn: true, output: 'raw' },
		hook: {
			post: (account, what, id, forge, place) =>
				account.deliver(IVVY_EVENTS[what], id, {
					forge,
					keyPath: `/${place}${account.keys.keyPath}`,
					...(forge === 'certHost' ? {} : { certUrl: certificateIn(place, account) }),
				}),
			forgeries: ['snsSignature', 'message', 'ivvySignature', 'body', 'topic', 'certHost'],
			confirmations: (account, place) =>
				[...(account.store.subscriptions?.values() ?? [])]
					.filter(({ confirmed }) => confirmed !== true)
					.map(({ family }) =>
						account.deliver('SubscriptionConfirmation', family, {
							certUrl: certificateIn(place, account),
						}),
					),
			isDue: ({ store }) =>
				[...(store.subscriptions?.values() ?? [])].some(({ confirmed }) => confirmed === true),
			tellsOf: (item) =>
				item.event === 'deleted'
					? `delete ${String(item.taskId)}`
					: byVersion(item.event === 'created' ? 'add' : 'edit', versionIn(item)),
			told: (what, id, version) => (what === 'delete' ? `delete ${id}` : byVersion(what, version)),
			// Amazon SNS: three times, 20 seconds apart, after a status from 500 on (docs/contracts/ivvy.md section 11).
			repeats: [20_000, 20_000, 20_000],
			isRepeated: (status) => status >= 500,
			mayLose: false,
			isUntimed: false,
		},
	},
	'bitrix24 hook': {
		...bitrix24,
		vendor: 'bitrix24',
		kind: 'hook',
		node: 'bitrix24Trigger',
		parameters: { events: Object.values(BITRIX24_EVENTS), fetchRecord: true },
		hook: bitrix24Hook('webhook'),
	},
	'bitrix24 app hook': {
		...bitrix24,
		vendor: 'bitrix24App',
		kind: 'hook',
		node: 'bitrix24Trigger',
		parameters: { events: Object.values(BITRIX24_EVENTS), fetchRecord: true },
		hook: bitrix24Hook('app'),
	},
};
