/** Tasks of the fake portal, with their checklists. */
import { byId } from '../../fakes.cts';
import type { RowOf } from '../../operations.cts';
import { there } from '../../there.cts';
import { mapped } from '../../mapped.cts';
import { UNKNOWN } from './unknownId.cts';

export const three = (more: object = {}) => [
	{ id: 1, ...more },
	{ id: UNKNOWN, ...more },
	{ id: 3, ...more },
];
const taskForm = (operation: string, more: object = {}) => ({
	resource: 'task',
	operation,
	taskId: byId('={{ $json.id }}'),
	...more,
});
export const noTask = /^The task does not exist|could not do this with the task/;

type Prepare = RowOf<'bitrix24'>['prepare'];

/** Brings tasks 1 and 3 into the state from which a change is possible. */
const tasksIn =
	(fields: object): Prepare =>
	({ vendor }) => {
		for (const id of [1, 3]) Object.assign(there(vendor.store.tasks.get(id)), fields);
	};

const CHECKLIST = [
	{ id: 1, item: 2 },
	{ id: UNKNOWN, item: 2 },
	{ id: 1, item: 3 },
];
const TASK_CHANGES: Array<[operation: string, prepare?: Prepare]> = [
	['start', tasksIn({ STATUS: '2' })],
	['pause', tasksIn({ STATUS: '3' })],
	['defer', tasksIn({ STATUS: '2' })],
	['complete', tasksIn({ STATUS: '3', TASK_CONTROL: 'N' })],
	['reopen', tasksIn({ STATUS: '5' })],
	['approve', tasksIn({ STATUS: '4', TASK_CONTROL: 'Y', CREATED_BY: '1', RESPONSIBLE_ID: '2' })],
	['disapprove', tasksIn({ STATUS: '4', TASK_CONTROL: 'Y', CREATED_BY: '1', RESPONSIBLE_ID: '2' })],
	['watch'],
	['stopWatch', tasksIn({ AUDITORS: ['1'] })],
];

const DEPENDENCIES: Array<[operation: string, more: object, ids: number[], prepare?: Prepare]> = [
	['create', { link: 2 }, [1, UNKNOWN, 5]],
	[
		'delete',
		{},
		[3, UNKNOWN, 5],
		({ vendor }) => ['3-11', '5-13'].forEach((link) => vendor.store.links.set(link, 0)),
	],
];

