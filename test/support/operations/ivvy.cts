import type { Item } from '../engine.cts';
import { byId } from '../fakes.cts';
import type { RowOf, Told } from '../operations.cts';
import { withExternalIds } from '../withExternalId.cts';
import { idsWritten } from '../written.cts';

const ROWS: Array<RowOf<'ivvy'>> = [
	{
		name: 'ivvy activity create',
		parameters: {
			resource: 'activity',
			operation: 'create',
			name: '={{ $json.name }}',
			subType: 1,
			description: 'About it',
			belongsTo: 'contact',
			contactId: byId('={{ $json.contact }}'),
			additionalFields: {
				startDatetime: '2026-12-01T10:00:00',
				endDatetime: '2026-12-01T11:00:00',
				priority: 'high',
				location: 'Hall',
				purposeId: 3,
				assignedUserId: byId('4'),
			},
		},
		items: [
			{ name: 'one', contact: 45001 },
			{ name: 'two', contact: 1 },
			{ name: 'three', contact: 45003 },
		],
		refusal: 'The contact of the activity does not exist',
	},
	{
		name: 'ivvy activity update',
		parameters: {
			resource: 'activity',
			operation: 'update',
			activityId: byId('={{ $json.id }}'),
			belongsTo: 'unchanged',
			updateFields: { name: '={{ $json.name }}', priority: 'low' },
		},
		items: [
			{ id: 3001, name: 'one' },
			{ id: 1, name: 'two' },
			{ id: 3003, name: 'three' },
		],
		refusal: 'The activity does not exist',
	},
	{
		name: 'ivvy activity upsert',
		parameters: {
			resource: 'activity',
			operation: 'upsert',
			activityId: byId('={{ $json.id }}'),
			name: '={{ $json.name }}',
			subType: '={{ $json.id ? "unchanged" : 2 }}',
			description: 'About it',
			belongsTo: '={{ $json.id ? "unchanged" : "company" }}',
			companyId: byId('701'),
			additionalFields: {},
		},
		items: [
			{ id: 3001, name: 'one' },
			{ id: 1, name: 'two' },
			{ id: '', name: 'three' },
		],
		refusal: 'The activity does not exist',
	},
	{
		name: 'ivvy task create',
		parameters: {
			resource: 'task',
			operation: 'create',
			name: '={{ $json.name }}',
			endDatetime: '2026-12-01',
			belongsTo: 'lead',
			leadId: byId('={{ $json.lead }}'),
			additionalFields: {
				status: 1,
				priority: 'medium',
				description: 'Do it',
				assignedUserId: byId('4'),
			},
		},
		items: [
			{ name: 'one', lead: 2001 },
			{ name: 'two', lead: 99 },
			{ name: 'three', lead: 2003 },
		],
		refusal: 'The lead or opportunity of the task does not exist',
	},
	{
		name: 'ivvy task update',
		parameters: {
			resource: 'task',
			operation: 'update',
			taskId: byId('={{ $json.id }}'),
			belongsTo: 'unchanged',
			updateFields: { status: 4, endDatetime: '2026-12-02T17:00:00' },
		},
		items: [{ id: 10001 }, { id: 1 }, { id: 10003 }],
		refusal: 'The task does not exist',
	},
	{
		name: 'ivvy task upsert',
		parameters: {
			resource: 'task',
			operation: 'upsert',
			taskId: byId('={{ $json.id }}'),
			name: '={{ $json.name }}',
			endDatetime: '2026-12-01T09:00:00',
			belongsTo: '={{ $json.id ? "unchanged" : "opportunity" }}',
			opportunityId: byId('5001'),
			venueId: byId('1'),
			additionalFields: {},
		},
		items: [
			{ id: 10001, name: 'one' },
			{ id: 1, name: 'two' },
			{ id: '', name: 'three' },
		],
		refusal: 'The task does not exist',
	},
	...['complete', 'cancel', 'reopen'].map((operation) => ({
		name: `ivvy task ${operation}`,
		parameters: {
			resource: 'task',
			operation,
			taskId: byId('={{ $json.id }}'),
			additionalFields: {},
		},
		items: [{ id: 10001 }, { id: 1 }, { id: 10003 }],
		refusal: 'The task does not exist',
	})),
	...(
		[
			['activity', 'activityId', 3001, 3003],
			['task', 'taskId', 10001, 10003],
		] as const
	).flatMap(([resource, idName, first, third]): Array<RowOf<'ivvy'>> => [
		{
			name: `ivvy ${resource} get`,
			effect: 'read',
			parameters: { resource, operation: 'get', [idName]: byId('={{ $json.id }}') },
			items: [{ id: first }, { id: 1 }, { id: third }],
			refusal: `No ${resource} has the ID 1`,
		},
		{
			name: `ivvy ${resource} getMany`,
			effect: 'read',
			parameters: {
				resource,
				operation: 'getMany',
				returnAll: false,
				limit: 1,
				filters: {},
				conditions: {
					values: [{ field: '={{ $json.field }}', comparison: '__CONTAINS', value: '1' }],
				},
			},
			items: [{ field: 'name' }, { field: 'na me' }, { field: 'Name' }],
			refusal: '"Field" can\'t be "na me"',
		},
	]),
	{
		name: 'ivvy activityPurpose create',
		parameters: {
			resource: 'activityPurpose',
			operation: 'create',
			name: '={{ $json.name }}',
			type: 3,
		},
		items: [{ name: 'one' }, { name: '' }, { name: 'three' }],
		refusal: '"Name" is empty',
	},
	{
		name: 'ivvy activityPurpose update',
		parameters: {
			resource: 'activityPurpose',
			operation: 'update',
			purposeId: byId('={{ $json.id }}'),
			updateFields: { name: 'New' },
		},
		items: [{ id: 1 }, { id: 999 }, { id: 3 }],
		refusal: 'The activity purpose does not exist',
	},
	{
		name: 'ivvy apiCall call',
		parameters: {
			resource: 'apiCall',
			operation: 'call',
			method: 'POST',
			path: '/api/1.0/crm',
			query: { values: [{ name: 'action', value: 'addOrUpdateLeadNote' }] },
			body: '={{ { leadId: $json.lead, note: "Called" } }}',
		},
		items: [{ lead: 2001 }, { lead: 1 }, { lead: 2003 }],
		refusal: 'The lead or opportunity of the note does not exist',
	},
	{
		name: 'ivvy note create',
		parameters: {
			resource: 'note',
			operation: 'create',
			noteOn: 'lead',
			leadId: byId('={{ $json.lead }}'),
			note: 'A & B',
		},
		items: [{ lead: 2001 }, { lead: 1 }, { lead: 2003 }],
		refusal: 'The lead or opportunity of the note does not exist',
	},
	{
		name: 'ivvy note update',
		parameters: {
			resource: 'note',
			operation: 'update',
			noteOn: 'lead',
			leadId: byId('2001'),
			noteId: byId('={{ $json.id }}'),
			note: 'New',
		},
		items: [{ id: 8001 }, { id: 1 }, { id: 8003 }],
		refusal: 'The note does not exist',
	},
	{
		name: 'ivvy note create (booking)',
		parameters: {
			resource: 'note',
			operation: 'create',
			noteOn: 'booking',
			bookingId: byId('={{ $json.booking }}'),
			venueId: byId('1'),
			note: 'A & B',
			additionalFields: { typeId: 23, bookingDays: '1, 2', isPrivate: true },
		},
		items: [{ booking: 7101 }, { booking: 1 }, { booking: 7103 }],
		refusal: 'The note of the booking has a value that iVvy does not accept',
	},
	{
		name: 'ivvy note update (booking)',
		parameters: {
			resource: 'note',
			operation: 'update',
			noteOn: 'booking',
			bookingId: byId('7101'),
			venueId: byId('1'),
			noteId: byId('={{ $json.id }}'),
			note: 'New',
			updateFields: { isPrivate: false },
		},
		items: [{ id: 8801 }, { id: 1 }, { id: 8803 }],
		refusal: 'The note of the booking does not exist',
	},
	{
		name: 'ivvy note getMany',
		effect: 'read',
		parameters: {
			resource: 'note',
			operation: 'getMany',
			noteOn: '={{ $json.on }}',
			contactId: byId('45001'),
			companyId: byId('701'),
			returnAll: false,
			limit: 1,
		},
		items: [{ on: 'contact' }, { on: 'lead' }, { on: 'company' }],
		refusal: '"Lead" is empty',
	},
	{
		name: 'ivvy user get',
		effect: 'read',
		parameters: { resource: 'user', operation: 'get', userId: byId('={{ $json.id }}') },
		items: [{ id: 3 }, { id: 9999 }, { id: 4 }],
		refusal: 'No user has the ID 9999',
	},
	{
		name: 'ivvy user getMany',
		effect: 'read',
		parameters: {
			resource: 'user',
			operation: 'getMany',
			returnAll: false,
			limit: 1,
			filters: { email: '={{ $json.value }}' },
		},
		items: [{ value: 'user3@ivvy.example' }, { value: '' }, { value: 'user4@ivvy.example' }],
		refusal: '"Email" is empty',
	},
];

const IVVY = ROWS.map((operation) => ({
	node: 'ivvy',
	...operation,
	written: idsWritten,
	wrote: ({ json }: Item<Told>) => [json.id],
}));

const IDS = {
	'ivvy activity create': '={{ $json.name }}',
	'ivvy task create': '={{ $json.name }}',
	'ivvy note create': '={{ $json.lead }}',
};

export const ivvy = () => withExternalIds(IVVY, IDS);
