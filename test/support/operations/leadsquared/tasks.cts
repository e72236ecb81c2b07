/** Tasks of the fake LeadSquared. */
import { byId, type VendorOf } from '../../fakes.cts';
import type { RowOf } from '../../operations.cts';
import { idsWritten } from '../../written.cts';
import { NO_GUID } from './unknownId.cts';

/** LeadSquared deletes a little later. */
const afterQueue = (fake: { vendor: VendorOf<'leadSquared'> }) => {
	fake.vendor.runQueue();
	return idsWritten(fake);
};

/** @param vendor the LeadSquared fake, which knows its GUIDs */
export const tasks = (vendor: VendorOf<'leadSquared'>): Array<RowOf<'leadSquared'>> => [
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
];
