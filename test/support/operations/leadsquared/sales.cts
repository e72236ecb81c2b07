/** Sales activities, and activities of opportunities of the fake LeadSquared. */
import { byId, type VendorOf } from '../../fakes.cts';
import type { RowOf } from '../../operations.cts';
import { mapped } from '../../mapped.cts';
import { NO_GUID } from './unknownId.cts';

/** @param vendor the LeadSquared fake, which knows its GUIDs */
export const sales = (vendor: VendorOf<'leadSquared'>): Array<RowOf<'leadSquared'>> => [
	{
		name: 'leadSquared salesActivity create',
		parameters: {
			resource: 'salesActivity',
			operation: 'create',
			lead: byId('={{ $json.lead }}'),
			product: 'LOAN-01',
			status: 'Won',
			revenue: '1250.50',
			soldBy: byId('user2@account.example'),
			soldOn: '2026-11-20T10:00:00',
		},
		items: [{ lead: vendor.leadId(1) }, { lead: NO_GUID }, { lead: vendor.leadId(3) }],
		refusal: /lead/i,
	},
	{
		name: 'leadSquared salesActivity get',
		effect: 'read',
		parameters: {
			resource: 'salesActivity',
			operation: 'get',
			salesActivityId: byId('={{ $json.id }}'),
		},
		items: [{ id: vendor.saleId(3) }, { id: NO_GUID }, { id: vendor.saleId(6) }],
		refusal: /activity/i,
	},
	{
		name: 'leadSquared salesActivity getMany',
		effect: 'read',
		parameters: {
			resource: 'salesActivity',
			operation: 'getMany',
			lead: byId('={{ $json.lead }}'),
			returnAll: false,
			limit: 1,
		},
		items: [{ lead: vendor.leadId(1) }, { lead: 'x' }, { lead: vendor.leadId(3) }],
		refusal: /^"Lead" must be/,
	},
	{
		name: 'leadSquared salesActivity update',
		parameters: {
			resource: 'salesActivity',
			operation: 'update',
			lead: byId(vendor.leadId(1)),
			salesActivityId: byId('={{ $json.id }}'),
			updateFields: { revenue: '99.90' },
		},
		items: [{ id: vendor.saleId(3) }, { id: NO_GUID }, { id: vendor.saleId(6) }],
		refusal: /activity/i,
	},
	{
		name: 'leadSquared salesActivity cancel',
		parameters: {
			resource: 'salesActivity',
			operation: 'cancel',
			salesActivityId: byId('={{ $json.id }}'),
			note: 'The customer withdrew',
		},
		items: [{ id: vendor.saleId(3) }, { id: NO_GUID }, { id: vendor.saleId(6) }],
		refusal: /activity/i,
	},
	{
		name: 'leadSquared opportunityActivity create',
		bulk: true,
		parameters: {
			resource: 'opportunityActivity',
			operation: 'create',
			opportunity: byId(vendor.extraId(3)),
			activityType: byId('={{ $json.type }}'),
			owner: byId('user2@account.example'),
			note: 'Called',
			fields: mapped({}),
			additionalFields: { date: '2026-11-20T10:00:00' },
		},
		items: [{ type: 202 }, { type: 299 }, { type: 205 }],
		refusal: /activity/i,
	},
	{
		name: 'leadSquared opportunityActivity getMany',
		effect: 'read',
		parameters: {
			resource: 'opportunityActivity',
			operation: 'getMany',
			lead: byId('={{ $json.lead }}'),
			opportunity: byId(vendor.extraId(3)),
			returnAll: false,
			limit: 1,
		},
		prepare: ({ vendor: { store } }) => {
			for (const n of [1, 3])
				for (const one of store.activities.values())
					if (one.RelatedProspectId === vendor.leadId(n))
						Object.assign(one, { RelatedOpportunityId: vendor.extraId(3) });
		},
		items: [{ lead: vendor.leadId(1) }, { lead: 'x' }, { lead: vendor.leadId(3) }],
		refusal: /^"Lead" must be/,
	},
];