export const TASKS: Array<RowOf<'bitrix24'>> = [
	{
		name: 'bitrix24 task create',
		parameters: {
			resource: 'task',
			operation: 'create',
			title: '={{ $json.title }}',
			responsible: byId('={{ $json.user }}'),
			deadline: '2026-12-24T10:00:00',
			description: 'A & B',
			priority: 2,
			additionalFields: {
				TAGS: 'a, b',
				AUDITORS: { values: [{ id: byId('3') }] },
				UF_CRM_TASK: { values: [{ id: byId('D_1') }] },
				timeEstimate: 30,
				TASK_CONTROL: true,
			},
			customFields: mapped({ UF_AUTO_123: 'x' }),
		},
		items: [
			{ title: 'one', user: 2 },
			{ title: 'two', user: UNKNOWN },
			{ title: 'three', user: 3 },
		],
		refusal: /responsible|assignee|user/i,
	},
	{
		name: 'bitrix24 task update',
		parameters: taskForm('update', {
			title: 'New',
			priority: 0,
			updateFields: {},
			customFields: mapped({}),
		}),
		items: three(),
		refusal: noTask,
	},
	{
		name: 'bitrix24 task get',
		effect: 'read',
		parameters: taskForm('get'),
		items: three(),
		refusal: 'The task does not exist',
	},
	{
		name: 'bitrix24 task getMany',
		effect: 'read',
		bulk: false,
		parameters: {
			resource: 'task',
			operation: 'getMany',
			returnAll: false,
			limit: 1,
			filters: { deadlineAfter: '={{ $json.after }}' },
		},
		items: [{ after: '2020-01-01' }, { after: 'soon' }, { after: '2020-02-01' }],
		refusal: /^"Due After" is not a date/,
	},
	{
		name: 'bitrix24 task getHistory',
		effect: 'read',
		bulk: false,
		parameters: taskForm('getHistory', {
			returnAll: true,
			filters: { FIELD: '={{ $json.change }}' },
		}),
		items: [
			{ id: 1, change: 'AUDITORS' },
			{ id: 1, change: 'Nothing' },
			{ id: 3, change: 'Observers' },
		],
		refusal: /^"Change" can't be "Nothing"/,
	},
	{
		name: 'bitrix24 task moveToStage',
		parameters: taskForm('moveToStage', {
			group: byId('1'),
			stage: byId('12'),
			position: { after: byId('5') },
		}),
		items: three(),
		refusal: 'The task does not exist or is not visible',
	},
	{ name: 'bitrix24 task delete', parameters: taskForm('delete'), items: three(), refusal: noTask },
	{
		name: 'bitrix24 task delegate',
		parameters: taskForm('delegate', { user: byId('4') }),
		items: three(),
		refusal: noTask,
	},
	...TASK_CHANGES.map(([operation, prepare]) => ({
		name: `bitrix24 task ${operation}`,
		prepare,
		parameters: taskForm(operation),
		items: three(),
		refusal: noTask,
	})),
	...DEPENDENCIES.map(([operation, more, ids, prepare]): RowOf<'bitrix24'> => ({
		name: `bitrix24 taskDependency ${operation}`,
		...(prepare === undefined ? {} : { prepare }),
		parameters: {
			resource: 'taskDependency',
			operation,
			taskId: byId('={{ $json.id }}'),
			dependentTask: byId('={{ $json.later }}'),
			...more,
		},
		items: ids.map((id, index) => ({ id, later: 11 + index })),
		refusal: 'Bitrix24 could not change the link between the tasks',
		wrote: ({ json }) => [json.taskId],
	})),
	{
		name: 'bitrix24 taskChecklistItem create',
		parameters: {
			resource: 'taskChecklistItem',
			operation: 'create',
			taskId: byId('={{ $json.id }}'),
			title: 'Item',
			additionalFields: { isImportant: true, participants: { values: [{ id: byId('3') }] } },
		},
		items: three(),
		refusal: noTask,
	},
	{
		name: 'bitrix24 taskChecklistItem update',
		parameters: {
			resource: 'taskChecklistItem',
			operation: 'update',
			taskId: byId('={{ $json.id }}'),
			itemId: byId('={{ $json.item }}'),
			updateFields: { title: 'New', isComplete: true },
		},
		items: CHECKLIST,
		refusal: noTask,
	},
	...['complete', 'reopen'].map((operation) => ({
		name: `bitrix24 taskChecklistItem ${operation}`,
		parameters: {
			resource: 'taskChecklistItem',
			operation,
			taskId: byId('={{ $json.id }}'),
			itemId: byId('={{ $json.item }}'),
		},
		items: [
			{ id: 1, item: 2 },
			{ id: 1, item: UNKNOWN },
			{ id: 1, item: 3 },
		],
		refusal: 'Bitrix24 did not do it and gave no reason',
	})),
	...['delete'].map((operation) => ({
		name: `bitrix24 taskChecklistItem ${operation}`,
		parameters: {
			resource: 'taskChecklistItem',
			operation,
			taskId: byId('={{ $json.id }}'),
			itemId: byId('={{ $json.item }}'),
		},
		items: CHECKLIST,
		refusal: noTask,
	})),
	{
		name: 'bitrix24 taskChecklistItem getMany',
		effect: 'read',
		parameters: {
			resource: 'taskChecklistItem',
			operation: 'getMany',
			taskId: byId('={{ $json.id }}'),
		},
		items: CHECKLIST,
		refusal: noTask,
	},
];
