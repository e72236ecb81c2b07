/** Time spent on tasks, results of tasks, log entries of the timeline. */
import { byId } from '../../fakes.cts';
import type { RowOf } from '../../operations.cts';
import { UNKNOWN } from './unknownId.cts';

const TIMES = [
	{ task: 1, id: 1 },
	{ task: 1, id: UNKNOWN },
	{ task: 3, id: 61 },
];
const timeForm = (operation: string, more: object = {}) => ({
	resource: 'taskTime',
	operation,
	taskId: byId('={{ $json.task }}'),
	timeId: byId('={{ $json.id }}'),
	...more,
});
const noEntry = 'The task does not exist, or the user of the credential may not do this with it';

const RESULTS = [{ id: 1 }, { id: UNKNOWN }, { id: 61 }];
const NO_RESULT = 'The result does not exist, or the user of the credential may not change it';
const noTask = 'The task does not exist, or the user of the credential has no access to it';

const TIME: Array<RowOf<'bitrix24'>> = [
	{
		name: 'bitrix24 taskTime create',
		parameters: {
			resource: 'taskTime',
			operation: 'create',
			taskId: byId('={{ $json.task }}'),
			timeSpent: 90,
			unit: 60,
			comment: 'A & B',
			additionalFields: { user: byId('2') },
		},
		items: [{ task: 1 }, { task: UNKNOWN }, { task: 3 }],
		refusal: 'The task does not exist or is not visible',
	},
	{
		name: 'bitrix24 taskTime update',
		parameters: timeForm('update', { updateFields: { comment: 'New' } }),
		items: TIMES,
		refusal: noEntry,
	},
	{
		name: 'bitrix24 taskTime get',
		effect: 'read',
		parameters: timeForm('get'),
		items: TIMES,
		refusal: noEntry,
	},
	{
		name: 'bitrix24 taskTime delete',
		parameters: timeForm('delete'),
		items: TIMES,
		refusal: noEntry,
	},
	{
		name: 'bitrix24 taskTime getMany',
		effect: 'read',
		bulk: false,
		parameters: {
			resource: 'taskTime',
			operation: 'getMany',
			taskId: byId('={{ $json.task }}'),
			returnAll: true,
		},
		items: [{ task: 1 }, { task: UNKNOWN }, { task: 3 }],
		refusal: noEntry,
	},
];

const RESULT: Array<RowOf<'bitrix24'>> = [
	{
		name: 'bitrix24 taskResult create',
		bulk: false,
		parameters: {
			resource: 'taskResult',
			operation: 'create',
			taskId: byId('={{ $json.task }}'),
			text: 'A & B',
		},
		items: [{ task: 1 }, { task: UNKNOWN }, { task: 3 }],
		refusal: 'The task does not exist or is not visible',
	},
	{
		name: 'bitrix24 taskResult markMessage',
		bulk: false,
		parameters: {
			resource: 'taskResult',
			operation: 'markMessage',
			taskId: byId('={{ $json.task }}'),
			commentId: byId('={{ $json.said }}'),
		},
		items: [
			{ task: 1, said: 2 },
			{ task: 1, said: UNKNOWN },
			{ task: 2, said: 62 },
		],
		refusal:
			'The message does not exist, or the user of the credential may not make a result of it',
	},
	{
		name: 'bitrix24 taskResult update',
		bulk: false,
		parameters: {
			resource: 'taskResult',
			operation: 'update',
			resultId: byId('={{ $json.id }}'),
			text: 'New',
		},
		items: RESULTS,
		refusal: NO_RESULT,
	},
	{
		name: 'bitrix24 taskResult delete',
		bulk: false,
		parameters: {
			resource: 'taskResult',
			operation: 'delete',
			resultId: byId('={{ $json.id }}'),
		},
		items: RESULTS,
		refusal: NO_RESULT,
	},
	{
		name: 'bitrix24 taskResult getMany',
		effect: 'read',
		bulk: false,
		parameters: {
			resource: 'taskResult',
			operation: 'getMany',
			taskId: byId('={{ $json.task }}'),
			returnAll: true,
		},
		items: [{ task: 1 }, { task: UNKNOWN }, { task: 3 }],
		refusal: noTask,
	},
];

const LOGS = [{ id: 1 }, { id: UNKNOWN }, { id: 3 }];
const OWNERS = [{ deal: 1 }, { deal: UNKNOWN }, { deal: 3 }];

const LOG: Array<RowOf<'bitrix24'>> = [
	{
		name: 'bitrix24 timelineLog create',
		parameters: {
			resource: 'timelineLog',
			operation: 'create',
			ownerType: byId('2'),
			owner: byId('={{ $json.deal }}'),
			title: 'Order shipped',
			text: 'A & B',
			icon: byId('info'),
		},
		items: OWNERS,
		refusal: 'The CRM record does not exist',
	},
	{
		name: 'bitrix24 timelineLog get',
		effect: 'read',
		parameters: { resource: 'timelineLog', operation: 'get', logId: byId('={{ $json.id }}') },
		items: LOGS,
		refusal: 'Bitrix24 could not find the entry of the timeline',
	},
	{
		name: 'bitrix24 timelineLog delete',
		parameters: { resource: 'timelineLog', operation: 'delete', logId: byId('={{ $json.id }}') },
		items: LOGS,
		refusal: 'Bitrix24 could not find the entry of the timeline',
	},
	{
		name: 'bitrix24 timelineLog getMany',
		effect: 'read',
		bulk: false,
		parameters: {
			resource: 'timelineLog',
			operation: 'getMany',
			ownerType: byId('2'),
			owner: byId('={{ $json.deal }}'),
			returnAll: true,
		},
		items: OWNERS,
		refusal: 'The user of the credential has no access to this record',
	},
];

export const ALL_TIMES = [...TIME, ...RESULT, ...LOG];
