import type { IDataObject } from 'n8n-workflow';
import type { Field } from '../../shared/contract/field';
import { isBlank, onBlank } from '../../shared/form/blank';
import { date, identifier, text } from '../../shared/form/fields';
import { GUID_ID, picker } from '../../shared/form/recordPickers';
import { readNumber } from '../../shared/form/strictTypes';
import { toSqlUtc, type Moment } from '../../shared/text/dates';
import { defined } from '../../shared/text/unknownJson';
import { isEmail, OWNER } from '../owners';
import { ownerFinder } from '../people';

/** The fields of a sale of a product (docs/contracts/leadsquared.md section 4.17). */
export const salesActivityId = picker('Sales Activity', GUID_ID, {
	search: 'searchSalesActivities',
	description: 'The sales activity. The list shows those of the lead above.',
});

export const product = identifier('Product SKU', {
	placeholder: 'e.g. LOAN-01',
	description: 'Under Settings > Customization > Manage Products in LeadSquared',
});

const REVENUE = text('Revenue', {
	placeholder: 'e.g. 1250.50',
	description: 'The value of the sale, in the currency of the account',
});

export const revenue: Field<number | undefined> = {
	...REVENUE,
	read: (raw, place) =>
		isBlank(raw) ? onBlank(REVENUE.label, place) : readNumber(raw, REVENUE.label),
};

export const soldBy = picker('Assigned To', OWNER, {
	search: 'searchOwners',
	people: ownerFinder,
	description: 'The user who made the sale. LeadSquared calls it the sales owner.',
});

export const soldOn = date('Sales Date', 'start', { description: 'When the sale was made' });

interface Sale {
	readonly product?: string;
	readonly revenue?: number;
	readonly soldBy?: string;
	readonly soldOn?: Moment;
}

/** What the calls for a new sale and a changed one have in common. */
export function saleBody({
	product: sku,
	revenue: value,
	soldBy: user,
	soldOn: at,
}: Sale): IDataObject {
	return defined({
		ProductSku: sku,
		Revenue: value,
		...(user === undefined ? {} : isEmail(user) ? { SalesOwnerEmail: user } : { SalesOwner: user }),
		SalesDate: at && toSqlUtc(at),
	});
}
