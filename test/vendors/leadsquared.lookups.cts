/** Users, leads and the credential test of the fake LeadSquared (contract 1.1, 6). */
import { there } from '../support/there.cts';
import {
	mx,
	shaped,
	demand,
	moment,
	momentOf,
	listed,
	pageOf,
	sorted,
	sortingOf,
	type Account,
	type Context,
	type Endpoints,
	type Shaped,
} from './leadsquared.answers.cts';
import { leadFields, type Activity, type Lead } from './leadsquared.data.cts';
import type { Call } from './server.cts';

const users = (_call: Call, { account }: Context) => [...account.store.users.values()];

/** Answers on any host and names the right one, without scheme (contract 1.1). */
function whoAmI({ headers }: Call, { account }: Context) {
	const user = there(account.store.users.get(account.userId(1)));
	const api = account.wrongRegion ? account.regionHost : there(headers.host);
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

const leadsOf = (account: Account) => [...account.store.leads.values()];
/** A lead, whose names all leads have. */
const patternOf = (account: Account) => there(leadsOf(account)[0]);

/** A wrong query name finds nothing and is no error (contract 1.4). */
const leadsBy =
	(name: string, fits: (lead: Lead, value: string) => boolean) =>
	({ query }: Call, { account }: Context) => {
		const value = query.get(name);
		return value === null || value === ''
			? []
			: leadsOf(account).filter((lead) => fits(lead, value.toLowerCase()));
	};

/** flat, or a list of attributes (contract 6) */
const attributes = (lead: Readonly<Record<string, string>>) => ({
	LeadPropertyList: Object.entries(lead).map(([Attribute, Value]) => ({
		Attribute,
		Value,
		Fields: null,
	})),
});

function byId(call: Call, context: Context) {
	const found = leadsBy('id', (lead, id) => lead.ProspectID === id)(call, context);
	return context.account.how.leadForm === 'wrapper' ? found.map(attributes) : found;
}

/** Digits only, the country's code or not; of several leads the one with the most recent activity (contract 6). */
function byPhone({ query }: Call, { account }: Context) {
	const asked = (query.get('phone') ?? '').replace(/^\+/, '');
	if (!/^\d+$/.test(asked)) return [];
	const fits = (stored: string) => {
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
		.reduce<Activity | undefined>(
			(last, one) => (last === undefined || one.CreatedOn > last.CreatedOn ? one : last),
			undefined,
		);
	return latest === undefined
		? found.slice(0, 1)
		: [account.store.leads.get(latest.RelatedProspectId)];
}

const SEARCHED = ['FirstName', 'LastName', 'EmailAddress', 'Phone', 'Mobile'] as const;
const says = (lead: Lead, text: string) =>
	SEARCHED.some((name) => lead[name].toLowerCase().includes(text)) ||
	`${lead.FirstName} ${lead.LastName}`.toLowerCase().includes(text);

const fields = (_call: Call, { account }: Context) => leadFields(patternOf(account));

const same = (left: string, right: string) => left.toLowerCase() === right.toLowerCase();
const like = (left: string, right: string) =>
	new RegExp(
		`^${right
			.split('%')
			.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
			.join('.*')}$`,
		'is',
	).test(left);
const OPERATORS: Record<string, (left: string, right: string) => boolean> = {
	'=': same,
	'<>': (left, right) => !same(left, right),
	LIKE: like,
	'>': (left, right) => left > right,
	'<': (left, right) => left < right,
	'>=': (left, right) => left >= right,
	'<=': (left, right) => left <= right,
};

const pageTooBig = () => mx('MandatoryFieldMissing', 'Page size can not be larger than 5000.');
const column = (name: string, lead: Lead) => {
	if (!Object.hasOwn(lead, name)) throw mx('UnknownAttribute', `Attribute ${name} does not exist.`);
	return name;
};

/** One condition only; a `Query` wrapper is ignored without a word and everything comes back (contract 6). */
function search({ json }: Call, { account }: Context) {
	const shape = { ...CUT, Parameter: 'map', Query: 'any' } as const;
	const { Parameter, ...more } = shaped(json, shape, 'the body');
	const leads = leadsOf(account);
	const pattern = patternOf(account);
	const found = Parameter === undefined ? leads : leads.filter(condition(Parameter, pattern));
	return cut(found, more, pattern);
}

const CUT = { Columns: 'map', Sorting: 'map', Paging: 'map' } as const;

type Cut = Shaped<typeof CUT>;

/** The page that was asked for, with the columns that were asked for. */
function cut(
	found: readonly Lead[],
	{ Columns = {}, Sorting = { ColumnName: 'ProspectID', Direction: 0 }, Paging }: Cut,
	pattern: Lead,
) {
	const sorting = sortingOf(Sorting, 'ProspectID');
	const { Include_CSV: csv } = shaped(Columns, { Include_CSV: 'string' }, 'Columns');
	const names =
		csv === undefined
			? Object.keys(pattern)
			: csv.split(',').map((name) => column(name.trim(), pattern));
	column(sorting.ColumnName, pattern);
	const page = pageOf(Paging, { usual: 1000, most: 5000, tooBig: pageTooBig });
	return sorted(found, sorting, 'ProspectID', page)
		.slice(page.begin, page.begin + page.size)
		.map((lead) => Object.fromEntries(names.map((name) => [name, lead[name] ?? ''])));
}

/** Leads/Retrieve/ByIds */
function byIds({ json }: Call, { account }: Context) {
	const { SearchParameters, Columns, Paging } = demand(
		shaped(json, { SearchParameters: 'map', Columns: 'map', Paging: 'map' }, 'the body'),
		['SearchParameters'],
	);
	const { LeadIds } = demand(shaped(SearchParameters, { LeadIds: 'texts' }, 'SearchParameters'), [
		'LeadIds',
	]);
	const asked = new Set(LeadIds.map((id) => id.toLowerCase()));
	const found = leadsOf(account).filter((lead) => asked.has(lead.ProspectID));
	const rows = cut(found, { Columns, Paging }, patternOf(account));
	return listed(found.length, 'Leads', rows, account);
}

/** Leads.RecentlyModified: both ends of the window belong to it (contract 2.1, 2.2, 6) */
function recentlyModified({ json }: Call, { account }: Context) {
	const {
		Parameter = {},
		Sorting = { ColumnName: 'ModifiedOn', Direction: 1 },
		...more
	} = shaped(json, { ...CUT, Parameter: 'map' }, 'the body');
	const asked = demand(shaped(Parameter, { FromDate: 'string', ToDate: 'string' }, 'Parameter'), [
		'FromDate',
		'ToDate',
	]);
	const [from, to] = [momentOf(asked, 'FromDate', NaN), momentOf(asked, 'ToDate', NaN)];
	const found = leadsOf(account).filter(({ ModifiedOn }) => {
		const at = there(moment(ModifiedOn.slice(0, 19))) + Number(ModifiedOn.slice(20));
		return at >= from && at <= to;
	});
	const rows = cut(found, { ...more, Sorting }, patternOf(account));
	return listed(found.length, 'Leads', rows.map(attributes), account);
}

function condition(Parameter: unknown, lead: Lead) {
	const { LookupName, LookupValue, SqlOperator } = shaped(
		Parameter,
		{ LookupName: 'string', LookupValue: 'string', SqlOperator: 'string' },
		'Parameter',
	);
	if (LookupName === undefined || LookupValue === undefined)
		throw mx('MandatoryAttributeMissing', 'LookupName and LookupValue are required.');
	const holds = OPERATORS[SqlOperator ?? ''];
	if (holds === undefined) throw mx('InvalidInput', `Invalid SqlOperator ${SqlOperator}.`);
	column(LookupName, lead);
	return (one: Lead) => holds(one[LookupName] ?? '', LookupValue);
}

export const ENDPOINTS: Endpoints = {
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
