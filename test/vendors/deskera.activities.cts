/**
 * The seven activity endpoints of the fake Deskera, docs/contracts/deskera.md section 3: what goes in, what is
 * kept, what comes out.
 */
import { there } from '../support/there.cts';
import {
	offset,
	zulu,
	TENANT,
	TYPES,
	VISIBILITIES,
	type Activity,
	type ActivityFields,
	type Deal,
	type Store,
	type User,
} from './deskera.data.cts';
import type { Answer, Call, Write } from './server.cts';

/** What a test can choose; deskera.cts says what each option means. */
export interface Options {
	bulkUnknown: 'refuse' | 'ignore';
	usersEnvelope: 'array' | 'data' | 'content';
	maxPageSize: number;
	refusedAbove: number;
	ties: 'kept' | 'other';
	sorting: 'obeyed' | 'ignored';
	errorShape: 'gateway' | 'error' | 'text' | 'empty';
	mfa: boolean;
}

/** What a handler gets of the tenant and of the call. */
export interface Context {
	readonly call: Call;
	/** The one in the path; NaN where it has none. */
	readonly id: number;
	readonly store: Store;
	readonly writes: Write[];
	readonly options: Options;
	readonly state: {
		issued: number;
		lastId: number;
		lastStamp: number;
		readonly accessTokens: Set<string>;
		readonly refreshTokens: Set<string>;
	};
	/** The `updated_at` of a change made now. */
	readonly stamp: () => string;
	readonly user: number;
	readonly account: {
		readonly userName: string;
		readonly password: string;
		readonly mfa: boolean;
		readonly mfaCode: string;
		readonly user: User;
	};
}

export type Handler = (context: Context) => Answer;

/** `{id}` in the path is a whole number; `queries`: the names that are allowed */
export type Route = readonly [
	method: string,
	path: string,
	handler: Handler,
	queries?: readonly string[],
];

export class Refusal extends Error {
	/** @param gateway refused before the service saw the call (section 7) */
	constructor(
		readonly status: number,
		message: string,
		readonly gateway = false,
	) {
		super(message);
	}
}

export function refuse(...args: ConstructorParameters<typeof Refusal>): never {
	throw new Refusal(...args);
}

export function bad(message: string): never {
	refuse(400, message);
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);
export const isWholes = (value: unknown): value is number[] =>
	Array.isArray(value) && value.every(Number.isInteger);

// Section 3.3: the writable fields.

const isText = (value: unknown) => typeof value === 'string';
const isFlag = (value: unknown) => typeof value === 'boolean';
const oneOf = (values: readonly unknown[]) => (value: unknown) => values.includes(value);
const idsOf = (allowed: (store: Store, id: number) => boolean) => (value: unknown, store: Store) =>
	Array.isArray(value) && value.every((id) => Number.isInteger(id) && allowed(store, id));
const contactOf = (type: string) => (store: Store, id: number) =>
	store.contacts.get(id)?.type === type;

/** UTC ISO 8601 with Z, and a day that exists. */
function isUtc(value: unknown) {
	if (!isText(value) || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z$/.test(value)) return false;
	const at = Date.parse(value);
	return !Number.isNaN(at) && zulu(at).slice(0, 19) === value.slice(0, 19);
}

/** Base64 of UTF-8 text. */
function isBase64(value: unknown) {
	if (!isText(value) || Buffer.from(value, 'base64').toString('base64') !== value) return false;
	try {
		new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(value, 'base64'));
		return true;
	} catch {
		return false;
	}
}

function isZone(value: unknown) {
	try {
		return isText(value) && new Intl.DateTimeFormat('en', { timeZone: value }) !== undefined;
	} catch {
		return false;
	}
}

const decode = (value: unknown) => Buffer.from(String(value), 'base64').toString('utf8');
const utc = (value: unknown) => zulu(Date.parse(String(value)));

type Writable = readonly [
	test: (value: unknown, store: Store) => boolean,
	form: string,
	empty: unknown,
	keep?: (value: unknown) => unknown,
];

/** name -> [test, what it must be, empty value, stored form] */
const WRITABLE: Record<keyof ActivityFields, Writable> = {
	name: [isText, 'a string', ''],
	activity_type: [oneOf(TYPES), `one of ${TYPES.join(', ')}`, ''],
	start: [isUtc, 'a UTC timestamp with Z', null, utc],
	end: [isUtc, 'a UTC timestamp with Z', null, utc],
	user_timezone: [isZone, 'a time zone name', ''],
	notes: [isBase64, 'base64', '', decode],
	contact_ids: [idsOf(contactOf('person')), 'ids of persons', []],
	organization_ids: [idsOf(contactOf('organization')), 'ids of organizations', []],
	assignee_ids: [idsOf((store, id) => store.users.has(id)), 'iamUserIds of users', []],
	linked_to: [
		(value, store) => Number.isInteger(value) && store.deals.has(Number(value)),
		'the id of a deal',
		0,
	],
	is_status: [isFlag, 'true or false', false],
	is_send_invitation: [isFlag, 'true or false', false],
	is_send_contacts_invitation: [isFlag, 'true or false', false],
	visibility_type: [oneOf(VISIBILITIES), `one of ${VISIBILITIES.join(', ')}`, ''],
	is_availability: [(value) => value === null || isFlag(value), 'true, false or null', null],
	source: [isText, 'a string', ''],
	source_id: [isText, 'a string', ''],
};

