'use strict';
/** Users, leads and the credential test of the fake LeadSquared (contract 1.1, 6). */
const { mx, shaped, pageOf, sorted } = require('./leadsquared.answers');
const { leadFields } = require('./leadsquared.data');

const users = (_call, { account }) => [...account.store.users.values()];

/** Answers on any host and names the right one, without scheme (contract 1.1). */
function whoAmI({ headers }, { account }) {
	const user = account.store.users.get(account.userId(1));
	const api = account.wrongRegion ? account.regionHost : headers.host;
	return {
		Id: user.ID,
		Name: `${user.FirstName} ${user.LastName}`,
		Role: user.Role,
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
		return value === null || value === '' ? [] : leadsOf(account).filter((lead) => fits(lead, value.toLowerCase()));
	};

const SEARCHED = ['FirstName', 'LastName', 'EmailAddress', 'Phone', 'Mobile'];
const says = (lead, text) =>
	SEARCHED.some((name) => lead[name].toLowerCase().includes(text)) || `${lead.FirstName} ${lead.LastName}`.toLowerCase().includes(text);

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
	const {
		Parameter,
		Columns = {},
		Sorting = { ColumnName: 'ProspectID', Direction: 0 },
		Paging,
	} = shaped(json, { Parameter: 'map', Columns: 'map', Sorting: 'map', Paging: 'map', Query: 'any' }, 'the body');
	const leads = leadsOf(account);
	const found = Parameter === undefined ? leads : leads.filter(condition(Parameter, leads[0]));
	shaped(Sorting, { ColumnName: 'string', Direction: 'direction' }, 'Sorting');
	const { Include_CSV: csv } = shaped(Columns, { Include_CSV: 'string' }, 'Columns');
	const names = csv === undefined ? Object.keys(leads[0]) : csv.split(',').map((name) => column(name.trim(), leads[0]));
	column(Sorting.ColumnName, leads[0]);
	const page = pageOf(Paging, { usual: 1000, most: 5000, tooBig: pageTooBig });
	const cut = sorted(found, Sorting, 'ProspectID', page).slice(page.begin, page.begin + page.size);
	return cut.map((lead) => Object.fromEntries(names.map((name) => [name, lead[name]])));
}

function condition(Parameter, lead) {
	const { LookupName, LookupValue, SqlOperator } = shaped(
		Parameter,
		{ LookupName: 'string', LookupValue: 'string', SqlOperator: 'string' },
		'Parameter',
	);
	if (LookupName === undefined || LookupValue === undefined) throw mx('MandatoryAttributeMissing', 'LookupName and LookupValue are required.');
	const holds = OPERATORS[SqlOperator];
	if (holds === undefined) throw mx('InvalidInput', `Invalid SqlOperator ${SqlOperator}.`);
	column(LookupName, lead);
	return (one) => holds(one[LookupName], LookupValue);
}

const ENDPOINTS = {
	'UserManagement.svc/Users.Get': ['GET', users],
	'Authentication.svc/UserByAccessKey.Get': ['GET', whoAmI],
	'LeadManagement.svc/LeadsMetaData.Get': ['GET', fields],
	'LeadManagement.svc/Leads.GetById': ['GET', leadsBy('id', (lead, id) => lead.ProspectID === id)],
	'LeadManagement.svc/Leads.GetByEmailaddress': ['GET', leadsBy('emailaddress', (lead, address) => lead.EmailAddress === address)],
	'LeadManagement.svc/Leads.GetByQuickSearch': ['GET', leadsBy('key', says)],
	'LeadManagement.svc/Leads.Get': ['POST', search],
};

module.exports = { ENDPOINTS };
