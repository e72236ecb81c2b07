/**
 * The records that are kept in step: how people make and change them in each fake account, and what they see of them
 * there. This is read off the accounts' own tables, without any code of the package.
 */
import { ground } from '../../vendors/bitrix24.seeds.cts';
import { nextId } from '../../vendors/ivvy.data.cts';
import type { FakeVendor } from '../line.cts';

export type Id = string | number;
export type Stored = Record<string, unknown>;

/** What people see and change of a record. */
export const KEYS = ['title', 'description', 'due', 'done', 'priority', 'owner'] as const;
export type Key = (typeof KEYS)[number];
/** Times in ISO and UTC; the owner is an email address. */
export type Values = Partial<Record<Key, unknown>>;

/** A fake account, as far as its tables and its deliveries go. */
export interface Account extends FakeVendor {
	store: Record<string, Map<Id, Stored>>;
	options?: Record<string, unknown>;
	leadId(number: number): Id;
	userId(number: number): Id;
	/** of iVvy */
	credentials: { key: string };
	keys: { certUrl: string; keyPath: string };
	deliver(event: string, data: unknown, how?: object): Posted;
}

/** A webhook delivery as the vendor posts it. */
export interface Posted {
	readonly headers: Record<string, string>;
	readonly body: string;
}

export interface Records {
	/** of test/support/fakes */
	readonly vendor: string;
	/** of the fake */
	readonly options: object;
	/** The same, where the package remembers people by the secrets of an account. */
	secrets?(own: string): object;
	/** of test/support/portable.cts */
	readonly target: string;
	readonly table: string;
	/** What is kept there; see docs/sync.md for why not more. */
	readonly keys: readonly Key[];
	/** Gives the people who work in both services the same addresses. */
	hire(account: Account, emails: readonly string[]): void;
	/** @param at milliseconds since 1970 */
	add(account: Account, number: number, values: Values, at: number): Id;
	change(account: Account, id: Id, values: Values, at: number): void;
	/** Whether people can delete a record, and a trigger tells whose copy or source it was. */
	canDelete(account: Account, id: Id): boolean;
	read(account: Account, record: Stored): Values;
	/** By what the record knows its source. */
	sourceOf(record: Stored): string | undefined;
}

const text = (value: unknown): string =>
	typeof value === 'string' || typeof value === 'number' ? String(value) : '';
const seconds = (at: number) => new Date(at).toISOString().slice(0, 19);
const utc = (value: unknown) => `${seconds(Date.parse(text(value)))}Z`;

/** What people see of a rich text. */
const seen = (value: unknown) =>
	text(value)
		.replace(/<\/p>\s*<p>|<br>/g, '\n')
		.replace(/<\/?p>/g, '')
		.replaceAll('&nbsp;', ' ')
		.replaceAll('&lt;', '<')
		.replaceAll('&gt;', '>')
		.replaceAll('&amp;', '&');

/** What the editor of rich text makes of what people type. */
function typed(value: unknown, source: string | undefined): string {
	const escaped = text(value)
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('  ', '&nbsp; ')
		.replaceAll('\n', '<br>');
	return `<p>${escaped}</p>${source === undefined ? '' : `<p>Ref: ${source}</p>`}`;
}

const REFERENCE = /\n?Ref: (\S+)\s*$/;
const withoutReference = (value: unknown) => seen(value).replace(REFERENCE, '');
const referenceIn = (value: unknown) => REFERENCE.exec(seen(value))?.[1];
/** People write above the line that links a record. */
function above(old: unknown, value: unknown): string {
	const source = referenceIn(old);
	return source === undefined ? text(value) : `${text(value)}\nRef: ${source}`;
}

const given = (values: Stored): Stored =>
	Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));

function rowOf({ store, name }: Account, table: string, id: Id): Stored {
	const row = store[table]?.get(id);
	if (row === undefined) throw new Error(`${name} has no ${table} ${id}`);
	return row;
}

/** The n-th person has the n-th address; who comes first is the integration. */
function emailsOf(
	users: Map<Id, Stored> | undefined,
	{ key, from }: { key: string; from: number },
	emails: readonly string[],
): void {
	const ids = [...(users?.keys() ?? [])];
	for (const [place, email] of emails.entries()) {
		const user = users?.get(ids[from + place] as Id);
		if (user !== undefined) user[key] = email;
	}
}

/** Long lists take their time, and say nothing about a sync. */
function keepFew(rows: Map<Id, Stored> | undefined): void {
	for (const id of [...(rows?.keys() ?? [])].slice(FEW)) rows?.delete(id);
}
const FEW = 8;

function userBy(users: Map<Id, Stored> | undefined, key: string, email: unknown): Id {
	const found = [...(users ?? [])].find(([, user]) => user[key] === email);
	if (found === undefined) throw new Error(`nobody has ${String(email)}`);
	return found[0];
}

const PRIORITIES = ['low', 'normal', 'high'];
const portal = (at: number) => `${seconds(at + 3 * 3_600_000)}+03:00`;

