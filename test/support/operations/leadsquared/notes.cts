/** Notes of leads of the fake LeadSquared. */
import { byId, type VendorOf } from '../../fakes.cts';
import type { RowOf } from '../../operations.cts';
import { NO_GUID } from './unknownId.cts';

/** @param vendor the LeadSquared fake, which knows its GUIDs */
export const notes = (vendor: VendorOf<'leadSquared'>): Array<RowOf<'leadSquared'>> => [
	{
		name: 'leadSquared note create',
		parameters: {
			resource: 'note',
			operation: 'create',
			lead: byId('={{ $json.lead }}'),
			note: 'Called back',
			additionalFields: { attachmentUrl: 'https://example.com/offer.pdf' },
		},
		items: [{ lead: vendor.leadId(1) }, { lead: NO_GUID }, { lead: vendor.leadId(3) }],
		refusal: /lead/i,
	},
	{
		name: 'leadSquared note get',
		effect: 'read',
		parameters: {
			resource: 'note',
			operation: 'get',
			lead: byId(vendor.leadId(1)),
			noteId: byId('={{ $json.id }}'),
		},
		items: [{ id: vendor.noteId(3) }, { id: NO_GUID }, { id: vendor.noteId(6) }],
		refusal: 'The lead has no such note',
	},
	{
		name: 'leadSquared note getMany',
		effect: 'read',
		parameters: {
			resource: 'note',
			operation: 'getMany',
			lead: byId('={{ $json.lead }}'),
			returnAll: false,
			limit: 1,
		},
		items: [{ lead: vendor.leadId(1) }, { lead: 'x' }, { lead: vendor.leadId(3) }],
		refusal: /^"Lead" must be/,
	},
	{
		name: 'leadSquared note update',
		parameters: {
			resource: 'note',
			operation: 'update',
			lead: byId(vendor.leadId(1)),
			noteId: byId('={{ $json.id }}'),
			updateFields: { note: 'Called again' },
		},
		items: [{ id: vendor.noteId(3) }, { id: NO_GUID }, { id: vendor.noteId(6) }],
		refusal: /note/i,
	},
];
