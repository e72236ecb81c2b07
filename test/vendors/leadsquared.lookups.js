'use strict';
/** Users, leads and the credential test of the fake LeadSquared (contract 1.1, 6). */
const {
	mx,
	shaped,
	demand,
	moment,
	momentOf,
	listed,
	pageOf,
	sorted,
} = require('./leadsquared.answers');
const { leadFields } = require('./leadsquared.data');

const users = (_call, { account }) => [...account.store.users.values()];

/** Answers on any host and names the right one, without scheme (contract 1.1). */
function whoAmI({ headers }, { account }) {
	const user = account.store.users.get(account.userId(1));
	const api = account.wrongRegion ? account.regionHost : headers.host;
	return {
		Id: user.ID,
		Name: `${user.FirstName} ${user.LastName}`,
		Role: account.how.isAdmin ? user.Role : 'Sales_User',
		EmailAddress: user.EmailAddress,
		TimeZone: 'Asia/Kolkata',
		OrgShortCode: '22824',
		LSQCommonServiceURLs: { api, app: api.replace(/^api/, 'run') },
	};
}

const leadsOf = (account) => [...account.store.leads.values()];

/** A wrong query name finds nothing and is no error (contract 1.4). */
const leadsBy =
	(name, fits) =>
	({ query }, { account }) => {
		const value = query.get(name);
		return value === null || value === ''
			? []
			: leadsOf(account).filter((lead) => fits(lead, value.toLowerCase()));
	};

/** flat, or a list of attributes (contract 6) */
const attributes = (lead) => ({
	LeadPropertyList: Object.entries(lead).map(([Attribute, Value]) => ({
		Attribute,
		Value,
		Fields: null,
	})),
});

function byId(call, context) {
	const found = leadsBy('id', (lead, id) => lead.ProspectID === id)(call, context);
	return context.account.how.leadForm === 'wrapper' ? found.map(attributes) : found;
}

/** Digits only, the country's code or not; of several leads the one with the most recent activity (contract 6). */
function byPhone({ query }, { account }) {
	const asked = (query.get('phone') ?? '').replace(/^\+/, '');
	if (!/^\d+$/.test(asked)) return [];
	const fits = (stored) => {
		const digits = stored.replace(/[^\d]/g, '');
		return (
			digits === asked || (stored.startsWith('+') && asked.length >= 10 && digits.endsWith(asked))
		);
	};
	const found = leadsOf(account).filter((lead) => fits(lead.Phone) || fits(lead.Mobile));
	if (found.length < 2) return found;
	const ids = new Set(found.map((lead) => lead.ProspectID));
	const latest = [...account.store.activities.values()]
		.filter((one) => ids.has(one.RelatedProspectId))
		.reduce(
			(last, one) => (last === undefined || one.CreatedOn > last.CreatedOn ? one : last),
			undefined,
		);
	return latest === undefined
		? found.slice(0, 1)
		: [account.store.leads.get(latest.RelatedProspectId)];
}

const SEARCHED = ['FirstName', 'LastName', 'EmailAddress', 'Phone', 'Mobile'];
const says = (lead, text) =>
	SEARCHED.some((name) => lead[name].toLowerCase().includes(text)) ||
	`${lead.FirstName} ${lead.LastName}`.toLowerCase().includes(text);

const fields = (_call, { account }) => leadFields(leadsOf(account)[0]);

const same = (left, right) => left.toLowerCase() === right.toLowerCase();
const like = (left, right) =>
	new RegExp(
		`^${right
			.split('%')
			.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
			.join('.*')}$`,
		'is',
	).test(left);
const OPERATORS = {
	'=': same,
	'<>': (left, right) => !same(left, right),
	LIKE: like,
	'>': (left, right) => left > right,
	'<': (left, right) => left < right,
	'>=': (left, right) => left >= right,
	'<=': (left, right) => left <= right,
};

const pageTooBig = () => mx('MandatoryFieldMissing', 'Page size can not be larger than 5000.');
const column = (name, lead) => {
	if (!Object.hasOwn(lead, name)) throw mx('UnknownAttribute', `Attribute ${name} does not exist.`);
	return name;
};

/** One condition only; a `Query` wrapper is ignored without a word and everything comes back (contract 6). */
function search({ json }, { account }) {
	const { Parameter, Columns, Sorting, Paging } = shaped(
		json,
		{ Parameter: 'map', Columns: 'map', Sorting: 'map', Paging: 'map', Query: 'any' },
		'the body',
	);
	const leads = leadsOf(account);
	const found = Parameter === undefined ? leads : leads.filter(condition(Parameter, leads[0]));
	return cut(found, { Columns, Sorting, Paging }, leads[0]);
}