const bitrix24Task: Records = {
	vendor: 'bitrix24',
	options: {
		bucket: { burst: 1e6, perSecond: 1e6 },
		records: { activities: 4, contacts: 5, leads: 5, deals: 5, companies: 5 },
	},
	target: 'Bitrix24 task',
	table: 'tasks',
	keys: ['title', 'description', 'due', 'done', 'priority', 'owner'],
	hire: ({ store }, emails) => emailsOf(store.users, { key: 'EMAIL', from: 1 }, emails),
	add(account, number, values, at) {
		const id = 500_000 + number;
		const row = ground(id, { creator: 2, responsible: 2, at: portal(at) }) as Stored;
		account.store.tasks?.set(id, { ...row, TAGS: [] });
		this.change(account, id, values, at);
		return id;
	},
	change(account, id, { title, description, due, done, priority, owner }, at) {
		const now = portal(at);
		const { users } = account.store;
		const old = rowOf(account, this.table, id);
		const values = given({
			TITLE: title,
			DESCRIPTION: description,
			DEADLINE: due === undefined ? undefined : portal(Date.parse(text(due))),
			PRIORITY: priority === undefined ? undefined : text(PRIORITIES.indexOf(text(priority))),
			RESPONSIBLE_ID: owner === undefined ? undefined : text(userBy(users, 'EMAIL', owner)),
			...(done === true ? { STATUS: '5', CLOSED_BY: '2', CLOSED_DATE: now } : {}),
		});
		const changed = { ...old, ...values, CHANGED_BY: '2', CHANGED_DATE: now, ACTIVITY_DATE: now };
		account.store.tasks?.set(id, changed);
	},
	canDelete: () => true,
	read: ({ store }, row) => ({
		title: row.TITLE,
		description: row.DESCRIPTION,
		due: utc(row.DEADLINE),
		done: row.STATUS === '5',
		priority: PRIORITIES[Number(row.PRIORITY)],
		owner: store.users?.get(Number(row.RESPONSIBLE_ID))?.EMAIL,
	}),
	sourceOf: ({ TAGS }) =>
		(TAGS as string[]).flatMap((tag) => /^Ref: (.*)$/.exec(tag)?.[1] ?? []).at(0),
};

const leadSquaredTask: Records = {
	vendor: 'leadSquared',
	options: {
		window: { calls: 1e6, seconds: 5 },
		records: { activities: 4, tasks: 4, leads: 5, users: 8 },
	},
	secrets: (own) => ({ secretKey: own }),
	target: 'LeadSquared task',
	table: 'tasks',
	keys: ['title', 'description', 'due', 'done', 'owner'],
	hire: ({ store }, emails) => emailsOf(store.users, { key: 'EmailAddress', from: 1 }, emails),
	add(account, number, values, at) {
		const id = `${text(number).padStart(8, '0')}-0000-4000-8000-${text((number * 7919) % 1e12).padStart(12, '0')}`;
		const [like] = [...(account.store.tasks?.values() ?? [])] as [Stored];
		const phoneCalls = [...(account.store.taskTypes?.values() ?? [])].find(
			({ Name }) => Name === 'Phone Call',
		);
		account.store.tasks?.set(id, {
			...like,
			UserTaskId: id,
			AutoId: 5_000_000 + number,
			typeId: phoneCalls?.Id,
			Category: phoneCalls?.Category,
			RelatedEntity: 1,
			RelatedEntityId: account.leadId(1),
			StatusCode: 0,
			PercentCompleted: 0,
			CompletedOn: undefined,
			CreatedBy: account.userId(2),
			CreatedOn: at,
			CustomFields: {},
			Location: '',
			sharedWith: [],
		});
		this.change(account, id, values, at);
		return id;
	},
	change(account, id, { title, description, due, done, owner }, at) {
		const old = rowOf(account, this.table, id);
		const until = due === undefined ? undefined : Date.parse(text(due));
		account.store.tasks?.set(id, {
			...old,
			...given({
				Name: title,
				Description: description === undefined ? undefined : above(old.Description, description),
				DueDate: until,
				EndDate: until,
				OwnerId:
					owner === undefined ? undefined : userBy(account.store.users, 'EmailAddress', owner),
				...(done === true ? { StatusCode: 1, PercentCompleted: 100, CompletedOn: at } : {}),
			}),
			ModifiedBy: account.userId(2),
			ModifiedOn: at,
		});
	},
	canDelete: () => false,
	read: ({ store }, row) => ({
		title: row.Name,
		description: withoutReference(row.Description),
		due: `${seconds(Number(row.DueDate))}Z`,
		done: row.StatusCode === 1,
		owner: store.users?.get(row.OwnerId as Id)?.EmailAddress,
	}),
	sourceOf: ({ Description }) => referenceIn(Description),
};

const sql = (at: number) => seconds(at).replace('T', ' ');
/** iVvy's word for normal. */
const MEDIUM = 'medium';

