'use strict';
const { withExternalIds } = require('../withExternalId');
const { byId, VENDORS } = require('../fakes');
const { mapped } = require('../mapped');
const { idsWritten } = require('../written');

const NO_GUID = '00000000-0000-4000-8000-000000000000';
const emailOf = (vendor, n) => vendor.store.leads.get(vendor.leadId(n)).EmailAddress;
const phoneOf = (vendor, n) => vendor.store.leads.get(vendor.leadId(n)).Phone;

/** LeadSquared deletes a little later. */
const afterQueue = (fake) => {
	fake.vendor.runQueue();
	return idsWritten(fake);
};

/** @param {object} vendor the LeadSquared fake, which knows its GUIDs */
const leadSquaredOperations = (vendor) =>
	[
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
			wrote: ({ json }) => [json.relatedTo[0].id],
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
		{
			name: 'leadSquared task create',
			parameters: {
				resource: 'task',
				operation: 'create',
				name: '={{ $json.name }}',
				taskType: byId('={{ $json.type }}'),
				owner: byId('user2@account.example'),
				relatedTo: 1,
				lead: byId(vendor.leadId(1)),
				additionalFields: {
					due: '2026-12-01T10:00:00',
					end: '2026-12-01T11:00:00',
					Description: 'A & B',
					NotifyBy: '1100',
					ReminderBeforeDays: 1,
					ReminderTime: '09:00',
				},
			},
			items: [
				{ name: 'one', type: 'Phone Call' },
				{ name: 'two', type: 'No Such Type' },
				{ name: 'three', type: 'Phone Call' },
			],
			refusal: /type/i,
		},
		{
			name: 'leadSquared task update',
			parameters: {
				resource: 'task',
				operation: 'update',
				taskId: byId('={{ $json.id }}'),
				updateFields: {
					name: 'New',
					due: '2026-12-01T10:00:00',
					owner: byId('user2@account.example'),
				},
			},
			items: [{ id: vendor.taskId(1) }, { id: NO_GUID }, { id: vendor.taskId(4) }],
			refusal: 'The task does not exist',
		},
		{
			name: 'leadSquared task complete',
			parameters: { resource: 'task', operation: 'complete', taskId: byId('={{ $json.id }}') },
			items: [{ id: vendor.taskId(1) }, { id: NO_GUID }, { id: vendor.taskId(4) }],
			refusal: /task/i,
		},
		{
			name: 'leadSquared task get',
			effect: 'read',
			parameters: { resource: 'task', operation: 'get', taskId: byId('={{ $json.id }}') },
			items: [{ id: vendor.taskId(1) }, { id: NO_GUID }, { id: vendor.taskId(4) }],
			refusal: 'The task does not exist',
		},
		{
			name: 'leadSquared task getMany',
			effect: 'read',
			parameters: {
				resource: 'task',
				operation: 'getMany',
				scope: 'owner',
				owner: byId('={{ $json.owner }}'),
				returnAll: false,
				limit: 1,
			},
			items: [{ owner: 'user2@account.example' }, { owner: 'x' }, { owner: vendor.userId(1) }],
			refusal: /^"Assigned To" must be/,
		},
		{
			name: 'leadSquared task delete',
			bulk: true,
			parameters: { resource: 'task', operation: 'delete', taskId: byId('={{ $json.id }}') },
			items: [{ id: vendor.taskId(1) }, { id: 'x' }, { id: vendor.taskId(4) }],
			refusal: /^"Task" must be/,
			written: afterQueue,
		},
		{
			name: 'leadSquared task delete (one that is not there)',
			bulk: true,
			parameters: { resource: 'task', operation: 'delete', taskId: byId('={{ $json.id }}') },
			items: [{ id: vendor.taskId(1) }, { id: NO_GUID }, { id: vendor.taskId(4) }],
			refusal: 'LeadSquared refused the request: Some tasks do not exist.',
			written: afterQueue,
		},
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
							one.RelatedOpportunityId = vendor.extraId(3);
			},
			items: [{ lead: vendor.leadId(1) }, { lead: 'x' }, { lead: vendor.leadId(3) }],
			refusal: /^"Lead" must be/,
		},
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
			items: [
				{ value: 'user3@account.example' },
				{ value: '' },
				{ value: 'user4@account.example' },
			],
			refusal: '"Email" is empty',
		},
	].map((operation) => ({
		node: 'leadSquared',
		written: idsWritten,
		wrote: ({ json }) => [json.id],
		...operation,
	}));

const IDS = {
	'leadSquared task create': '={{ $json.name }}',
	'leadSquared note create': '={{ $json.lead }}',
};

module.exports = {
	leadSquared: () => withExternalIds(leadSquaredOperations(VENDORS.leadSquared.make()), IDS),
};
