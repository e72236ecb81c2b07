import { byId } from '../fakes.cts';
import { mapped } from '../mapped.cts';
import type { Printed } from './printed.cts';

/** Examples of the pages of https://apidocs.leadsquared.com. */

const NAMED = (values: Readonly<Record<string, string>>) =>
	Object.entries(values).map(([SchemaName, Value]) => ({ SchemaName, Value }));
const ok = (Id: string) => ({ Status: 'Success', Message: { Id } });
const LEAD = '00727844-51aa-11e2-9e64-12314004ac6b';
const ACTIVITY = '093d5c54-6009-48d4-840e-84fd12e8d63a';
const NEW_ACTIVITY = '8c76a99b-142f-46c3-965c-70a3fcf424f9';
const TASK = '04901f02-4d0c-11ec-993a-06f221480cd8';
const TASKS = [
	'0017abfa-c100-11e5-9340-06c7eb5c8385',
	'003bf10c-317e-11e8-bf3d-069b743e848f',
	'00853195-07f0-11e7-a909-02dc6309a6b5',
	'008c1729-0945-11e7-a909-02dc6309a6b5',
];
const POSTED = {
	mx_Custom_1: '123123123',
	mx_Custom_2: '123',
	mx_Custom_3: '3',
	mx_Custom_5: '2016-07-07 10:55:00',
	mx_Custom_6: 'Value for Custom field',
};
const CHANGED = { mx_Custom_1: 'abcd', mx_Custom_2: '', mx_Custom_4: '1', mx_Custom_5: '' };
const FIRST = {
	mx_Custom_1: 'First',
	mx_Custom_2: '0419',
	mx_Custom_3: 'Activity Test',
	mx_Custom_4: '2016-09-18 12:12:12',
};