const ivvyTask: Records = {
	vendor: 'ivvy',
	options: { addresses: 'any', records: { activities: 4, tasks: 4, contacts: 5 } },
	target: 'iVvy task',
	table: 'tasks',
	keys: ['title', 'description', 'due', 'done', 'priority', 'owner'],
	hire({ store }, emails) {
		for (const table of ['contacts', 'users']) keepFew(store[table]);
		emailsOf(store.users, { key: 'email', from: 1 }, emails);
	},
	add(account, _number, values, at) {
		const tasks = account.store.tasks as Map<Id, Stored>;
		const id = nextId(tasks as Map<number, Stored>);
		tasks.set(id, {
			...rowOf(account, this.table, [...tasks.keys()][0] as Id),
			id,
			contactId: [...(account.store.contacts?.keys() ?? [])][0],
			companyId: null,
			leadId: null,
			venueId: null,
			companyContactId: null,
			status: 0,
			priority: MEDIUM,
			createdDate: sql(at),
		});
		this.change(account, id, values, at);
		return id;
	},
	change(account, id, { title, description, due, done, priority, owner }, at) {
		const old = rowOf(account, this.table, id);
		const { users } = account.store;
		account.store.tasks?.set(id, {
			...old,
			...given({
				name: title,
				description:
					description === undefined ? undefined : typed(description, referenceIn(old.description)),
				endDatetime: due === undefined ? undefined : sql(Date.parse(text(due))),
				status: done === true ? 4 : undefined,
				priority: priority === 'normal' ? MEDIUM : priority,
				assignedUserId: owner === undefined ? undefined : userBy(users, 'email', owner),
			}),
			modifiedDate: sql(at),
		});
	},
	/** Of a copy the notification tells no more than the ID; and the fake gives the ID of the newest once more. */
	canDelete({ store }, id) {
		const tasks = store.tasks as Map<Id, Stored>;
		const newest = Math.max(...[...tasks.keys()].map(Number));
		return newest !== id && this.sourceOf(tasks.get(id) as Stored) === undefined;
	},
	read: ({ store }, row) => ({
		title: row.name,
		description: withoutReference(row.description),
		due: `${text(row.endDatetime).replace(' ', 'T')}Z`,
		done: row.status === 4,
		priority: row.priority === MEDIUM || row.priority === null ? 'normal' : row.priority,
		owner: store.users?.get(row.assignedUserId as Id)?.email,
	}),
	sourceOf: ({ description }) => referenceIn(description),
};

const INDIA_MS = 5.5 * 3_600_000;
/** Deskera's times are exact to the microsecond, and no two changes share one. */
const changes = new WeakMap<Account, number>();
function micros(account: Account, at: number): string {
	const count = (changes.get(account) ?? 0) + 1;
	changes.set(account, count);
	const digits = text(count % 1000).padStart(3, '0');
	return `${new Date(at + INDIA_MS).toISOString().slice(0, 23)}${digits}+05:30`;
}

const deskeraActivity: Records = {
	vendor: 'deskera',
	options: { records: { activities: 4 }, ties: 'kept' },
	target: 'Deskera activity',
	table: 'activities',
	keys: ['title', 'description', 'due', 'done', 'owner'],
	hire({ store }, emails) {
		for (const table of ['contacts', 'deals', 'users']) keepFew(store[table]);
		emailsOf(store.users, { key: 'email', from: 1 }, emails);
	},
	add(account, number, values, at) {
		const { activities, users } = account.store as Record<'activities' | 'users', Map<Id, Stored>>;
		const id = 100_000 + number;
		const by = [...users.keys()][1];
		activities.set(id, {
			...rowOf(account, this.table, [...activities.keys()][0] as Id),
			id,
			activity_type: 'task',
			// People plan an hour for it.
			start: `${seconds(Date.parse(text(values.due)) - 3_600_000)}Z`,
			contact_ids: [],
			organization_ids: [],
			linked_to: 0,
			is_status: false,
			source: '',
			source_id: '',
			owner_id: by,
			created_by: by,
			created_at: micros(account, at),
		});
		this.change(account, id, values, at);
		return id;
	},
	change(account, id, { title, description, due, done, owner }, at) {
		const old = rowOf(account, this.table, id);
		const { users } = account.store;
		const isEarlier = due !== undefined && Date.parse(text(due)) < Date.parse(text(old.start));
		account.store.activities?.set(id, {
			...old,
			...given({
				name: title,
				notes: description === undefined ? undefined : typed(description, undefined),
				start: isEarlier ? due : undefined,
				end: due,
				is_status: done,
				assignee_ids: owner === undefined ? undefined : [userBy(users, 'email', owner)],
			}),
			updated_by: [...(users?.keys() ?? [])][1],
			updated_at: micros(account, at),
		});
	},
	canDelete: () => false,
	read: ({ store }, row) => ({
		title: row.name,
		description: seen(row.notes),
		due: utc(row.end),
		done: row.is_status === true,
		owner: store.users?.get((row.assignee_ids as Id[])[0] as Id)?.email,
	}),
	sourceOf: ({ source, source_id: id }) => (source === 'n8n' ? text(id) : undefined),
};

/** What has to be done by a time, which each of the four has. */
export const RECORDS: Readonly<Record<string, Records>> = {
	'Bitrix24 task': bitrix24Task,
	'Deskera activity': deskeraActivity,
	'iVvy task': ivvyTask,
	'LeadSquared task': leadSquaredTask,
};