const OUTPUT_ONLY = [
	...[
		'id',
		'duration',
		'assigned_to',
		'assignee_details',
		'contact_details',
		'organization_details',
		'deal_details',
		'owner_id',
		'owner_details',
		'tenant_id',
		'created_by',
		'updated_by',
		'created_at',
		'updated_at',
	],
	...[
		'is_deleted',
		'EmailSent',
		'email_sent',
		'consumer_id',
		'scheduled_status',
		'batch_id',
		'cron_status',
		'notification_error',
	],
];

const isEmptyOf = (value: unknown, empty: unknown) =>
	value === empty || (Array.isArray(empty) && Array.isArray(value) && value.length === 0);
const isWritable = (name: string): name is keyof ActivityFields => Object.hasOwn(WRITABLE, name);

/** A body -> the stored fields it names. A PUT may name a field's empty value, since a GET answers with it. */
function fieldsOf(body: unknown, store: Store, { emptyAllowed }: { emptyAllowed: boolean }) {
	if (!isObject(body)) bad('The body must be a JSON object');
	return Object.fromEntries(
		Object.entries(body).map(([name, value]) => {
			if (OUTPUT_ONLY.includes(name)) bad(`${name} cannot be written`);
			if (!isWritable(name)) bad(`unknown field ${name}`);
			const [test, form, empty, keep = (given: unknown) => given] = WRITABLE[name];
			if (emptyAllowed && isEmptyOf(value, empty)) return [name, value];
			if (!test(value, store)) bad(`${name} must be ${form}`);
			return [name, keep(value)];
		}),
	) as Partial<ActivityFields>;
}

const blank = () =>
	Object.fromEntries(
		Object.entries(WRITABLE).map(([name, [, , empty]]) => [
			name,
			Array.isArray(empty) ? [] : empty,
		]),
	) as unknown as ActivityFields;

// What comes out: all fields that the example prints (section 3.3).

const NOBODY = {
	id: 0,
	name: '',
	email: '',
	phone: '',
	country_code: '',
	address: '',
	type: '',
	organization_id: 0,
	label_id: 0,
	label: {},
	logo: '',
};

export function userInfo(store: Store, id: number) {
	const { iamUserId, firstName, lastName, email, profileUrl } = there(store.users.get(id));
	return {
		id: iamUserId,
		first_name: firstName,
		last_name: lastName,
		email,
		country_code: '',
		contact: '',
		profile_url: profileUrl,
	};
}

function contactInfo(store: Store, id: number) {
	const found = store.contacts.get(id);
	if (found === undefined) return NOBODY;
	const { name, email, phone, country_code, address, type, organization_id, label_id } = found;
	return {
		id,
		name,
		email,
		phone,
		country_code,
		address,
		type,
		organization_id,
		label_id,
		label: { name: 'No label' },
		logo: '',
	};
}

export function dealAnswer(store: Store, deal: Deal) {
	const { stages } = there(store.pipelines.get(deal.pipeline_id));
	const { deals, id: stageId, ...stage } = there(stages.find(({ id }) => id === deal.stage_id));
	const { custom_field, created_at, ...rest } = deal;
	const people = {
		contact_info: contactInfo(store, deal.contact_id),
		organization_info: contactInfo(store, deal.organization_id),
		owner_info: userInfo(store, deal.owner_id),
	};
	return { ...rest, stage, ...people, custom_field, created_at };
}

function duration({ start, end }: Activity) {
	if (start === null || end === null) return '';
	const minutes = Math.max(0, Math.floor((Date.parse(end) - Date.parse(start)) / 60_000));
	return minutes >= 60 ? `${Math.floor(minutes / 60)}h ${minutes % 60}m` : `${minutes}m`;
}

const answerTime = (value: string | null) => (value === null ? null : offset(Date.parse(value)));

