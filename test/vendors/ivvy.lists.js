'use strict';
/** What can be read from the fake iVvy: lists with paging and filter, ivvy.md sections 5, 6.2, 7.2 and 9. */
const { refuse, check, whole, within, object, looseWhole, wholes } = require('./ivvy.checks');

const PER_PAGE = 100;

const NESTED = [
	'ownerUser',
	'contact',
	'company',
	'companies',
	'companiesData',
	'customFields',
	'groups',
	'address',
	'primaryContact',
	'primaryAccountManager',
	'industry',
	'externalUrls',
	'reasons',
	'subtypes',
];
const plainTime = (value) => (/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC$/.test(value) ? value.slice(0, -4) : value);
const lower = (value) => String(plainTime(value) ?? '').toLowerCase();
const isEmpty = (value) => value === null || value === undefined || value === '';
const bothNumbers = (a, b) => !isEmpty(a) && !isEmpty(b) && !Number.isNaN(Number(a)) && !Number.isNaN(Number(b));
const order = (a, b) => (bothNumbers(a, b) ? Number(a) - Number(b) : lower(a) < lower(b) ? -1 : Number(lower(a) > lower(b)));
const same = (a, b) => (b === '__ISNULL__' ? a === null : !isEmpty(a) && order(a, b) === 0);

const SUFFIXES = {
	'': same,
	CONTAINS: (a, b) => lower(a).includes(lower(b)),
	NOTCONTAINS: (a, b) => !lower(a).includes(lower(b)),
	BEGINS: (a, b) => lower(a).startsWith(lower(b)),
	ENDS: (a, b) => lower(a).endsWith(lower(b)),
	LESSTHAN: (a, b) => !isEmpty(a) && order(a, b) <= 0,
	GREATERTHAN: (a, b) => !isEmpty(a) && order(a, b) >= 0,
	NOT: (a, b) => !same(a, b),
	EMPTY: (a) => isEmpty(a),
};

/** One filter entry -> a test of (row, record). `extras` are filters that are no result field. */
function filterTest(key, value, fields, extras) {
	const [, name, suffix = ''] = /^(.+?)(?:__([A-Z]+))?$/.exec(key) ?? [];
	if (typeof value === 'object') refuse(400, "'filter' does not validate", 23016, [`${key}: *Value must be a single value*`]);
	if (Object.hasOwn(extras, key)) return (row, record) => extras[key](record, value);
	if (!fields.includes(name) || NESTED.includes(name) || !Object.hasOwn(SUFFIXES, suffix)) {
		refuse(400, "'filter' does not validate", 23016, [`${key}: *Unknown filter field*`]);
	}
	return (row) => SUFFIXES[suffix](row[name], value);
}

const list =
	({ records, row = (record) => record, inputs = {}, match = () => true, extras = {}, crm = false }) =>
	({ input, store, options }) => {
		check(input, { perPage: within(1, Infinity), start: within(0, Infinity), filter: object, ...inputs });
		const all = [...store[records].values()];
		const start = input.start ?? 0;
		const perPage = Math.min(input.perPage ?? PER_PAGE, PER_PAGE);
		if (all.length === 0) return { meta: { totalResults: 0, start, perPage, count: 0 }, results: [] };
		const fields = Object.keys(row(all[0], store, options)).filter((name) => !(crm && name === 'id' && options.idFilter === 'refused'));
		const entries = Object.entries(input.filter ?? {}).filter(([key]) => !(crm && key === 'id' && options.idFilter === 'ignored'));
		const tests = entries.map(([key, value]) => filterTest(key, value, fields, extras));
		const found = all.filter((record) => match(record, input)).map((record) => [row(record, store, options), record]);
		const kept = found.filter((pair) => tests.every((test) => test(...pair))).map(([made]) => made);
		const results = kept.slice(start, start + perPage);
		return { meta: { totalResults: kept.length, start, perPage, count: results.length }, results };
	};

const utc = (value) => (value ? `${value} UTC` : null);
const escape = (value) => value.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
const html = (value) => (!value || /^\s*</.test(value) ? value : `<p>${escape(value).replace(/\r?\n/g, '<br>')}</p> `);
const omit = (record, ...names) => Object.fromEntries(Object.entries(record).filter(([name]) => !names.includes(name)));

function assigned({ assignedUserId }, store) {
	const user = store.users.get(assignedUserId);
	return {
		assignedUserId,
		assignedUserFullName: user ? `${user.firstName} ${user.lastName}` : null,
		assignedUserEmail: user?.email ?? null,
	};
}

const owned = ({ venueId, leadId, contactId, companyId, companyContactId }, options) => ({
	venueId: options.venueIdText && venueId !== null ? String(venueId) : venueId,
	leadId,
	contactId,
	companyId,
	companyContactId,
});
const dated = (record) => ({ createdDate: utc(record.createdDate), modifiedDate: utc(record.modifiedDate) });

