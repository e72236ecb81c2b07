/** The records a fresh fake LeadSquared account has: the same ones each time. */
import { pick, there } from '../support/there.cts';
import { stampWithMs } from './leadsquared.answers.cts';
import { extra, history } from './leadsquared.extra.data.cts';
import { BASE, HOUR, range, guid, shifted } from './leadsquared.make.cts';
import { seedNotes } from './leadsquared.notes.cts';
import type { Queued } from './leadsquared.queue.cts';
import { seedSales } from './leadsquared.sales.cts';
import { TASK_TYPES, task } from './leadsquared.tasks.data.cts';
import { TYPES, MORE_TYPES, STATUSES, OUTCOMES, SOURCES, own } from './leadsquared.types.data.cts';
import type { Webhook } from './leadsquared.webhooks.cts';
import { SeedRows, keyed } from './seedRows.cts';

const FIRST = [
	'Aarav',
	'Bina',
	'Chetan',
	'Divya',
	'Esha',
	'Farhan',
	'Gauri',
	'Hari',
	'Isha',
	'Jatin',
	'Kavya',
];
const LAST = [
	'Agarwal',
	'Bose',
	'Chopra',
	'Das',
	'Fernandes',
	'Gupta',
	'Iyer',
	'Joshi',
	'Kumar',
	'Mehta',
	'Nair',
	'Patel',
	'Rao',
];
const COUNTS = { users: 60, leads: 2000, activities: 3000, extras: 24, tasks: 60 };
export type Counts = typeof COUNTS;

export type User = ReturnType<typeof user>;

/** Values are strings (contract 6). */
export interface Lead {
	ProspectID: string;
	FirstName: string;
	LastName: string;
	EmailAddress: string;
	Phone: string;
	Mobile: string;
	CreatedOn: string;
	ModifiedOn: string;
	[attribute: string]: string;
}

export interface Activity {
	readonly ProspectActivityId: string;
	readonly AutoId: number;
	readonly ActivityEvent: number;
	readonly RelatedProspectId: string;
	readonly RelatedOpportunityId?: string;
	ActivityNote: string;
	Status: string;
	Owner: string;
	readonly CreatedBy: string;
	readonly CreatedOn: number;
	ModifiedOn: number;
	/** By schema name: texts, and the values of custom field sets. */
	Fields: Record<string, string | Record<string, string>>;
}

/** What AddAttachment keeps (contract 4.14). */
interface Attachment {
	readonly Id: string;
	readonly ProspectActivityId: string;
	readonly AttachmentName: string;
	readonly AttachmentFile: string;
	readonly Description?: string;
}

function user(n: number) {
	return {
		ID: guid('user', n),
		FirstName: pick(FIRST, n),
		LastName: pick(LAST, n * 3),
		EmailAddress: `user${n}@account.example`,
		Role: n === 1 ? 'Administrator' : pick(['Sales_User', 'Sales_Manager', 'Marketing_User'], n),
		StatusCode: n % 12 === 0 ? 1 : 0,
		...(n % 4 === 0 ? { MemberOfGroups: ['North'] } : {}),
		Tag: null,
		IsPhoneCallAgent: n % 5 === 0,
	};
}

const phone = (n: number) => `+91-98${String(10_000_000 + n)}`;

function lead(n: number, counts: Counts): Lead {
	const owner = user(1 + (n % counts.users));
	const name = pick(FIRST, n);
	return {
		ProspectID: guid('lead', n),
		ProspectAutoId: String(n),
		FirstName: name,
		LastName: pick(LAST, Math.floor(n / 11) + n),
		EmailAddress: `${name.toLowerCase()}.${n}@example.com`,
		Phone: phone(n),
		// the one lead two phone numbers lead to (contract 6)
		Mobile: n === 20 ? phone(21) : '',
		mx_City: pick(['Mumbai', 'Pune', 'Delhi'], n),
		mx_Loan_Details: '',
		ProspectStage: pick(['Prospect', 'Opportunity', 'Customer'], n),
		OwnerId: owner.ID,
		OwnerIdName: `${owner.FirstName} ${owner.LastName}`,
		OwnerIdEmailAddress: owner.EmailAddress,
		DoNotCall: n % 7 === 0 ? '1' : '0',
		CreatedOn: stampWithMs(BASE + n * 60_000),
		ModifiedOn: stampWithMs(BASE + n * 120_000),
	};
}

const LEAD_TYPES: Record<string, string> = {
	EmailAddress: 'Email',
	Phone: 'Phone',
	Mobile: 'Phone',
	DoNotCall: 'Boolean',
	CreatedOn: 'Date',
	ModifiedOn: 'Date',
	ProspectStage: 'Select',
	OwnerId: 'ActiveUsers',
	mx_City: 'Select',
	mx_Loan_Details: 'CustomObject',
};
export const leadFields = (one: Lead) =>
	Object.keys(one).map((SchemaName) => ({
		SchemaName,
		DisplayName: SchemaName.replace(/([a-z])([A-Z])/g, '$1 $2'),
		DataType: LEAD_TYPES[SchemaName] ?? 'Text',
		IsMandatory: SchemaName === 'LastName',
	}));