function activityAnswer(store: Store, activity: Activity) {
	const {
		id,
		name,
		activity_type,
		notes,
		visibility_type,
		is_availability,
		is_send_invitation,
		is_send_contacts_invitation,
		assignee_ids,
		contact_ids,
		organization_ids,
		linked_to,
	} = activity;
	const {
		owner_id,
		is_status,
		created_at,
		updated_at,
		created_by,
		updated_by,
		source,
		source_id,
		user_timezone,
	} = activity;
	return {
		...{
			id,
			name,
			activity_type,
			duration: duration(activity),
			notes,
			visibility_type,
			is_availability,
			is_send_invitation,
			is_send_contacts_invitation,
			assigned_to: '',
		},
		...{ assignee_ids, assignee_details: assignee_ids.map((user) => userInfo(store, user)) },
		...{ contact_ids, contact_details: contact_ids.map((contact) => contactInfo(store, contact)) },
		...{
			organization_ids,
			organization_details: organization_ids.map((contact) => contactInfo(store, contact)),
		},
		...{
			linked_to,
			deal_details: linked_to === 0 ? null : dealAnswer(store, there(store.deals.get(linked_to))),
		},
		...{
			owner_id,
			owner_details: userInfo(store, owner_id),
			tenant_id: TENANT,
			is_status,
			created_at,
			updated_at,
			created_by,
			updated_by,
			is_deleted: false,
		},
		...{
			EmailSent: 'NEW',
			consumer_id: '',
			scheduled_status: '',
			batch_id: '',
			cron_status: 'NEW',
			notification_error: '',
		},
		...{
			source,
			source_id,
			user_timezone,
			start: answerTime(activity.start),
			end: answerTime(activity.end),
		},
	};
}

export type ActivityAnswer = ReturnType<typeof activityAnswer>;

// Section 3.2: `key<op>value` terms, comma separated, all must hold.

const whole = (value: string) =>
	/^\d+$/.test(value) ? Number(value) : bad(`${value} is no whole number`);
const choice = (values: readonly string[]) => (value: string) =>
	values.includes(value) ? value : bad(`${value} is none of ${values.join(', ')}`);

/** The operator of a key, and what its value, once read, makes a test of activities of. */
function key<T>(
	operator: '=' | '>',
	read: (value: string) => T,
	test: (activity: Activity, value: T) => boolean,
) {
	return {
		operator,
		testOf(raw: string) {
			const value = read(raw);
			return (activity: Activity) => test(activity, value);
		},
	};
}

const TERMS = {
	name: key('=', String, ({ name }, value) => name.toLowerCase().includes(value.toLowerCase())),
	contact_id: key('=', whole, ({ contact_ids }, value) => contact_ids.includes(value)),
	organization_id: key('=', whole, (activity, value) => activity.organization_ids.includes(value)),
	deal_id: key('=', whole, ({ linked_to }, value) => linked_to === value),
	assignee_id: key('=', whole, ({ assignee_ids }, value) => assignee_ids.includes(value)),
	date: key('>', whole, ({ start }, value) => start !== null && Date.parse(start) > value * 1000),
	activityType: key('=', choice(TYPES), ({ activity_type }, value) => activity_type === value),
	is_status: key('=', choice(['true', 'false']), (one, value) => String(one.is_status) === value),
	source: key('=', String, ({ source }, value) => source === value),
	source_id: key('=', String, ({ source_id }, value) => source_id === value),
};
const isKey = (name: string): name is keyof typeof TERMS => Object.hasOwn(TERMS, name);

function termTest(term: string) {
	const [, name = '', operator, raw = ''] =
		/^(\w+)([=><])(.+)$/s.exec(term) ?? bad(`query term ${term} is malformed`);
	if (!isKey(name)) bad(`query key ${name} is unknown`);
	const { operator: allowed, testOf } = TERMS[name];
	if (operator !== allowed) bad(`query key ${name} takes ${allowed}`);
	return testOf(raw);
}

export function positive<T>(query: URLSearchParams, name: string, fallback: T) {
	const given = query.get(name);
	if (given === null) return fallback;
	return /^[1-9]\d*$/.test(given) ? Number(given) : bad(`${name} must be a positive whole number`);
}

/**
 * Only one column can be named, and no order is promised for rows that are alike in it: from page
 * to page it is another, unless `ties` is kept.
 */
function sorter(query: URLSearchParams, page: number, { ties: order, sorting }: Options) {
	const column = query.get('sortBy') ?? 'id';
	const direction = query.get('sortDir') ?? 'ASC';
	const sample = Object.entries({ id: 0, created_at: '', updated_at: '', ...blank() });
	if (!sample.some(([name, value]) => name === column && !Array.isArray(value)))
		bad(`sortBy ${column} is unknown`);
	if (!['ASC', 'DESC'].includes(direction)) bad('sortDir must be ASC or DESC');
	if (sorting === 'ignored') return (a: Activity, b: Activity) => a.id - b.id;
	const turn = direction === 'ASC' ? 1 : -1;
	const ties = order === 'kept' || page % 2 === 1 ? 1 : -1;
	const valueOf = (activity: Activity) => activity[column as keyof Activity] as string | number;
	return (a: Activity, b: Activity) =>
		valueOf(a) === valueOf(b) ? (a.id - b.id) * ties : turn * (valueOf(a) < valueOf(b) ? -1 : 1);
}

