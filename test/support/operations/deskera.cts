import type { Item } from '../engine.cts';
import { byId } from '../fakes.cts';
import type { RowOf, Told } from '../operations.cts';
import { idsWritten } from '../written.cts';

const ROWS: Array<RowOf<'deskera'>> = [
	{
		name: 'deskera activity create',
		parameters: {
			resource: 'activity',
			operation: 'create',
			name: '={{ $json.name }}',
			activity_type: 'call',
			start: '2026-12-01T10:00:00',
			end: '2026-12-01T11:00:00',
			additionalFields: {
				notes: 'Grüße 会議',
				contact_ids: { values: [{ id: byId('={{ $json.contact }}') }] },
				organization_ids: { values: [{ id: byId('196517') }] },
				assignee_ids: { values: [{ id: byId('46944') }] },
				linked_to: byId('1227'),
				visibility_type: 'team',
				is_status: false,
			},
		},
		items: [
			{ name: 'one', contact: 179001 },
			{ name: 'two', contact: 5 },
			{ name: 'three', contact: 179003 },
		],
		refusal: /contact/i,
	},
	{
		name: 'deskera activity create (external ID)',
		parameters: {
			resource: 'activity',
			operation: 'create',
			name: '={{ $json.name }}',
			activity_type: 'call',
			start: '2026-12-01T10:00:00',
			end: '2026-12-01T11:00:00',
			additionalFields: { contact_ids: { values: [{ id: byId('={{ $json.contact }}') }] } },
			options: { externalId: '={{ $json.name }}' },
		},
		items: [
			{ name: 'one', contact: 179001 },
			{ name: 'two', contact: 5 },
			{ name: 'three', contact: 179003 },
		],
		refusal: /contact/i,
	},
	{
		name: 'deskera activity create (from a portable activity)',
		parameters: {
			resource: 'activity',
			operation: 'create',
			valuesFrom: 'portable',
			portableActivity: '={{ $json }}',
			name: '',
			activity_type: '',
			start: '',
			end: '',
			additionalFields: {},
		},
		items: [
			{ title: 'one', kind: 'call', start: '2026-12-01T09:00:00Z', end: '2026-12-01T10:00:00Z' },
			{ title: 'two', kind: 'dinner' },
			{ title: 'three', kind: 'task', due: '2026-12-01T10:00:00Z' },
		],
		refusal: /^"kind of the portable activity" can't be "dinner"/,
	},
	{
		name: 'deskera activity get',
		effect: 'read',
		parameters: { resource: 'activity', operation: 'get', activityId: byId('={{ $json.id }}') },
		items: [{ id: 1 }, { id: 9999 }, { id: 3 }],
		refusal: 'The activity does not exist',
	},
	{
		name: 'deskera activity getMany',
		effect: 'read',
		parameters: {
			resource: 'activity',
			operation: 'getMany',
			returnAll: false,
			limit: 1,
			filters: { name: '={{ $json.name }}' },
		},
		items: [{ name: 'Activity 1' }, { name: 'a,b' }, { name: 'Activity 3' }],
		refusal: '"Title" can\'t hold a comma, =, < or > in a filter',
	},
	{
		name: 'deskera activity update',
		parameters: {
			resource: 'activity',
			operation: 'update',
			activityId: byId('={{ $json.id }}'),
			updateFields: { name: 'New name' },
		},
		items: [{ id: 1 }, { id: 9999 }, { id: 3 }],
		refusal: 'The activity does not exist',
	},
	{
		name: 'deskera activity delete',
		parameters: { resource: 'activity', operation: 'delete', activityId: byId('={{ $json.id }}') },
		items: [{ id: 1 }, { id: 9999 }, { id: 3 }],
		refusal: 'The activity does not exist',
	},
	...['complete', 'reopen'].map((operation) => ({
		name: `deskera activity ${operation}`,
		bulk: true,
		parameters: { resource: 'activity', operation, activityId: byId('={{ $json.id }}') },
		items: [{ id: 1 }, { id: 9999 }, { id: 3 }],
		refusal: 'The activity does not exist',
	})),
	{
		name: 'deskera activity updateMany',
		bulk: true,
		parameters: {
			resource: 'activity',
			operation: 'updateMany',
			activityIds: '={{ $json.id }}',
			updateFields: { is_status: true, visibility_type: 'private' },
		},
		items: [{ id: 1 }, { id: 9999 }, { id: 3 }],
		refusal: 'The activity does not exist',
	},
	{
		name: 'deskera activity deleteMany',
		bulk: true,
		parameters: { resource: 'activity', operation: 'deleteMany', activityIds: '={{ $json.id }}' },
		items: [{ id: 1 }, { id: 9999 }, { id: 3 }],
		refusal: 'The activity does not exist',
		// Gone is gone: the bulk call that was refused before may have deleted it.
		refusedInBulk: 'unknown',
	},
	{
		name: 'deskera apiCall call',
		parameters: {
			resource: 'apiCall',
			operation: 'call',
			method: 'POST',
			path: '/v1/crm/activities',
			body: `={{ {
				name: 'Call', activity_type: 'call', contact_ids: [$json.contact],
				start: '2026-12-01T10:00:00Z', end: '2026-12-01T11:00:00Z',
			} }}`,
		},
		items: [{ contact: 179001 }, { contact: 5 }, { contact: 179003 }],
		refusal: /contact/i,
	},
	{
		name: 'deskera user get',
		effect: 'read',
		parameters: { resource: 'user', operation: 'get', userId: byId('={{ $json.id }}') },
		items: [{ id: 46945 }, { id: 9999 }, { id: 46947 }],
		refusal: 'The user does not exist',
	},
	{
		name: 'deskera user getMany',
		effect: 'read',
		parameters: {
			resource: 'user',
			operation: 'getMany',
			returnAll: false,
			limit: 1,
			filters: { search: '={{ $json.value }}' },
		},
		items: [{ value: 'User 1' }, { value: '' }, { value: 'User 2' }],
		refusal: '"Search" is empty',
	},
];

const DESKERA = ROWS.map((operation) => ({
	node: 'deskera',
	...operation,
	written: idsWritten,
	wrote: ({ json }: Item<Told>) => [json.id],
}));

export const deskera = () => DESKERA;
