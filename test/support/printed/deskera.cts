import { byId } from '../fakes.cts';
import type { Printed } from './printed.cts';

/** Examples of V:sales/activitiesapi (https://github.com/Deskera/Developer-Documentation, read at commit ca4c257). */

const ids = (...values: string[]) => ({ values: values.map((id) => ({ id: byId(id) })) });
const FIELDS = {
	notes: 'VGVzdCBOb3RlPGJyPg==',
	is_send_invitation: true,
	is_send_contacts_invitation: true,
	user_timezone: 'Asia/Singapore',
	contact_ids: ids('179642', '179640'),
	organization_ids: ids('196517', '196518'),
	assignee_ids: ids('46944'),
	linked_to: byId('1227'),
	is_status: false,
};
const BODY = {
	name: 'Act-001',
	activity_type: 'call',
	start: '2021-08-05T13:15:49Z',
	end: '2021-08-05T14:15:49Z',
	notes: 'VGVzdCBOb3RlPGJyPg==',
	is_send_invitation: true,
	is_send_contacts_invitation: true,
	user_timezone: 'Asia/Singapore',
	contact_ids: [179642, 179640],
	organization_ids: [196517, 196518],
	assignee_ids: [46944],
	linked_to: 1227,
	is_status: false,
};

export const deskera: readonly Printed[] = [
	{
		page: 'sales/activitiesapi, Create Activity',
		call: '/v1/crm/activities',
		form: {
			resource: 'activity',
			operation: 'create',
			name: 'Act-001',
			activity_type: 'call',
			start: '2021-08-05T13:15:49Z',
			end: '2021-08-05T14:15:49Z',
			additionalFields: FIELDS,
			options: { notesAreBase64: true },
		},
		body: BODY,
		answer: { id: 1 },
	},
	{
		page: 'sales/activitiesapi, Update Activity',
		call: '/v1/crm/activities/1',
		form: {
			resource: 'activity',
			operation: 'update',
			activityId: byId('1'),
			updateFields: {
				name: 'Act-001',
				activity_type: 'call',
				start: '2021-08-05T13:15:49Z',
				end: '2021-08-05T14:15:49Z',
				...FIELDS,
			},
			options: { notesAreBase64: true },
		},
		before: { 'GET /v1/crm/activities/1': { ...BODY, id: 1, name: 'Old' } },
		body: BODY,
		answer: { id: 1 },
	},
	{
		page: 'sales/activitiesapi, Bulk Update',
		call: '/v1/crm/activities/bulkUpdate',
		form: {
			resource: 'activity',
			operation: 'updateMany',
			activityIds: '246, 107',
			updateFields: { visibility_type: 'private' },
		},
		body: { ids: [246, 107], visibility_type: 'private' },
		answer: {},
	},
	{
		page: 'sales/activitiesapi, Bulk Delete',
		call: '/v1/crm/activities/bulkDelete',
		form: { resource: 'activity', operation: 'deleteMany', activityIds: '1, 2' },
		body: [1, 2],
		answer: {},
	},
];
