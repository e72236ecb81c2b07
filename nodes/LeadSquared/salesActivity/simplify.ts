import type { IDataObject } from 'n8n-workflow';
import { person, related, simplifiedActivity } from '../../shared/operation/simplifiedRecord';
import { asNumber, asObject, asText, defined } from '../../shared/text/unknownJson';
import { activityShape, labelsOf } from '../activityRecord';
import { personOf } from '../customActivity/written';
import { isoOf } from '../times';

/** Fields that every sales activity has, by schema name (docs/contracts/leadsquared.md section 4.17). */
const [PRODUCT, REVENUE, SOLD_ON] = ['mx_Custom_1', 'mx_Custom_2', 'mx_Custom_3'];

/** One sale, in the keys that all records share; further fields come by schema name. */
export function simplify(row: IDataObject): IDataObject {
	const { ID, ProspectActivityId, DisplayName, RelatedProspectId, Fields } = row;
	// Beside them stand settings of the account, such as its currency.
	const { id, typeName, leadId, note, status, owner, fields } = activityShape(
		defined({ ID, ProspectActivityId, DisplayName, RelatedProspectId, Fields }),
	);
	const {
		[PRODUCT]: productId,
		[REVENUE]: revenue,
		[SOLD_ON]: soldOn,
		ProductName,
		...more
	} = asObject(fields);
	return simplifiedActivity(
		{
			id,
			title: typeName,
			description: note,
			kind: KIND,
			start: isoOf(soldOn),
			status: asText(status) || null,
			assignedTo: person({ id: owner }),
			relatedTo: related('lead', leadId),
		},
		{
			product: { id: asText(productId) || null, name: asText(ProductName) || null },
			revenue: asNumber(revenue) ?? null,
			fields: more,
			labels: labelsOf(row),
		},
	);
}

const KIND = 'Sales Activity';

/** What was written of a sale, in the keys of one that is read. @param sent as LeadSquared takes it */
export function written(id: unknown, leadId: unknown, sent: IDataObject): IDataObject {
	const { Status, Revenue, SalesDate, SalesOwner, SalesOwnerEmail, ...fields } = sent;
	const owner = asText(SalesOwner) || asText(SalesOwnerEmail);
	return defined({
		id: asText(id),
		kind: KIND,
		start: SalesDate === undefined ? undefined : isoOf(SalesDate),
		status: Status,
		assignedTo: owner === '' ? undefined : personOf(owner),
		relatedTo: related('lead', leadId),
		revenue: Revenue,
		fields: Object.keys(fields).length === 0 ? undefined : fields,
	});
}
