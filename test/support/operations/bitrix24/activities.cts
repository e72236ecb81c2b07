/** Activities of the fake portal, and their links. */
import { byId, type VendorOf } from '../../fakes.cts';
import type { RowOf } from '../../operations.cts';

const CONTACT = 3;

/** Gives activities 4, 8 and 12 a second link, to contacts 1 to 3, so that one can be removed or moved. */
function linkContacts({ vendor }: { vendor: VendorOf<'bitrix24'> }) {
	for (const [index, id] of [4, 8, 12].entries())
		vendor.store.activities
			.get(id)
			?.BINDINGS.push({ OWNER_TYPE_ID: String(CONTACT), OWNER_ID: String(index + 1) });
}

const linkForm = {
	activityId: byId('={{ $json.id }}'),
	ownerType: byId(String(CONTACT)),
	owner: byId('={{ $json.owner }}'),
};

export const ACTIVITIES: Array<RowOf<'bitrix24'>> = [
	{
		name: 'bitrix24 activity update',
		parameters: {
			resource: 'activity',
			operation: 'update',
			activityId: byId('={{ $json.id }}'),
			updateFields: {
				SUBJECT: '={{ $json.subject }}',
				DESCRIPTION: 'A & B = 100 % größer [x]',
				PRIORITY: 3,
				START_TIME: '2026-12-01T10:00:00',
				END_TIME: '2026-12-01T11:00:00',
				RESPONSIBLE_ID: byId('2'),
			},
		},
		items: [
			{ id: 4, subject: 'one' },
			{ id: 99999, subject: 'two' },
			{ id: 8, subject: 'three' },
		],
		refusal: 'The activity does not exist',
	},
	{
		name: 'bitrix24 activity update (to-do, one property)',
		parameters: {
			resource: 'activity',
			operation: 'update',
			activityId: byId('={{ $json.id }}'),
			updateFields: { DEADLINE: '2026-12-24T10:00:00' },
		},
		items: [{ id: 7 }, { id: 99999 }, { id: 11 }],
		refusal: 'The activity does not exist',
	},
	{
		name: 'bitrix24 activity update (to-do, title)',
		parameters: {
			resource: 'activity',
			operation: 'update',
			activityId: byId('={{ $json.id }}'),
			updateFields: { SUBJECT: 'New title' },
		},
		items: [{ id: 7 }, { id: 99999 }, { id: 11 }],
		refusal: 'The activity does not exist',
	},
	{
		name: 'bitrix24 activity update (to-do, whole)',
		parameters: {
			resource: 'activity',
			operation: 'update',
			activityId: byId('={{ $json.id }}'),
			updateFields: { pingOffsets: '0, 15', colorId: '3', parentActivityId: byId('19') },
		},
		items: [{ id: 7 }, { id: 99999 }, { id: 11 }],
		refusal: 'The activity does not exist',
	},
	{
		name: 'bitrix24 activity create (to-do)',
		parameters: {
			resource: 'activity',
			operation: 'create',
			kind: 'todo',
			ownerType: byId('2'),
			owner: byId('={{ $json.deal }}'),
			deadline: '2026-12-24T10:00:00',
			title: '={{ $json.title }}',
			todoDetails: {
				description: 'A & B',
				responsibleId: byId('2'),
				pingOffsets: '0,15',
				colorId: '3',
			},
		},
		items: [
			{ deal: 1, title: 'one' },
			{ deal: 99999, title: 'two' },
			{ deal: 3, title: 'three' },
		],
		refusal: 'The CRM record does not exist',
	},
	{
		name: 'bitrix24 activity create (call)',
		parameters: {
			resource: 'activity',
			operation: 'create',
			kind: 'call',
			ownerType: byId('2'),
			owner: byId('={{ $json.deal }}'),
			subject: '={{ $json.subject }}',
			responsible: byId('2'),
			client: byId('C_1'),
			phone: byId('+49 30 1'),
			direction: 2,
			start: '2026-12-01T10:00:00',
			additionalFields: {},
		},
		items: [
			{ deal: 1, subject: 'one' },
			{ deal: 99999, subject: 'two' },
			{ deal: 3, subject: 'three' },
		],
		refusal: 'Bitrix24 could not link the activity to its CRM records',
	},
	{
		name: 'bitrix24 activity create (call, external ID)',
		parameters: {
			resource: 'activity',
			operation: 'create',
			kind: 'call',
			ownerType: byId('2'),
			owner: byId('={{ $json.deal }}'),
			subject: '={{ $json.subject }}',
			responsible: byId('2'),
			client: byId('C_1'),
			phone: byId('+49 30 1'),
			direction: 2,
			start: '2026-12-01T10:00:00',
			additionalFields: {},
			options: { externalId: '={{ $json.subject }}' },
		},
		items: [
			{ deal: 1, subject: 'one' },
			{ deal: 99999, subject: 'two' },
			{ deal: 3, subject: 'three' },
		],
		refusal: 'Bitrix24 could not link the activity to its CRM records',
	},
	...['complete', 'reopen', 'delete'].map((operation) => ({
		name: `bitrix24 activity ${operation}`,
		parameters: { resource: 'activity', operation, activityId: byId('={{ $json.id }}') },
		items: [{ id: 4 }, { id: 99999 }, { id: 8 }],
		refusal: 'The activity does not exist',
	})),
	{
		name: 'bitrix24 activity get',
		effect: 'read',
		parameters: { resource: 'activity', operation: 'get', activityId: byId('={{ $json.id }}') },
		items: [{ id: 4 }, { id: 99999 }, { id: 8 }],
		refusal: 'The activity does not exist',
	},
	{
		name: 'bitrix24 activity getMany',
		effect: 'read',
		bulk: false,
		parameters: {
			resource: 'activity',
			operation: 'getMany',
			returnAll: false,
			limit: 1,
			filters: { OWNER_TYPE_ID: '={{ $json.type }}', OWNER_ID: byId('={{ $json.id }}') },
		},
		items: [
			{ type: byId(2), id: 1 },
			{ type: byId(''), id: 1 },
			{ type: byId(2), id: 6 },
		],
		refusal: '"Related Record Type" is empty',
	},
	{
		name: 'bitrix24 activityLink create',
		parameters: { resource: 'activityLink', operation: 'create', ...linkForm },
		items: [
			{ id: 4, owner: 7 },
			{ id: 8, owner: 99999 },
			{ id: 12, owner: 8 },
		],
		refusal: 'The CRM record does not exist',
		wrote: ({ json }) => [json.activityId],
	},
	{
		name: 'bitrix24 activityLink delete',
		prepare: linkContacts,
		parameters: { resource: 'activityLink', operation: 'delete', ...linkForm },
		items: [
			{ id: 4, owner: 1 },
			{ id: 8, owner: 900 },
			{ id: 12, owner: 3 },
		],
		refusal: 'The activity is not linked to this record',
		wrote: ({ json }) => [json.activityId],
	},
	{
		name: 'bitrix24 activityLink move',
		prepare: linkContacts,
		parameters: { resource: 'activityLink', operation: 'move', ...linkForm, target: byId('20') },
		items: [
			{ id: 4, owner: 1 },
			{ id: 8, owner: 900 },
			{ id: 12, owner: 3 },
		],
		refusal: 'The activity is not linked to this record',
		wrote: ({ json }) => [json.activityId],
	},
	{
		name: 'bitrix24 activityLink getMany',
		effect: 'read',
		parameters: {
			resource: 'activityLink',
			operation: 'getMany',
			activityId: byId('={{ $json.id }}'),
		},
		items: [{ id: 4 }, { id: 99999 }, { id: 8 }],
		refusal: /could not find|does not exist/,
	},
];