/** The page that was asked for, with the columns that were asked for. */
function cut(
	found,
	{ Columns = {}, Sorting = { ColumnName: 'ProspectID', Direction: 0 }, Paging },
	pattern,
) {
	shaped(Sorting, { ColumnName: 'string', Direction: 'direction' }, 'Sorting');
	const { Include_CSV: csv } = shaped(Columns, { Include_CSV: 'string' }, 'Columns');
	const names =
		csv === undefined
			? Object.keys(pattern)
			: csv.split(',').map((name) => column(name.trim(), pattern));
	column(Sorting.ColumnName, pattern);
	const page = pageOf(Paging, { usual: 1000, most: 5000, tooBig: pageTooBig });
	return sorted(found, Sorting, 'ProspectID', page)
		.slice(page.begin, page.begin + page.size)
		.map((lead) => Object.fromEntries(names.map((name) => [name, lead[name]])));
}

/** Leads/Retrieve/ByIds */
function byIds({ json }, { account }) {
	const { SearchParameters, Columns, Paging } = demand(
		shaped(json, { SearchParameters: 'map', Columns: 'map', Paging: 'map' }, 'the body'),
		['SearchParameters'],
	);
	const { LeadIds } = demand(shaped(SearchParameters, { LeadIds: 'texts' }, 'SearchParameters'), [
		'LeadIds',
	]);
	const asked = new Set(LeadIds.map((id) => id.toLowerCase()));
	const leads = leadsOf(account);
	const found = leads.filter((lead) => asked.has(lead.ProspectID));
	return listed(found.length, 'Leads', cut(found, { Columns, Paging }, leads[0]), account);
}

/** Leads.RecentlyModified: both ends of the window belong to it (contract 2.1, 2.2, 6) */
function recentlyModified({ json }, { account }) {
	const {
		Parameter = {},
		Columns,
		Sorting = { ColumnName: 'ModifiedOn', Direction: 1 },
		Paging,
	} = shaped(json, { Parameter: 'map', Columns: 'map', Sorting: 'map', Paging: 'map' }, 'the body');
	demand(shaped(Parameter, { FromDate: 'string', ToDate: 'string' }, 'Parameter'), [
		'FromDate',
		'ToDate',
	]);
	const [from, to] = [momentOf(Parameter, 'FromDate'), momentOf(Parameter, 'ToDate')];
	const leads = leadsOf(account);
	const found = leads.filter(({ ModifiedOn }) => {
		const at = moment(ModifiedOn.slice(0, 19)) + Number(ModifiedOn.slice(20));
		return at >= from && at <= to;
	});
	return listed(
		found.length,
		'Leads',
		cut(found, { Columns, Sorting, Paging }, leads[0]).map(attributes),
		account,
	);
}

function condition(Parameter, lead) {
	const { LookupName, LookupValue, SqlOperator } = shaped(
		Parameter,
		{ LookupName: 'string', LookupValue: 'string', SqlOperator: 'string' },
		'Parameter',
	);
	if (LookupName === undefined || LookupValue === undefined)
		throw mx('MandatoryAttributeMissing', 'LookupName and LookupValue are required.');
	const holds = OPERATORS[SqlOperator];
	if (holds === undefined) throw mx('InvalidInput', `Invalid SqlOperator ${SqlOperator}.`);
	column(LookupName, lead);
	return (one) => holds(one[LookupName], LookupValue);
}

const ENDPOINTS = {
	'UserManagement.svc/Users.Get': ['GET', users],
	'Authentication.svc/UserByAccessKey.Get': ['GET', whoAmI],
	'LeadManagement.svc/LeadsMetaData.Get': ['GET', fields],
	'LeadManagement.svc/Leads.GetById': ['GET', byId],
	'LeadManagement.svc/Leads.GetByEmailaddress': [
		'GET',
		leadsBy('emailaddress', (lead, address) => lead.EmailAddress.toLowerCase() === address),
	],
	'LeadManagement.svc/RetrieveLeadByPhoneNumber': ['GET', byPhone],
	'LeadManagement.svc/Leads.GetByQuickSearch': ['GET', leadsBy('key', says)],
	'LeadManagement.svc/Leads.Get': ['POST', search],
	'LeadManagement.svc/Leads/Retrieve/ByIds': ['POST', byIds],
	'LeadManagement.svc/Leads.RecentlyModified': ['POST', recentlyModified],
};

module.exports = { ENDPOINTS };
