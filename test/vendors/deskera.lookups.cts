/** Contacts, deals and users of the fake Deskera, docs/contracts/deskera.md sections 4 to 6: they are only read. */
import {
	dealAnswer,
	userInfo,
	positive,
	refuse,
	bad,
	isObject,
	isWholes,
	type Context,
	type Options,
	type Route,
} from './deskera.activities.cts';
import type { Contact, Deal, Store, User } from './deskera.data.cts';

const PAGE = 10;
const DEALS_PAGE = 20;
const includes = (value: string, part: string) => value.toLowerCase().includes(part.toLowerCase());
function inQuery(query: URLSearchParams, name: string, test: (value: string) => boolean) {
	const value = query.get(name);
	return value === null || test(value);
}

// Section 4: contacts.

function contactAnswer(store: Store, contact: Contact) {
	const { label_id, visibility_type, owner_id, created_at, updated_at, organization_id, ...rest } =
		contact;
	const nested = {
		organization: {},
		persons: [],
		label: { id: label_id, name: 'No label' },
		owner_details: userInfo(store, owner_id),
		sub_owner_ids: [],
		custom_field: [],
		c_field: {},
		deal_details: [],
	};
	return {
		...rest,
		organization_id,
		label_id,
		visibility_type,
		owner_id,
		...nested,
		created_at,
		updated_at,
		view_only: false,
	};
}

const CONTACT_QUERY = [
	'limit',
	'page',
	'search',
	'name',
	'email',
	'phone',
	'type',
	'contact_ids',
	'columns',
	'contains_email',
	'action',
	'orderBy',
	'order_by',
	'order',
	'sort',
];

function listContacts({ call: { query }, store }: Context) {
	const page = positive(query, 'page', 1);
	const limit = positive(query, 'limit', PAGE);
	if (!inQuery(query, 'type', (type) => ['person', 'organization'].includes(type)))
		bad('type must be person or organization');
	const matches = (contact: Contact) =>
		inQuery(query, 'type', (type) => contact.type === type) &&
		inQuery(query, 'contact_ids', (ids) => ids.split(',').includes(String(contact.id))) &&
		(['name', 'email', 'phone'] as const).every((name) =>
			inQuery(query, name, (part) => includes(contact[name], part)),
		) &&
		inQuery(query, 'search', (part) =>
			[contact.name, contact.email, contact.phone].some((value) => includes(value, part)),
		);
	const found = [...store.contacts.values()].filter(matches);
	const data = found
		.slice((page - 1) * limit, page * limit)
		.map((contact) => contactAnswer(store, contact));
	return { status: 200, body: { data, paginationInfo: { page, totalRecords: found.length } } };
}

function getContact({ id, store }: Context) {
	const contact = store.contacts.get(id) ?? refuse(404, `contact ${id} not found`);
	return { status: 200, body: contactAnswer(store, contact) };
}

function severalContacts({ call: { json }, store }: Context) {
	const { contact_ids: ids, ...more } = isObject(json) ? json : {};
	if (!isWholes(ids) || Object.keys(more).length > 0)
		bad('contact_ids must be a list of whole numbers');
	const found = ids.map((id) => store.contacts.get(id)).filter((contact) => contact !== undefined);
	return { status: 200, body: found.map((contact) => contactAnswer(store, contact)) };
}

// Section 5: deals.

const DEAL_QUERY = [
	'pipeline_id',
	'deal_summary',
	'contact_id',
	'deal_ids',
	'show_closed_deals',
	'page',
];

function listDeals({ call: { query }, store }: Context) {
	const page = positive(query, 'page', 1);
	const pipeline = positive(query, 'pipeline_id', undefined);
	const contact = positive(query, 'contact_id', undefined);
	const matches = (deal: Deal) =>
		(pipeline === undefined || deal.pipeline_id === pipeline) &&
		(contact === undefined || deal.contact_id === contact) &&
		inQuery(query, 'deal_ids', (ids) => ids.split(',').includes(String(deal.id)));
	const found = [...store.deals.values()].filter(matches);
	const data = found
		.slice((page - 1) * DEALS_PAGE, page * DEALS_PAGE)
		.map((deal) => dealAnswer(store, deal));
	const counts = {
		number_of_elements: data.length,
		size_per_page: DEALS_PAGE,
		total_pages: Math.ceil(found.length / DEALS_PAGE),
		number_of_records: found.length,
	};
	return { status: 200, body: { data, page, ...counts } };
}

function getDeal({ id, store }: Context) {
	const deal = store.deals.get(id) ?? refuse(404, `deal ${id} not found`);
	return { status: 200, body: dealAnswer(store, deal) };
}

const listPipelines = ({ store }: Context) => ({
	status: 200,
	body: [...store.pipelines.values()],
});
const getPipeline = ({ id, store }: Context) => ({
	status: 200,
	body: store.pipelines.get(id) ?? refuse(404, `pipeline ${id} not found`),
});

// Section 6: users.

const inEnvelope = (rows: readonly object[], envelope: Options['usersEnvelope']) => ({
	status: 200,
	body: envelope === 'array' ? rows : { [envelope]: rows },
});

/** Section 3.1: pages of the Books endpoints count from 0. */
function listUsers({ call: { query }, store, options }: Context) {
	const given = query.get('page') ?? '0';
	const page = /^\d+$/.test(given) ? Number(given) : bad('page must be a whole number');
	const limit = positive(query, 'limit', PAGE);
	const matches = (user: User) =>
		['search', 'query'].every((name) =>
			inQuery(query, name, (part) =>
				includes(`${user.firstName} ${user.lastName} ${user.email}`, part),
			),
		);
	const found = [...store.users.values()].filter(matches);
	return inEnvelope(found.slice(page * limit, (page + 1) * limit), options.usersEnvelope);
}

const allUsers = ({ store, options }: Context) =>
	inEnvelope(
		[...store.users.values()].map(({ id, firstName, lastName, email, userName }) => ({
			id,
			firstName,
			lastName,
			email,
			userName,
		})),
		options.usersEnvelope,
	);

function usersInfo({ call: { json }, store }: Context) {
	if (!isWholes(json)) bad('The body must be a list of ids');
	const found = [...store.users.values()].filter(
		({ id, iamUserId }) => json.includes(id) || json.includes(iamUserId),
	);
	return {
		status: 200,
		body: found.map(({ id, iamUserId, firstName, lastName, email, userName, profileUrl }) => ({
			id,
			iamUserId,
			firstName,
			lastName,
			email,
			userName,
			profileUrl,
		})),
	};
}

export const ROUTES: readonly Route[] = [
	['GET', '/v1/crm/contacts', listContacts, CONTACT_QUERY],
	['GET', '/v1/crm/contacts/{id}', getContact],
	['POST', '/v1/crm/contacts/multiple', severalContacts],
	['GET', '/v1/crm/deals', listDeals, DEAL_QUERY],
	['GET', '/v1/crm/deals/{id}', getDeal],
	['GET', '/v1/crm/deals/pipelines', listPipelines],
	['GET', '/v1/crm/deals/pipelines/{id}', getPipeline],
	['GET', '/v1/users', listUsers, ['limit', 'page', 'query', 'search', 'sort', 'sortDir']],
	['GET', '/v1/users/all', allUsers],
	['POST', '/v1/users/info', usersInfo],
];
