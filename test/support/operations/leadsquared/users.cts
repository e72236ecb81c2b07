/** Users of the fake LeadSquared, and API calls. */
import { byId, type VendorOf } from '../../fakes.cts';
import type { RowOf } from '../../operations.cts';
import { NO_GUID } from './unknownId.cts';

/** @param vendor the LeadSquared fake, which knows its GUIDs */
export const users = (vendor: VendorOf<'leadSquared'>): Array<RowOf<'leadSquared'>> => [
	{
		name: 'leadSquared apiCall call',
		parameters: {
			resource: 'apiCall',
			operation: 'call',
			method: 'POST',
			path: '/LeadManagement.svc/CreateNote',
			body: '={{ { RelatedProspectId: $json.lead, Note: "Called" } }}',
		},
		items: [{ lead: vendor.leadId(1) }, { lead: NO_GUID }, { lead: vendor.leadId(3) }],
		refusal: /lead/i,
		wrote: ({ json }) => [json.Message.Id],
	},
	{
		name: 'leadSquared user get',
		effect: 'read',
		parameters: { resource: 'user', operation: 'get', userId: byId('={{ $json.id }}') },
		items: [{ id: vendor.userId(1) }, { id: NO_GUID }, { id: vendor.userId(2) }],
		refusal: 'The user does not exist',
	},
	{
		name: 'leadSquared user getMany',
		effect: 'read',
		parameters: {
			resource: 'user',
			operation: 'getMany',
			returnAll: false,
			limit: 1,
			filters: { email: '={{ $json.value }}' },
		},
		items: [{ value: 'user3@account.example' }, { value: '' }, { value: 'user4@account.example' }],
		refusal: '"Email" is empty',
	},
];
