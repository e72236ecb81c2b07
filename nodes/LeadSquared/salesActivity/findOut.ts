import type { IDataObject } from 'n8n-workflow';
import type { FindOut } from '../../shared/contract/call';
import { readsLike, sameValue, sameValues } from '../../shared/text/sameValues';
import { recordsOf } from '../../shared/operation/paging';
import { asText, defined } from '../../shared/text/unknownJson';
import { valuesAsText } from '../activityRecord';
import { ACTIVITIES, activitiesOf } from '../customActivity/findOut';
import { rowsOf } from '../paging';
import { isoOf } from '../times';
import { salesOf } from './getMany';

/** A sale is an activity of this type (docs/contracts/leadsquared.md section 4.17). */
const SALE = 30;

/**
 * The new sale is among those of its lead, which tell no times: as activities of the lead they do
 * (docs/contracts/leadsquared.md section 4.8). Its product is shown by another ID than it is written with.
 */
export function saleIsListed(leadId: string, sent: IDataObject): FindOut {
	const { Status, Revenue, SalesDate } = sent;
	const written = { Status, mx_Custom_2: Revenue, mx_Custom_3: SalesDate };
	return {
		creates: true,
		*answers(since) {
			const sales = recordsOf(yield salesOf(leadId));
			if (sales === undefined) return undefined;
			const alike = sales.filter((row) =>
				readsLike(written, Object.fromEntries(valuesAsText(row))),
			);
			if (alike.length === 0) return [];
			const rows = rowsOf(yield activitiesOf(leadId, SALE), ACTIVITIES) ?? [];
			const found: unknown[] = [];
			for (const { ID } of alike) {
				const row = rows.find(({ Id }) => sameValue(ID, Id));
				const changed = Date.parse(asText(isoOf(row?.ModifiedOn)));
				// Whether it was there before can't be told.
				if (Number.isNaN(changed)) return undefined;
				if (changed >= since) found.push({ Message: { Id: ID } });
			}
			return found;
		},
	};
}

/**
 * The sale holds what a change has written: revenue and date. Its product is shown by another ID than it is written
 * with, and whose it is by no field that is documented.
 */
export function saleHolds(leadId: string, saleId: string, changes: IDataObject): FindOut {
	const { Revenue, SalesDate, ...others } = changes;
	const written = defined({ mx_Custom_2: Revenue, mx_Custom_3: SalesDate, ...others });
	return {
		*answers() {
			const sale = recordsOf(yield salesOf(leadId))?.find(({ ID }) => sameValue(saleId, ID));
			if (sale === undefined) return undefined;
			const { mx_Custom_2, mx_Custom_3 } = Object.fromEntries(valuesAsText(sale));
			const is = sameValues(written, { mx_Custom_2, mx_Custom_3 });
			return is === true ? [{ Status: 'Success' }] : is === false ? [] : undefined;
		},
	};
}