export const leadSquared: readonly Printed[] = [
	{
		page: 'post-an-activity-to-lead',
		call: '/ProspectActivity.svc/Create',
		form: {
			resource: 'customActivity',
			operation: 'create',
			activityType: byId('201'),
			leadBy: 'id',
			lead: byId(LEAD),
			note: 'Your Activity Note',
			fields: mapped(POSTED),
			additionalFields: { date: '2015-10-11T12:13:44Z' },
			options: { processFilesAsync: true },
		},
		body: {
			RelatedProspectId: LEAD,
			ActivityEvent: 201,
			ActivityNote: 'Your Activity Note',
			ProcessFilesAsync: true,
			ActivityDateTime: '2015-10-11 12:13:44',
			Fields: NAMED(POSTED),
		},
		answer: ok(NEW_ACTIVITY),
	},
	{
		page: 'post-bulk-activities-on-leads',
		call: '/ProspectActivity.svc/Bulk/CustomActivity/Add/ByLeadId',
		form: {
			resource: 'customActivity',
			operation: 'create',
			activityType: byId('320'),
			leadBy: 'id',
			lead: byId('={{ $json.lead }}'),
			note: 'Add/ByLeadId',
			fields: mapped(FIRST),
			additionalFields: { owner: byId('={{ $json.owner }}') },
		},
		items: [
			{ lead: '2bf6a491-c144-4ac9-90f9-f52b6fc44413', owner: 'example@example.com' },
			{ lead: 'c988e982-d01d-11e7-b4ec-069729b2474c', owner: 'example2@example.com' },
		],
		body: [
			['2bf6a491-c144-4ac9-90f9-f52b6fc44413', 'example@example.com'],
			['c988e982-d01d-11e7-b4ec-069729b2474c', 'example2@example.com'],
		].map(([RelatedProspectId, ActivityOwnerEmail]) => ({
			RelatedProspectId,
			ActivityEvent: 320,
			ActivityNote: 'Add/ByLeadId',
			ActivityOwnerEmail,
			Fields: NAMED(FIRST),
		})),
		answer: {
			Response: [
				{
					ProspectActivityId: '6e2a3c76-9e57-4dd6-8bf1-660960336d6e',
					ActivityCreated: true,
					RowNumber: 1,
				},
				{ ProspectActivityId: NEW_ACTIVITY, ActivityCreated: true, RowNumber: 2 },
			],
		},
	},
	{
		page: 'update-an-activity',
		call: '/ProspectActivity.svc/CustomActivity/Update',
		form: {
			resource: 'customActivity',
			operation: 'update',
			activityType: byId('313'),
			activityId: byId(ACTIVITY),
			fields: mapped(CHANGED),
			updateFields: { note: 'Sample Note', status: byId(''), owner: byId('') },
			options: { processFilesAsync: true, blankValues: 'clear' },
		},
		body: {
			ProspectActivityId: ACTIVITY,
			ActivityEvent: 313,
			ActivityNote: 'Sample Note',
			ProcessFilesAsync: true,
			Fields: NAMED({ ...CHANGED, Status: '', Owner: '' }),
		},
		answer: ok(ACTIVITY),
	},
	{
		page: 'create-a-to-do',
		call: '/Task.svc/Create',
		form: {
			resource: 'task',
			operation: 'create',
			name: 'Todo: Item',
			taskType: byId('Revive Old Lead'),
			owner: byId(' taskowner@example.com'),
			relatedTo: 0,
			additionalFields: {
				Description: 'Describing the task',
				due: '2020-11-11T10:30:00Z',
				end: '2020-11-12T10:29:00Z',
				ReminderBeforeDays: 1,
				ReminderTime: '10:00',
				NotifyBy: '1100',
			},
		},
		before: { '/Task.svc/RetrieveTaskType': [{ Id: TASK, Name: 'Revive Old Lead', Category: 0 }] },
		body: {
			Name: 'Todo: Item',
			Description: 'Describing the task',
			RelatedEntity: 0,
			RelatedEntityId: '',
			DueDate: '2020-11-11 10:30:00',
			EndDate: '2020-11-12 10:29:00',
			ReminderBeforeDays: '1',
			ReminderTime: '10:00:00',
			NotifyBy: '1100',
			OwnerEmailAddress: ' taskowner@example.com',
			TaskType: { Name: 'Revive Old Lead' },
		},
		answer: { Status: 'Success', Message: { Id: TASK } },
		adds: ['ReminderBeforeDays', 'OwnerEmailAddress'],
		differs: {
			RelatedEntityId: 'the text of the page says to pass no value',
			ReminderBeforeDays: 'a number, as the table of the page says',
			OwnerEmailAddress: 'the blank is no part of the address',
		},
	},
	{
		page: 'update-task',
		call: '/Task.svc/Update',
		form: {
			resource: 'task',
			operation: 'update',
			taskId: byId(TASK),
			updateFields: {
				name: 'Document Collection',
				Description: "I'm assigning a new task",
				lead: byId('6f75b09d-0187-45d6-86dd-f848bd5a0aca'),
				due: '2022-10-10T10:11:23Z',
				Reminder: 30,
				NotifyBy: '1100',
				owner: byId('1a50c565-8525-11ea-a93b-0aa4c559f4ca'),
			},
		},
		before: { '/Task.svc/Retrieve.GetById': [{ UserTaskId: TASK, Name: 'Old', Description: '' }] },
		body: {
			UserTaskId: TASK,
			Name: 'Document Collection',
			Description: "I'm assigning a new task",
			RelatedEntity: 1,
			RelatedEntityId: '6f75b09d-0187-45d6-86dd-f848bd5a0aca',
			DueDate: '2022-10-10 10:11:23',
			Reminder: 30,
			NotifyBy: '1100',
			OwnerId: '1a50c565-8525-11ea-a93b-0aa4c559f4ca',
		},
		answer: { Status: 'Success', Message: { AffectedRows: 1, AutoId: 325 } },
	},
	{
		page: 'delete-tasks-in-bulk',
		call: '/Task.svc/DeleteTasks',
		form: { resource: 'task', operation: 'delete', taskId: byId('={{ $json.id }}') },
		items: TASKS.map((id) => ({ id })),
		body: {
			TaskIds: TASKS,
			StatusWebhookURL: 'https://webhook.site/9f209c1f-44eb-4050-a704-e8bd3d54e82c',
		},
		answer: {
			Status: 'Success',
			Operation: 'Bulk Delete Tasks',
			TasksCount: 4,
			DeletedTasksCount: 4,
			FailureReason: null,
		},
		differs: { StatusWebhookURL: 'the node waits for the answer itself' },
	},
	{
		page: 'retrieve-tasks',
		call: '/Task.svc/Retrieve',
		form: {
			resource: 'task',
			operation: 'getMany',
			scope: 'owner',
			owner: byId('virkdsingh@gmail.com'),
			from: '2017-05-09T18:30:00Z',
			to: '2022-05-10T18:29:59Z',
			status: 'open',
			taskType: byId('0500cfd9-4cf5-11ec-993a-06f221480cd8'),
			returnAll: false,
			limit: 200,
		},
		before: {
			'/Task.svc/RetrieveTaskType': [
				{ Id: '0500cfd9-4cf5-11ec-993a-06f221480cd8', Name: 'Call', Category: 0 },
			],
		},
		body: {
			Parameter: {
				LookupName: 'OwnerEmailAddress',
				LookupValue: 'virkdsingh@gmail.com',
				FromDate: '2017-05-09 18:30:00',
				ToDate: '2022-05-10 18:29:59',
				StatusCode: 0,
				TypeName: '0500cfd9-4cf5-11ec-993a-06f221480cd8',
			},
			Columns: { Exclude_CSV: 'ProspectID,FirstName' },
			Sorting: { ColumnName: 'Duedate', Direction: '1' },
			Paging: { Offset: 0, RowCount: 200 },
		},
		answer: { RecordCount: 1, List: [{ UserTaskId: TASK, Name: 'Call' }] },
		adds: ['Sorting.Direction', 'Paging.Offset', 'Paging.RowCount'],
		differs: {
			'Columns.Exclude_CSV': 'Fields to Return leaves them out of the output',
			'Sorting.Direction': 'a number, as other pages print it',
			'Paging.Offset': 'a text or a number, as pages differ',
			'Paging.RowCount': 'a text or a number, as pages differ',
		},
	},
	{
		page: 'create-notes-with-attachment',
		call: '/LeadManagement.svc/CreateNote',
		form: {
			resource: 'note',
			operation: 'create',
			lead: byId('d7988ca3-c5f7-11e6-b5f1-22000aa8e760'),
			note: 'Hi, this is a test note created through API.',
			additionalFields: {
				attachmentUrl: 'http://help.leadsquared.com/wp-content/uploads/2015/02/reports-home.png',
			},
		},
		body: {
			RelatedProspectId: 'd7988ca3-c5f7-11e6-b5f1-22000aa8e760',
			Note: 'Hi, this is a test note created through API.',
			AttachmentName: 'http://help.leadsquared.com/wp-content/uploads/2015/02/reports-home.png',
		},
		answer: ok('d4c8f69f-c913-11e6-b5f1-22000aa8e760'),
	},
	{
		page: 'update-note',
		call: '/LeadManagement.svc/UpdateNote',
		form: {
			resource: 'note',
			operation: 'update',
			lead: byId('ed477dea-d2fe-11e6-b5f1-22000aa8e760'),
			noteId: byId('cf75b465-dcb2-11e6-b5f1-22000aa8e760'),
			updateFields: {
				note: 'Updated Note text',
				attachmentUrl: 'https://example.com/offer.pdf',
			},
		},
		before: {
			'/LeadManagement.svc/RetrieveNote': {
				RecordCount: 1,
				List: [{ ProspectNoteId: 'cf75b465-dcb2-11e6-b5f1-22000aa8e760', Note: 'Old' }],
			},
		},
		body: {
			RelatedProspectId: 'ed477dea-d2fe-11e6-b5f1-22000aa8e760',
			ProspectNoteId: 'cf75b465-dcb2-11e6-b5f1-22000aa8e760',
			Note: 'Updated Note text',
			// The page prints words that stand for an address.
			AttachmentName: 'https://example.com/offer.pdf',
		},
		answer: { Status: 'Success' },
	},
	{
		page: 'cancel-sales-activity',
		call: '/SalesActivity.svc/Cancel',
		form: {
			resource: 'salesActivity',
			operation: 'cancel',
			salesActivityId: byId('d10cc6e8-441b-11e6-b61b-22000aa8e760'),
			note: 'Deal is not done. ',
		},
		body: {
			activityId: 'd10cc6e8-441b-11e6-b61b-22000aa8e760',
			activityEventNote: 'Deal is not done. ',
		},
		answer: ok('e66d4b36-451f-11e6-b61b-22000aa8e760'),
	},
];
