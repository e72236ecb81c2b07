/** Sales activities of the fake LeadSquared (contract 4.17). */
import { pick } from '../support/there.cts';
import {
	mx,
	shaped,
	demand,
	momentOf,
	stamp,
	clean,
	done,
	type Account,
	type Context,
	type Endpoints,
	type Shaped,
} from './leadsquared.answers.cts';
import { noActivity } from './leadsquared.fields.cts';
import { leadOf } from './leadsquared.leads.cts';
import { BASE, HOUR, range, guid } from './leadsquared.make.cts';
import { field, type FieldMeta } from './leadsquared.types.data.cts';
import type { Call } from './server.cts';

const PRODUCTS: Record<string, string> = { 'LOAN-01': 'Home Loan', 'CARD-02': 'Credit Card' };
const STATUSES = ['Open', 'Won', 'Lost'];
const SALES = 30;

interface Sale {
	readonly ID: string;
	readonly RelatedProspectId: string;
	ProductSku: string;
	Status: string;
	Revenue: number;
	Owner: string;
	SalesDate: number;
	Note: string;
	/** When it was made here. */
	readonly Made?: number;
}

/** Sale n is on lead 1, 2 or 3. */
export const seedSales = () =>
	new Map<string, Sale>(
		range(SALES).map((n) => [
			guid('sale', n),
			{
				ID: guid('sale', n),
				RelatedProspectId: guid('lead', 1 + (n % 3)),
				ProductSku: pick(Object.keys(PRODUCTS), n),
				Status: pick(STATUSES, n),
				Revenue: 100 * n,
				Owner: guid('user', 1 + (n % 9)),
				SalesDate: BASE + n * HOUR,
				Note: '',
			},
		]),
	);

const SALE = {
	ProspectId: 'string',
	ProductSku: 'string',
	Revenue: 'number',
	SalesOwnerEmail: 'string',
	SalesOwner: 'string',
	SalesDate: 'string',
} as const;

/** What was sent of a sale, checked. */
function saleOf(sent: Shaped<typeof SALE>, { store }: Account) {
	const users = [...store.users.values()].filter(({ StatusCode }) => StatusCode === 0);
	const { ProductSku, SalesOwnerEmail: email, SalesOwner: id } = sent;
	if (ProductSku !== undefined && !Object.hasOwn(PRODUCTS, ProductSku))
		throw mx('InvalidInput', `Product ${ProductSku} does not exist.`);
	const owner = users.find(
		(one) => one.EmailAddress === email?.toLowerCase() || one.ID === id?.toLowerCase(),
	);
	if ((email ?? id) !== undefined && owner === undefined)
		throw mx('InvalidInput', `No active user ${email ?? id}.`);
	return {
		...(ProductSku === undefined ? {} : { ProductSku }),
		...(sent.Revenue === undefined ? {} : { Revenue: sent.Revenue }),
		...(owner === undefined ? {} : { Owner: owner.ID }),
		...(sent.SalesDate === undefined ? {} : { SalesDate: momentOf(sent, 'SalesDate', NaN) }),
	};
}

function create({ json }: Call, { account, operation }: Context) {
	const sent = demand(shaped(json, { ...SALE, Status: 'string' }, 'the body'), [
		'ProspectId',
		'ProductSku',
		'Status',
	]);
	if (!STATUSES.includes(sent.Status)) throw mx('InvalidInput', `Invalid Status ${sent.Status}.`);
	const lead = leadOf(sent.ProspectId, account);
	const sale = {
		Revenue: 0,
		Owner: account.userId(1),
		SalesDate: Date.now(),
		...saleOf(sent, account),
	};
	const ID = account.newId();
	const { Status } = sent;
	account.store.sales.set(ID, {
		ID,
		RelatedProspectId: lead.ProspectID,
		ProductSku: sent.ProductSku,
		Status,
		Note: '',
		...sale,
		Made: Date.now(),
	});
	account.writes.push({ operation, id: ID });
	return done(ID);
}

