import type { IDataObject } from 'n8n-workflow';
import type { FindOut } from '../../shared/contract/call';
import { readsLike, sameValue } from '../../shared/text/sameValues';
import { recordsOf } from '../../shared/operation/paging';
import { asText } from '../../shared/text/unknownJson';
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
