'use strict';
/**
 * The seven activity endpoints of the fake Deskera, docs/contracts/deskera.md section 3: what goes in, what is
 * kept, what comes out.
 */
const { offset, zulu, TENANT, TYPES, VISIBILITIES } = require('./deskera.data');

class Refusal extends Error {
	/** `gateway`: refused before the service saw the call (section 7) */
	constructor(status, message, gateway = false) {
		super(message);
		Object.assign(this, { status, gateway });
	}
}

function refuse(...args) {
	throw new Refusal(...args);
}

const bad = (message) => refuse(400, message);

// Section 3.3: the writable fields.

const isText = (value) => typeof value === 'string';
const isFlag = (value) => typeof value === 'boolean';
const oneOf = (values) => (value) => values.includes(value);
const idsOf = (allowed) => (value, store) =>
	Array.isArray(value) && value.every((id) => Number.isInteger(id) && allowed(store, id));
const contactOf = (type) => (store, id) => store.contacts.get(id)?.type === type;

/** UTC ISO 8601 with Z, and a day that exists. */
function isUtc(value) {
	if (!isText(value) || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z$/.test(value)) return false;
	const at = Date.parse(value);
	return !Number.isNaN(at) && zulu(at).slice(0, 19) === value.slice(0, 19);
}

/** Base64 of UTF-8 text. */
function isBase64(value) {
	if (!isText(value) || Buffer.from(value, 'base64').toString('base64') !== value) return false;
	try {
		new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(value, 'base64'));
		return true;
	} catch {
		return false;
	}
}

function isZone(value) {
	try {
		return isText(value) && new Intl.DateTimeFormat('en', { timeZone: value }) !== undefined;
	} catch {
		return false;
	}
}

const decode = (value) => Buffer.from(value, 'base64').toString('utf8');

