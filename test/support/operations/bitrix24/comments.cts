/** Comments of tasks, and comments and notes in the timeline, of the fake portal. */
import { byId, type VendorOf } from '../../fakes.cts';
import type { RowOf } from '../../operations.cts';
import { three, noTask } from './tasks.cts';
import { UNKNOWN } from './unknownId.cts';

/** own messages of task chats */
const MESSAGES = [
	{ id: 2, task: 1 },
	{ id: UNKNOWN, task: 1 },
	{ id: 62, task: 2 },
];
const TIMELINE_COMMENTS = [
	{ id: 1, type: 2, owner: 1 },
	{ id: UNKNOWN, type: 2, owner: UNKNOWN },
	{ id: 3, type: 2, owner: 1 },
];
const NOTES = [
	{ id: 8, type: 4, owner: 9 },
	{ id: UNKNOWN, type: 4, owner: 9 },
	{ id: 12, type: 1, owner: 13 },
];

/** Gives the activities of NOTES a note each. */
function takeNotes({ vendor }: { vendor: VendorOf<'bitrix24'> }) {
	for (const { id } of NOTES)
		vendor.store.notes.set(`2:${id}`, {
			text: 'Note',
			createdById: 1,
			createdTime: '',
			updatedById: 1,
			updatedTime: '',
		});
}

export const COMMENTS: Array<RowOf<'bitrix24'>> = [
	{
		name: 'bitrix24 taskComment create',
		parameters: {
			resource: 'taskComment',
			operation: 'create',
			taskId: byId('={{ $json.id }}'),
			comment: 'A & B',
			sendAs: 'comment',
			additionalFields: { AUTHOR_ID: byId('2') },
		},
		items: three(),
		refusal: 'The task does not exist, or the user of the credential may not comment on it',
	},
	{
		name: 'bitrix24 taskComment create (chat)',
		bulk: false,
		parameters: {
			resource: 'taskComment',
			operation: 'create',
			taskId: byId('={{ $json.id }}'),
			comment: 'A & B',
			sendAs: 'chat',
		},
		items: three(),
		refusal: 'The task does not exist, or the user of the credential has no access to it',
		written: ({ vendor }) =>
			vendor.writes.map(({ fields }) => (fields as { taskId: unknown }).taskId),
		wrote: ({ json }) => [json.relatedTo[0]?.id],
	},
	{
		name: 'bitrix24 taskComment update',
		parameters: {
			resource: 'taskComment',
			operation: 'update',
			taskId: byId('={{ $json.task }}'),
			commentId: byId('={{ $json.id }}'),
			comment: 'New',
		},
		items: MESSAGES,
		refusal: "This chat message can't be changed",
	},
	{
		name: 'bitrix24 taskComment delete',
		parameters: {
			resource: 'taskComment',
			operation: 'delete',
			taskId: byId('={{ $json.task }}'),
			commentId: byId('={{ $json.id }}'),
		},
		items: MESSAGES,
		refusal: "This chat message can't be changed",
	},
	{
		name: 'bitrix24 taskComment getMany',
		effect: 'read',
		bulk: false,
		parameters: {
			resource: 'taskComment',
			operation: 'getMany',
			taskId: byId('={{ $json.id }}'),
			returnAll: true,
		},
		items: three(),
		refusal: 'The task does not exist',
	},
	...(
		[
			['update', { comment: 'New' }],
			['delete', {}],
		] as const
	).map(([operation, more]) => ({
		name: `bitrix24 taskComment ${operation} (old card)`,
		parameters: {
			resource: 'taskComment',
			operation,
			card: 'old',
			taskId: byId('={{ $json.task }}'),
			oldCommentId: byId('={{ $json.id }}'),
			...more,
		},
		items: [
			{ task: 1, id: 701 },
			{ task: 1, id: UNKNOWN },
			{ task: 3, id: 761 },
		],
		refusal: 'The task does not exist, or the user of the credential may not do this with it',
	})),
	{
		name: 'bitrix24 taskComment getMany (old card)',
		effect: 'read',
		bulk: false,
		parameters: {
			resource: 'taskComment',
			operation: 'getMany',
			card: 'old',
			taskId: byId('={{ $json.id }}'),
			returnAll: true,
		},
		items: three(),
		refusal: noTask,
	},
	{
		name: 'bitrix24 timelineComment create',
		parameters: {
			resource: 'timelineComment',
			operation: 'create',
			ownerType: byId('2'),
			owner: byId('={{ $json.id }}'),
			comment: 'Text & more',
		},
		items: three(),
		refusal: 'The CRM record does not exist',
	},
	{
		name: 'bitrix24 timelineComment update',
		parameters: {
			resource: 'timelineComment',
			operation: 'update',
			ownerType: byId('={{ $json.type }}'),
			owner: byId('={{ $json.owner }}'),
			commentId: byId('={{ $json.id }}'),
			updateFields: { COMMENT: 'New' },
		},
		items: TIMELINE_COMMENTS,
		refusal: /could not find|does not exist/,
	},
	{
		name: 'bitrix24 timelineComment get',
		effect: 'read',
		parameters: {
			resource: 'timelineComment',
			operation: 'get',
			commentId: byId('={{ $json.id }}'),
		},
		items: TIMELINE_COMMENTS,
		refusal: /could not find|does not exist/,
	},
	{
		name: 'bitrix24 timelineComment delete',
		parameters: {
			resource: 'timelineComment',
			operation: 'delete',
			ownerType: byId('={{ $json.type }}'),
			owner: byId('={{ $json.owner }}'),
			commentId: byId('={{ $json.id }}'),
		},
		items: TIMELINE_COMMENTS,
		refusal: /could not find|does not exist/,
	},
	{
		name: 'bitrix24 timelineComment getMany',
		effect: 'read',
		bulk: false,
		parameters: {
			resource: 'timelineComment',
			operation: 'getMany',
			ownerType: byId('={{ $json.type }}'),
			owner: byId('={{ $json.owner }}'),
			returnAll: true,
		},
		items: TIMELINE_COMMENTS,
		refusal: 'The user of the credential has no access to this record',
	},
	{
		name: 'bitrix24 timelineNote upsert',
		parameters: {
			resource: 'timelineNote',
			operation: 'upsert',
			ownerType: byId('={{ $json.type }}'),
			owner: byId('={{ $json.owner }}'),
			itemType: 2,
			itemId: byId('={{ $json.id }}'),
			text: 'Note',
		},
		items: NOTES,
		refusal: /could not find|does not exist/,
		wrote: ({ json }) => [json.itemId],
	},
	{
		name: 'bitrix24 timelineNote get',
		prepare: takeNotes,
		effect: 'read',
		parameters: {
			resource: 'timelineNote',
			operation: 'get',
			ownerType: byId('={{ $json.type }}'),
			owner: byId('={{ $json.owner }}'),
			itemType: 2,
			itemId: byId('={{ $json.id }}'),
		},
		items: NOTES,
		refusal: /could not find|does not exist/,
	},
	{
		name: 'bitrix24 timelineNote delete',
		prepare: takeNotes,
		parameters: {
			resource: 'timelineNote',
			operation: 'delete',
			ownerType: byId('={{ $json.type }}'),
			owner: byId('={{ $json.owner }}'),
			itemType: 2,
			itemId: byId('={{ $json.id }}'),
		},
		items: NOTES,
		refusal: /could not find|does not exist/,
		wrote: ({ json }) => [json.itemId],
	},
];