const VALUES: Record<number, (n: number) => Activity['Fields']> = {
	201: (n) => ({
		[own(1)]: `Visit ${n}`,
		[own(2)]: String(n % 9),
		[own(3)]: `2026-02-${String(1 + (n % 28)).padStart(2, '0')} 10:00:00`,
		[own(4)]: pick(OUTCOMES, n),
		[own(5)]: pick(SOURCES, n),
		[own(7)]: `T-${n}`,
		[own(10)]: { mx_CustomObject_1: `Street ${n}`, Status: 'Pending' },
	}),
	202: (n) => ({ [own(1)]: `Topic ${n}` }),
	203: (n) => ({ [own(2)]: String(n % 50) }),
	204: (n) =>
		Object.fromEntries(range(50).map((k) => [own(k), k % 5 === 0 ? `Answer ${k} of ${n}` : ''])),
	12000: (n) => ({ [own(1)]: `Loan ${n}`, [own(2)]: String(1000 * n) }),
};

/** Every fifth activity is on lead 1; four of a type share a creation second, none a modification moment. */
function activity(n: number, counts: Counts): Activity {
	const { code } = pick(TYPES, n);
	const phone = code === 21 || code === 22;
	const at = BASE + Math.floor(n / 32) * 60_000;
	return {
		ProspectActivityId: guid('activity', n),
		AutoId: n,
		ActivityEvent: code,
		RelatedProspectId: guid('lead', n % 5 === 0 ? 1 : 1 + (n % counts.leads)),
		ActivityNote: phone ? `Status{=}Answered{next}Duration{=}${n}{next}Status{=}` : `Note ${n}`,
		Status: pick(STATUSES, n),
		Owner: guid('user', 1 + (n % 9)),
		CreatedBy: guid('user', 1),
		CreatedOn: at,
		ModifiedOn: at + 3_600_000 + n,
		Fields: VALUES[code]?.(n) ?? {},
	};
}

const made = new Map<string, ReturnType<typeof pristine>>();

/** Of each size once: rows that each account begins with, and changes in copies of its own. */
function pristine(counts: Counts) {
	const leads = range(counts.leads).map((n) => lead(n, counts));
	const users = range(counts.users).map(user);
	const activities = [
		...range(counts.activities).map((n) => activity(n, counts)),
		...range(counts.extras).map((n) => extra(n, counts)),
	];
	return {
		users: keyed(users, ({ ID }) => ID),
		leads: keyed(leads, ({ ProspectID }) => ProspectID),
		activities: keyed(activities, ({ ProspectActivityId }) => ProspectActivityId),
		tasks: keyed(
			range(counts.tasks).map((n) => task(n, { leads, users })),
			({ UserTaskId }) => UserTaskId,
		),
		history: history(counts),
	};
}

function pristineOf(counts: Counts) {
	const key = JSON.stringify(counts);
	const first = made.get(key) ?? pristine(counts);
	made.set(key, first);
	return first;
}

interface Dated {
	readonly ModifiedOn: number | string;
}

const millis = (value: number | string) =>
	typeof value === 'number' ? value : Date.parse(`${String(value).replace(' ', 'T')}Z`);

/** Each kind of record moves as a whole, its newest one to an hour before `now`. */
function moved<T extends Dated>(records: readonly T[], now: number | undefined) {
	if (now === undefined || records.length === 0) return records;
	const newest = records.reduce(
		(latest, { ModifiedOn }) => Math.max(latest, millis(ModifiedOn)),
		-Infinity,
	);
	return records.map((record) => shifted(record, now - HOUR - newest));
}

/** @param rows by ID */
function begunWith<T extends Dated>(rows: Map<string, T>, now: number | undefined) {
	if (now === undefined) return new SeedRows(rows);
	const ids = [...rows.keys()];
	return new SeedRows(
		new Map(moved([...rows.values()], now).map((row, place) => [there(ids[place]), row])),
	);
}

export type Store = ReturnType<typeof seed>;

/**
 * @param records how many of each kind
 * @param now moves all dates: the newest record of each kind was changed an hour before
 */
export function seed(records: Partial<Counts> = {}, now?: number) {
	const first = pristineOf({ ...COUNTS, ...records });
	return {
		users: new SeedRows(first.users),
		leads: begunWith(first.leads, now),
		activities: begunWith(first.activities, now),
		types: new Map([...TYPES, ...MORE_TYPES].map((type) => [type.code, type])),
		tasks: begunWith(first.tasks, now),
		taskTypes: new SeedRows(keyed(TASK_TYPES, ({ Id }) => Id)),
		/** changes of activities, the oldest first (contract 4.1, A14) */
		history: moved(first.history, now).map((row) => ({ ...row })),
		notes: seedNotes(),
		sales: seedSales(),
		attachments: new Map<string, Attachment>(),
		webhooks: new Map<string, Webhook>(),
		/** what was asked for and happens later (contract 4.7, 5.6) */
		queued: [] as Queued[],
		/** how many records were created */
		made: 0,
	};
}