/** Section 6.2: no priority, no purposeId. */
function activityRow(record, store, options) {
	const { id, subType, name, location } = record;
	const purpose = store.purposes.get(record.purposeId);
	const times = { startDatetime: utc(record.startDatetime), endDatetime: utc(record.endDatetime), ...dated(record) };
	return {
		id,
		...owned(record, options),
		subType,
		name,
		description: html(record.description),
		purposeName: purpose?.name ?? null,
		purposeType: purpose?.type ?? null,
		location,
		...assigned(record, store),
		...times,
	};
}

/** Section 7.2. */
function taskRow(record, store, options) {
	const { id, bookingId, name, status, priority, progress } = record;
	return {
		id,
		...owned(record, options),
		bookingId,
		name,
		description: html(record.description),
		status,
		...assigned(record, store),
		priority,
		endDatetime: utc(record.endDatetime),
		progress,
		...dated(record),
	};
}

function leadRow(record, store) {
	const person = ({ id, firstName, lastName, email, phone = '' }) => ({ id, firstName, lastName, email, phone });
	const company = store.companies.get(record.companyId);
	return {
		...omit(record, 'ownerUserId', 'contactId', 'companyId'),
		ownerUser: person(store.users.get(record.ownerUserId)),
		contact: record.contactId === null ? null : person(store.contacts.get(record.contactId)),
		company:
			company === undefined
				? null
				: (({ id, businessName, businessNumber, phone, email }) => ({ id, businessName, businessNumber, phone, email }))(company),
		quality: `Quality ${record.qualityId}`,
		stageName: store.stages.get(record.stageId).name,
		stageReasonId: null,
		stageReasonName: null,
		type: store.types.get(record.typeId).type,
		sourceName: `Source ${record.sourceId}`,
		channelName: `Channel ${record.channelId}`,
		...dated(record),
	};
}

const companiesData = (record, store) => record.companies.map((id) => ({ id, businessName: store.companies.get(id).businessName }));
const contactRow = (record, store) => ({
	...omit(record, 'status', 'smsStatus', 'venueId', 'venueGroupId'),
	companiesData: companiesData(record, store),
	modifiedDate: utc(record.modifiedDate),
});
const companyRow = (record) => ({ ...omit(record, 'venueId', 'venueGroupId'), modifiedDate: utc(record.modifiedDate) });
const inVenue = (record, { venueId }) => venueId === undefined || record.venueId === Number(venueId);

/** Section 5, documented extra filters of contacts and companies. */
const MODIFIED = {
	fromModifiedDate: (record, value) => order(record.modifiedDate, value) >= 0,
	toModifiedDate: (record, value) => order(record.modifiedDate, value) <= 0,
	venueId: (record, value) => record.venueId === Number(value),
	venueGroupId: (record, value) => record.venueGroupId === Number(value),
};

const oneById =
	(records, code, noun, make) =>
	({ input, store }) => {
		check(input, { id: whole }, ['id']);
		const record = store[records].get(input.id) ?? refuse(400, `Unable to find ${noun}`, code);
		return make(record, store);
	};

const getContact = oneById('contacts', 24096, 'contact', (record, store) => ({
	...contactRow(record, store),
	status: record.status,
	smsStatus: record.smsStatus,
	eventInvitations: [],
	eventRegistrations: [],
	externalUrls: [],
}));
/** Section 9: the id comes back as text. */
const getCompany = oneById('companies', 24153, 'company', (record) => ({ ...companyRow(record), id: String(record.id) }));

/** Section 9, 12.10: the table says venueIds, the example venueId; both are taken. */
const opportunityVenues = (record, { venueIds, venueId }) => (venueIds ?? venueId ?? [record.venueId]).includes(record.venueId);

const READS = {
	crm: {
		getActivityList: list({ records: 'activities', row: activityRow, inputs: { venueId: looseWhole }, match: inVenue, crm: true }),
		getTaskList: list({ records: 'tasks', row: taskRow, inputs: { venueId: looseWhole }, match: inVenue, crm: true }),
		getLeadList: list({ records: 'leads', row: leadRow, crm: true }),
		getOpportunityList: list({
			records: 'opportunities',
			row: leadRow,
			inputs: { venueIds: wholes, venueId: wholes },
			match: opportunityVenues,
			crm: true,
		}),
		getLeadStageList: list({ records: 'stages' }),
		getLeadTypeList: list({ records: 'types' }),
	},
	account: {
		getUserList: list({
			records: 'users',
			row: (record) => omit(record, 'venueId'),
			inputs: { venueId: whole },
			match: inVenue,
			extras: { venueId: MODIFIED.venueId },
		}),
	},
	venue: { getVenueList: list({ records: 'venues' }) },
	contact: {
		getContactList: list({
			records: 'contacts',
			row: contactRow,
			extras: { ...MODIFIED, companyId: (record, value) => record.companies.includes(Number(value)) },
		}),
		getContact,
		getCompanyList: list({ records: 'companies', row: companyRow, extras: MODIFIED }),
		getCompany,
	},
};

module.exports = { READS };