/** name -> [test, what it must be, empty value, stored form] */
const WRITABLE = {
	name: [isText, 'a string', ''],
	activity_type: [oneOf(TYPES), `one of ${TYPES.join(', ')}`, ''],
	start: [isUtc, 'a UTC timestamp with Z', null, (value) => zulu(Date.parse(value))],
	end: [isUtc, 'a UTC timestamp with Z', null, (value) => zulu(Date.parse(value))],
	user_timezone: [isZone, 'a time zone name', ''],
	notes: [isBase64, 'base64', '', decode],
	contact_ids: [idsOf(contactOf('person')), 'ids of persons', []],
	organization_ids: [idsOf(contactOf('organization')), 'ids of organizations', []],
	assignee_ids: [idsOf((store, id) => store.users.has(id)), 'iamUserIds of users', []],
	linked_to: [
		(value, store) => Number.isInteger(value) && store.deals.has(value),
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

const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const isEmptyOf = (value, empty) =>
	value === empty || (Array.isArray(empty) && Array.isArray(value) && value.length === 0);

/** A body -> the stored fields it names. A PUT may name a field's empty value, since a GET answers with it. */
function fieldsOf(body, store, { emptyAllowed }) {
	if (!isObject(body)) bad('The body must be a JSON object');
	return Object.fromEntries(
		Object.entries(body).map(([name, value]) => {
			if (OUTPUT_ONLY.includes(name)) bad(`${name} cannot be written`);
			if (!Object.hasOwn(WRITABLE, name)) bad(`unknown field ${name}`);
			const [test, form, empty, keep = (given) => given] = WRITABLE[name];
			if (emptyAllowed && isEmptyOf(value, empty)) return [name, value];
			if (!test(value, store)) bad(`${name} must be ${form}`);
			return [name, keep(value)];
		}),
	);
}

const blank = () =>
	Object.fromEntries(
		Object.entries(WRITABLE).map(([name, [, , empty]]) => [
			name,
			Array.isArray(empty) ? [] : empty,
		]),
	);

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

function userInfo(store, id) {
	const { iamUserId, firstName, lastName, email, profileUrl } = store.users.get(id);
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

function contactInfo(store, id) {
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

function dealAnswer(store, deal) {
	const {
		deals,
		id: stageId,
		...stage
	} = store.pipelines.get(deal.pipeline_id).stages.find(({ id }) => id === deal.stage_id);
	const { custom_field, created_at, ...rest } = deal;
	const people = {
		contact_info: contactInfo(store, deal.contact_id),
		organization_info: contactInfo(store, deal.organization_id),
		owner_info: userInfo(store, deal.owner_id),
	};
	return { ...rest, stage, ...people, custom_field, created_at };
}

function duration({ start, end }) {
	if (start === null || end === null) return '';
	const minutes = Math.max(0, Math.floor((Date.parse(end) - Date.parse(start)) / 60_000));
	return minutes >= 60 ? `${Math.floor(minutes / 60)}h ${minutes % 60}m` : `${minutes}m`;
}

const answerTime = (value) => (value === null ? null : offset(Date.parse(value)));

function activityAnswer(store, activity) {
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
			deal_details: linked_to === 0 ? null : dealAnswer(store, store.deals.get(linked_to)),
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

// Section 3.2: `key<op>value` terms, comma separated, all must hold.

const whole = (value) => (/^\d+$/.test(value) ? Number(value) : bad(`${value} is no whole number`));
const choice = (values) => (value) =>
	values.includes(value) ? value : bad(`${value} is none of ${values.join(', ')}`);

/** key -> [operator, reading of the value, test] */
const TERMS = {
	name: ['=', String, ({ name }, value) => name.toLowerCase().includes(value.toLowerCase())],
	contact_id: ['=', whole, ({ contact_ids }, value) => contact_ids.includes(value)],
	organization_id: ['=', whole, ({ organization_ids }, value) => organization_ids.includes(value)],
	deal_id: ['=', whole, ({ linked_to }, value) => linked_to === value],
	assignee_id: ['=', whole, ({ assignee_ids }, value) => assignee_ids.includes(value)],
	date: ['>', whole, ({ start }, value) => start !== null && Date.parse(start) > value * 1000],
	activityType: ['=', choice(TYPES), ({ activity_type }, value) => activity_type === value],
	is_status: [
		'=',
		choice(['true', 'false']),
		({ is_status }, value) => String(is_status) === value,
	],
	source: ['=', String, ({ source }, value) => source === value],
	source_id: ['=', String, ({ source_id }, value) => source_id === value],
};

function termTest(term) {
	const [, key, operator, raw] =
		/^(\w+)([=><])(.+)$/s.exec(term) ?? bad(`query term ${term} is malformed`);
	if (!Object.hasOwn(TERMS, key)) bad(`query key ${key} is unknown`);
	const [allowed, read, test] = TERMS[key];
	if (operator !== allowed) bad(`query key ${key} takes ${allowed}`);
	const value = read(raw);
	return (activity) => test(activity, value);
}

function positive(query, name, fallback) {
	const given = query.get(name);
	if (given === null) return fallback;
	return /^[1-9]\d*$/.test(given) ? Number(given) : bad(`${name} must be a positive whole number`);
}

/**
 * Only one column can be named, and no order is promised for rows that are alike in it: from page
 * to page it is another, unless `ties` is kept.
 */
function sorter(query, sample, page, { ties: order, sorting }) {
	const column = query.get('sortBy') ?? 'id';
	const direction = query.get('sortDir') ?? 'ASC';
	if (!Object.hasOwn(sample, column) || Array.isArray(sample[column]))
		bad(`sortBy ${column} is unknown`);
	if (!['ASC', 'DESC'].includes(direction)) bad('sortDir must be ASC or DESC');
	if (sorting === 'ignored') return (a, b) => a.id - b.id;
	const turn = direction === 'ASC' ? 1 : -1;
	const ties = order === 'kept' || page % 2 === 1 ? 1 : -1;
	return (a, b) =>
		a[column] === b[column] ? (a.id - b.id) * ties : turn * (a[column] < b[column] ? -1 : 1);
}

function list({ call: { query }, store, options }) {
	const page = positive(query, 'page', 1);
	const asked = positive(query, 'pageSize', 10);
	if (asked > options.refusedAbove) bad(`pageSize must not be more than ${options.refusedAbove}`);
	const pageSize = Math.min(asked, options.maxPageSize);
	const terms = query.get('query');
	const tests = terms === null || terms === '' ? [] : terms.split(',').map(termTest);
	const found = [...store.activities.values()].filter((activity) =>
		tests.every((test) => test(activity)),
	);
	found.sort(sorter(query, { id: 0, created_at: '', updated_at: '', ...blank() }, page, options));
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

const activityOf = (store, id) =>
	store.activities.get(id) ?? refuse(404, `activity ${id} not found`);

function create({ call, store, writes, user, stamp, state }) {
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

const get = ({ id, store }) => ({
	status: 200,
	body: activityAnswer(store, activityOf(store, id)),
});

/** Replacement: a writable field that is left out is reset (section 3.4, assumed there). */
function replace({ id, call, store, writes, user, stamp }) {
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

function remove({ id, store, writes }) {
	activityOf(store, id);
	store.activities.delete(id);
	writes.push({ operation: 'delete', id, fields: {} });
	return { status: 204 };
}

/** The ids to change; one unknown id refuses the whole call, or is passed over (option bulkUnknown). */
function bulkIds(ids, store, { bulkUnknown }) {
	if (!Array.isArray(ids) || ids.length === 0 || !ids.every(Number.isInteger))
		bad('ids must be a list of whole numbers');
	const known = [...new Set(ids)].filter((id) => store.activities.has(id));
	const unknown = ids.find((id) => !store.activities.has(id));
	if (unknown !== undefined && bulkUnknown === 'refuse')
		refuse(404, `activity ${unknown} not found`);
	return known;
}

function bulkUpdate({ call, store, writes, user, stamp, options }) {
	if (!isObject(call.json)) bad('The body must be a JSON object');
	const { ids, ...change } = call.json;
	const stranger = Object.keys(change).find(
		(name) => !['visibility_type', 'is_status'].includes(name),
	);
	if (stranger !== undefined) bad(`${stranger} cannot be changed in bulk`);
	const fields = fieldsOf(change, store, { emptyAllowed: false });
	const now = stamp();
	for (const id of bulkIds(ids, store, options)) {
		Object.assign(store.activities.get(id), fields, { updated_by: user, updated_at: now });
		writes.push({ operation: 'bulkUpdate', id, fields: change });
	}
	return { status: 200 };
}

function bulkDelete({ call, store, writes, options }) {
	if (!Array.isArray(call.json)) bad('The body must be a list of ids');
	for (const id of bulkIds(call.json, store, options)) {
		store.activities.delete(id);
		writes.push({ operation: 'bulkDelete', id, fields: {} });
	}
	return { status: 204 };
}

const CRM = '/v1/crm/activities';

/** What these have done can be read afterwards, so that a lost answer can be found out. */
const SHOWN = [
	['POST', CRM, create],
	['PUT', `${CRM}/{id}`, replace],
	['DELETE', `${CRM}/{id}`, remove],
	['PATCH', `${CRM}/bulkUpdate`, bulkUpdate],
	['POST', `${CRM}/bulkDelete`, bulkDelete],
];

/** [method, path, handler, allowed query names]; `{id}` is a whole number */
const ROUTES = [
	...SHOWN,
	['GET', CRM, list, ['page', 'pageSize', 'sortBy', 'sortDir', 'query']],
	['GET', `${CRM}/{id}`, get],
];

module.exports = { ROUTES, SHOWN, dealAnswer, userInfo, positive, Refusal, refuse, bad };