function list({ call: { query }, store, options }: Context) {
	const page = positive(query, 'page', 1);
	const asked = positive(query, 'pageSize', 10);
	if (asked > options.refusedAbove) bad(`pageSize must not be more than ${options.refusedAbove}`);
	const pageSize = Math.min(asked, options.maxPageSize);
	const terms = query.get('query');
	const tests = terms === null || terms === '' ? [] : terms.split(',').map(termTest);
	const found = [...store.activities.values()].filter((activity) =>
		tests.every((test) => test(activity)),
	);
	found.sort(sorter(query, page, options));
	const data = found
		.slice((page - 1) * pageSize, page * pageSize)
		.map((activity) => activityAnswer(store, activity));
	return {
		status: 200,
		body: {
			data,
			paginationInfo: {
				page,
				totalRecords: found.length,
				isZeroState: store.activities.size === 0,
			},
		},
	};
}

// Sections 3 and 3.4: one activity.

const activityOf = (store: Store, id: number) =>
	store.activities.get(id) ?? refuse(404, `activity ${id} not found`);

function create({ call, store, writes, user, stamp, state }: Context) {
	const fields = fieldsOf(call.json, store, { emptyAllowed: false });
	state.lastId += 1;
	const id = state.lastId;
	const now = stamp();
	store.activities.set(id, {
		id,
		...blank(),
		...fields,
		owner_id: user,
		created_by: user,
		updated_by: user,
		created_at: now,
		updated_at: now,
	});
	writes.push({ operation: 'create', id, fields: call.json });
	return { status: 201, body: { id } };
}

const get = ({ id, store }: Context) => ({
	status: 200,
	body: activityAnswer(store, activityOf(store, id)),
});

/** Replacement: a writable field that is left out is reset (section 3.4, assumed there). */
function replace({ id, call, store, writes, user, stamp }: Context) {
	const old = activityOf(store, id);
	const fields = fieldsOf(call.json, store, { emptyAllowed: true });
	store.activities.set(id, {
		...old,
		...blank(),
		...fields,
		updated_by: user,
		updated_at: stamp(),
	});
	writes.push({ operation: 'update', id, fields: call.json });
	return { status: 200, body: { id } };
}

function remove({ id, store, writes }: Context) {
	activityOf(store, id);
	store.activities.delete(id);
	writes.push({ operation: 'delete', id, fields: {} });
	return { status: 204 };
}

/** The ids to change; one unknown id refuses the whole call, or is passed over (option bulkUnknown). */
function bulkIds(ids: unknown, store: Store, { bulkUnknown }: Options) {
	if (!isWholes(ids) || ids.length === 0) bad('ids must be a list of whole numbers');
	const known = [...new Set(ids)].filter((id) => store.activities.has(id));
	const unknown = ids.find((id) => !store.activities.has(id));
	if (unknown !== undefined && bulkUnknown === 'refuse')
		refuse(404, `activity ${unknown} not found`);
	return known;
}

function bulkUpdate({ call, store, writes, user, stamp, options }: Context) {
	if (!isObject(call.json)) bad('The body must be a JSON object');
	const { ids, ...change } = call.json;
	const stranger = Object.keys(change).find(
		(name) => !['visibility_type', 'is_status'].includes(name),
	);
	if (stranger !== undefined) bad(`${stranger} cannot be changed in bulk`);
	const fields = fieldsOf(change, store, { emptyAllowed: false });
	const now = stamp();
	for (const id of bulkIds(ids, store, options)) {
		Object.assign(there(store.activities.get(id)), fields, { updated_by: user, updated_at: now });
		writes.push({ operation: 'bulkUpdate', id, fields: change });
	}
	return { status: 200 };
}

function bulkDelete({ call, store, writes, options }: Context) {
	if (!Array.isArray(call.json)) bad('The body must be a list of ids');
	for (const id of bulkIds(call.json, store, options)) {
		store.activities.delete(id);
		writes.push({ operation: 'bulkDelete', id, fields: {} });
	}
	return { status: 204 };
}

const CRM = '/v1/crm/activities';

/** What these have done can be read afterwards, so that a lost answer can be found out. */
export const SHOWN: readonly Route[] = [
	['POST', CRM, create],
	['PUT', `${CRM}/{id}`, replace],
	['DELETE', `${CRM}/{id}`, remove],
	['PATCH', `${CRM}/bulkUpdate`, bulkUpdate],
	['POST', `${CRM}/bulkDelete`, bulkDelete],
];

export const ROUTES: readonly Route[] = [
	...SHOWN,
	['GET', CRM, list, ['page', 'pageSize', 'sortBy', 'sortDir', 'query']],
	['GET', `${CRM}/{id}`, get],
];
