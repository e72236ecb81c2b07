import type { IDataObject } from 'n8n-workflow';
import { asNumber, asObject, asText, defined } from '../../shared/text/unknownJson';
import { activityShape, labelsOf } from '../activityRecord';
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
	return {
		id,
		title: typeName,
		description: note,
		kind: 'Sales Activity',
		status,
		assignedTo: owner === null ? null : { id: owner },
		relatedTo: leadId === null ? null : { type: 'lead', id: leadId },
		product: { id: asText(productId) || null, name: asText(ProductName) || null },
		revenue: asNumber(revenue) ?? null,
		salesDate: isoOf(soldOn),
		fields: more,
		labels: labelsOf(row),
	};
}
