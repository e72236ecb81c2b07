/** Activities, custom ones and their types of the fake LeadSquared. */
import { byId, type VendorOf } from '../../fakes.cts';
import type { RowOf } from '../../operations.cts';
import { mapped } from '../../mapped.cts';
import { idsWritten } from '../../written.cts';
import { NO_GUID } from './unknownId.cts';

const emailOf = (vendor: VendorOf<'leadSquared'>, n: number) =>
	vendor.store.leads.get(vendor.leadId(n))?.EmailAddress;
const phoneOf = (vendor: VendorOf<'leadSquared'>, n: number) =>
	vendor.store.leads.get(vendor.leadId(n))?.Phone;

/** LeadSquared deletes a little later. */
const afterQueue = (fake: { vendor: VendorOf<'leadSquared'> }) => {
	fake.vendor.runQueue();
	return idsWritten(fake);
};

/** @param vendor the LeadSquared fake, which knows its GUIDs */
export const activities = (vendor: VendorOf<'leadSquared'>): Array<RowOf<'leadSquared'>> => [
	{
		name: 'leadSquared customActivity update',
		bulk: true,
		parameters: {
			resource: 'customActivity',
			operation: 'update',
			activityType: byId('201'),
			activityId: byId('={{ $json.id }}'),
			fields: mapped({ mx_Custom_1: '={{ $json.text }}', mx_Custom_2: '42' }),
			updateFields: { note: 'Called back', owner: byId(vendor.userId(2)) },
		},
		items: [
			{ id: vendor.activityId(8), text: 'one' },
			{ id: '00000000-0000-4000-8000-000000000000', text: 'two' },
			{ id: vendor.activityId(16), text: 'three' },
		],
		refusal: /activity/i,
	},
	{
		name: 'leadSquared customActivity create',
		bulk: true,
		parameters: {
			resource: 'customActivity',
			operation: 'create',
			activityType: byId('202'),
			leadBy: 'id',
			lead: byId('={{ $json.lead }}'),
			note: 'Called',
			fields: mapped({ mx_Custom_1: 'Topic' }),
			additionalFields: {
				date: '2026-11-20T10:00:00',
				owner: byId('user2@account.example'),
				status: byId('Completed'),
			},
		},
		items: [{ lead: vendor.leadId(1) }, { lead: NO_GUID }, { lead: vendor.leadId(3) }],
		refusal: /lead/i,
	},
	{
		name: 'leadSquared customActivity create (external ID)',
		bulk: true,
		parameters: {
			resource: 'customActivity',
			operation: 'create',
			activityType: byId('202'),
			leadBy: 'id',
			lead: byId('={{ $json.lead }}'),
			note: 'Called',
			fields: { mappingMode: 'defineBelow', value: null },
			additionalFields: {},
			options: { externalId: '={{ $json.lead }}', externalIdField: 'mx_Custom_1' },
		},
		items: [{ lead: vendor.leadId(1) }, { lead: NO_GUID }, { lead: vendor.leadId(3) }],
		refusal: /lead/i,
	},
	{
		name: 'leadSquared customActivity create (by unique field)',
		bulk: true,
		parameters: {
			resource: 'customActivity',
			operation: 'create',
			activityType: byId('202'),
			leadBy: 'email',
			email: '={{ $json.email }}',
			note: 'Called',
			fields: mapped({ mx_Custom_1: 'Topic' }),
			additionalFields: {},
		},
		items: [
			{ email: emailOf(vendor, 1) },
			{ email: 'nobody@example.com' },
			{ email: emailOf(vendor, 3) },
		],
		refusal: /lead/i,
	},
	{
		name: 'leadSquared customActivity create (by phone)',
		bulk: true,
		parameters: {
			resource: 'customActivity',
			operation: 'create',
			activityType: byId('202'),
			leadBy: 'phone',
			phone: '={{ $json.phone }}',
			note: 'Called',
			fields: mapped({}),
			additionalFields: {},
		},
		items: [{ phone: phoneOf(vendor, 1) }, { phone: '+49 000' }, { phone: phoneOf(vendor, 3) }],
		refusal: 'There is no lead with the phone number +49 000',
	},
	{
		name: 'leadSquared customActivity get',
		effect: 'read',
		parameters: {
			resource: 'customActivity',
			operation: 'get',
			activityId: byId('={{ $json.id }}'),
		},
		items: [{ id: vendor.activityId(8) }, { id: NO_GUID }, { id: vendor.activityId(16) }],
		refusal: /activity/i,
	},
	{
		name: 'leadSquared customActivity getMany',
		effect: 'read',
		parameters: {
			resource: 'customActivity',
			operation: 'getMany',
			activityType: byId('={{ $json.type }}'),
			from: '2025-01-01',
			returnAll: false,
			limit: 1,
		},
		items: [{ type: 201 }, { type: 'x' }, { type: 202 }],
		refusal: /^"Activity Type" must be/,
	},
	{
		name: 'leadSquared customActivity search',
		effect: 'read',
		parameters: {
			resource: 'customActivity',
			operation: 'search',
			activityType: byId('={{ $json.type }}'),
			conditions: { values: [{ field: 'Status', operator: 'eq', value: 'Completed' }] },
			returnAll: false,
			limit: 1,
		},
		items: [{ type: 201 }, { type: 'x' }, { type: 202 }],
		refusal: /^"Activity Type" must be/,
	},
	{
		name: 'leadSquared activity get',
		effect: 'read',
		parameters: { resource: 'activity', operation: 'get', activityId: byId('={{ $json.id }}') },
		items: [{ id: vendor.activityId(8) }, { id: NO_GUID }, { id: vendor.activityId(16) }],
		refusal: /activity/i,
	},
	{
		name: 'leadSquared activity getMany',
		effect: 'read',
		parameters: {
			resource: 'activity',
			operation: 'getMany',
			scope: 'lead',
			lead: byId('={{ $json.lead }}'),
			returnAll: false,
			limit: 1,
		},
		items: [{ lead: vendor.leadId(1) }, { lead: 'x' }, { lead: vendor.leadId(3) }],
		refusal: /^"Lead" must be/,
	},
	{
		name: 'leadSquared activity getMany (recent)',
		effect: 'read',
		parameters: {
			resource: 'activity',
			operation: 'getMany',
			scope: 'recent',
			from: '={{ $json.from }}',
			returnAll: false,
			limit: 1,
		},
		items: [{ from: '2025-01-01' }, { from: '' }, { from: '2025-02-01' }],
		refusal: '"From" is empty',
	},
	{
		name: 'leadSquared activity getHistory',
		effect: 'read',
		parameters: {
			resource: 'activity',
			operation: 'getHistory',
			scope: 'all',
			from: '={{ $json.from }}',
			returnAll: false,
			limit: 1,
		},
		items: [{ from: '2025-01-01' }, { from: 'x' }, { from: '2025-02-01' }],
		refusal: /^"From" is not a date/,
	},
	{
		name: 'leadSquared activity deleteMany',
		parameters: {
			resource: 'activity',
			operation: 'deleteMany',
			lead: byId('={{ $json.lead }}'),
			activityTypes: { values: [{ id: byId('202') }] },
			from: '2025-01-01',
			to: '2026-12-31',
		},
		items: [{ lead: vendor.leadId(1) }, { lead: NO_GUID }, { lead: vendor.leadId(3) }],
		refusal: /lead/i,
		wrote: ({ json }) => [json.relatedTo[0]?.id],
		written: afterQueue,
	},
	{
		name: 'leadSquared activityType create',
		parameters: {
			resource: 'activityType',
			operation: 'create',
			name: '={{ $json.name }}',
			fields: {
				values: [
					{
						schemaName: '',
						label: 'Bank',
						dataType: 'SearchableDropdown',
						options: 'A, B',
						mandatory: true,
						showInForm: true,
					},
				],
			},
			additionalFields: { AllowAttachments: true, Score: 5 },
		},
		items: [{ name: 'First' }, { name: 'Site Visit' }, { name: 'Third' }],
		refusal: /already in use|There is already/,
		wrote: ({ json }) => [json.code],
		written: (fake) => fake.vendor.writes.map(({ id }) => Number(id)),
	},
	{
		name: 'leadSquared activityType get',
		effect: 'read',
		parameters: {
			resource: 'activityType',
			operation: 'get',
			activityType: byId('={{ $json.type }}'),
		},
		items: [{ type: 201 }, { type: 999 }, { type: 202 }],
		refusal: /activity/i,
	},
	{
		name: 'leadSquared activityType getMany',
		effect: 'read',
		parameters: { resource: 'activityType', operation: 'getMany' },
		items: [{}, {}, {}],
		allGood: true,
	},
];