function known(id: string, { store }: Account) {
	const sale = store.sales.get(id.toLowerCase());
	if (sale === undefined) throw noActivity();
	return sale;
}

/** The printed answer counts 0 rows. */
function update({ json }: Call, { account, operation }: Context) {
	const sent = demand(shaped(json, { ...SALE, Id: 'string' }, 'the body'), ['Id', 'ProspectId']);
	const sale = known(sent.Id, account);
	if (sale.RelatedProspectId !== leadOf(sent.ProspectId, account).ProspectID) throw noActivity();
	Object.assign(sale, saleOf(sent, account));
	account.writes.push({ operation, id: sale.ID });
	return { Status: 'Success', Message: { AffectedRows: 0 } };
}

/** Answers an ID of its own. */
function cancel({ json }: Call, { account, operation }: Context) {
	const shape = { activityId: 'string', activityEventNote: 'string' } as const;
	const sent = demand(shaped(json, shape, 'the body'), ['activityId']);
	const sale = known(sent.activityId, account);
	Object.assign(sale, { Status: 'Cancelled', Note: clean(sent.activityEventNote ?? '') });
	account.writes.push({ operation, id: sale.ID });
	return done(account.newId());
}

const derived = (SchemaName: string) => ({ ...field(SchemaName, null, null), IsDerived: true });

function row({ ID, ProductSku, Status, Revenue, Owner, SalesDate, Note }: Sale) {
	const values: Array<readonly [meta: FieldMeta, Value: string]> = [
		[field('Status', 'Status', 'SearchableDropdown'), Status],
		[field('mx_Custom_1', 'Product', 'Product'), guid('product', ProductSku)],
		[derived('ProductName'), PRODUCTS[ProductSku] ?? ''],
		[field('mx_Custom_2', 'Order Value', 'Number'), Revenue.toFixed(2)],
		[field('mx_Custom_3', 'Sales Date', 'DateTime'), stamp(SalesDate)],
		[field('Owner', 'Owner', 'ActiveUsers'), Owner],
		[field('ActivityEvent_Note', 'Notes', 'String'), Note],
	];
	return {
		ID,
		Name: 'Sales Activity - New',
		DisplayName: 'Sales Activity',
		Fields: values.map(([meta, Value]) => ({ ...meta, Value })),
	};
}

const ofLead = ({ query }: Call, { account }: Context) => {
	const { leadId } = demand({ leadId: query.get('leadId') }, ['leadId']);
	const lead = leadOf(leadId, account);
	return [...account.store.sales.values()]
		.filter((one) => one.RelatedProspectId === lead.ProspectID)
		.map(row);
};

/**
 * The rows of sales among the activities of a lead (contract 4.8): of those that were made here, as the seeds have
 * no times.
 */
export const salesOf = (leadId: string, { store }: Account) =>
	[...store.sales.values()]
		.filter(({ RelatedProspectId }) => RelatedProspectId === leadId)
		.flatMap(({ ID, Made }) =>
			Made === undefined
				? []
				: {
						Id: ID,
						EventCode: 30,
						EventName: 'Sales Activity',
						CreatedOn: stamp(Made),
						ModifiedOn: stamp(Made),
						RelatedProspectId: leadId,
						Data: [],
					},
		);

const one = ({ query }: Call, { account }: Context) => ({
	...row(known(query.get('activityId') ?? '', account)),
	DefaultCurrencySymbol: '$',
	ConvertToCustomer: true,
});

/** What these have done can be read afterwards, so that a lost answer can be found out. */
export const SHOWN: Endpoints = {
	'SalesActivity.svc/Create': ['POST', create],
	'SalesActivity.svc/Update': ['POST', update],
};

export const ENDPOINTS: Endpoints = {
	...SHOWN,
	'SalesActivity.svc/Cancel': ['POST', cancel],
	'SalesActivity.svc/RetrieveByLeadId': ['GET', ofLead],
	'SalesActivity.svc/RetrieveActivity': ['GET', one],
};
