/** What docs/contracts/bitrix24.md leaves open and reads can tell. */
import {
	type Ask,
	at,
	type Credential,
	type Finding,
	listAt,
	type Point,
	type Row,
	rowsIn,
	textAt,
	type Variable,
} from './point.mts';

const call = async (ask: Ask, name: string, parameters = {}): Promise<unknown> => {
	const { status, body } = await ask('POST', `/${name}`, parameters);
	const error = textAt(body, 'error');
	if (status !== 200 || error !== '') throw new Error(`${name} answered ${status} ${error}`.trim());
	return body;
};

/** The rows of a list. */
const list = async (ask: Ask, parameters: object) =>
	rowsIn(listAt(await call(ask, 'crm.activity.list', { start: -1, ...parameters }), 'result'));

export const credential: Credential = {
	type: 'Bitrix24WebhookApi',
	values: (of) => ({ webhookUrl: of('BITRIX24_WEBHOOK_URL') }),
};

export const variables: Variable[] = [
	{
		name: 'BITRIX24_WEBHOOK_URL',
		what: 'the URL of an inbound webhook with the scopes crm, task, tasks, user, im, telephony and calendar',
	},
];

/** What a method of REST 3.0 answers. */
const call3 = async (ask: Ask, name: string, parameters = {}): Promise<unknown> =>
	await call(ask, `api/${name}`, parameters);

/** The first record of a list, or a finding that there is none. */
type First = { readonly row: Row } | { readonly none: Finding };

async function first(
	ask: Ask,
	what: string,
	name: string,
	parameters: object,
	...keys: string[]
): Promise<First> {
	const [row] = rowsIn(listAt(await call(ask, name, parameters), 'result', ...keys));
	return row === undefined ? { none: { told: `no ${what}` } } : { row };
}

const firstTask = async (ask: Ask): Promise<First> =>
	await first(ask, 'task', 'tasks.task.list', { select: ['ID', 'CHAT_ID'] }, 'tasks');
const firstActivity = async (ask: Ask, filter: object = {}): Promise<First> =>
	await first(ask, 'such activity', 'crm.activity.list', { start: -1, filter });

/** A point about the first record of a list. */
function about(
	find: (ask: Ask) => Promise<First>,
	check: (ask: Ask, row: Row) => Promise<Finding | boolean>,
): Point['check'] {
	return async (ask) => {
		const found = await find(ask);
		return 'none' in found ? found.none : await check(ask, found.row);
	};
}

/** A list, which may be empty: PHP writes an empty map so, too. */
const isList = (body: unknown, ...keys: string[]): boolean =>
	listAt(body, 'result', ...keys) !== undefined;

const SENTINEL = /^9999-/;

export const points: Point[] = [
	{
		name: 'the webhook is accepted',
		of: ['apiCall.call'],
		check: async (ask) => at(await call(ask, 'profile'), 'result') !== undefined,
	},
	{
		name: 'a page of a list has at most 50 rows, and start -1 leaves the total out',
		of: ['activity.getMany', 'customActivity.getMany'],
		async check(ask) {
			const body = await call(ask, 'crm.activity.list', {
				select: ['ID'],
				start: -1,
				order: { ID: 'ASC' },
			});
			const rows = listAt(body, 'result') ?? [];
			const total = at(body, 'total');
			return {
				holds: rows.length <= 50 && (total === undefined || total === 0),
				told: `${rows.length} rows, total ${total}`,
			};
		},
	},
	{
		name: 'answers tell how much operating time is used (operating, operating_reset_at)',
		async check(ask) {
			const body = await call(ask, 'crm.activity.list', { select: ['ID'], start: -1 });
			const operating = at(body, 'time', 'operating');
			const operating_reset_at = at(body, 'time', 'operating_reset_at');
			return {
				holds: operating !== undefined,
				told: JSON.stringify({ operating, operating_reset_at }),
			};
		},
	},
	{
		name: 'activities can be filtered by their origin with =',
		async check(ask) {
			const rows = await list(ask, {
				select: ['ID', 'ORIGIN_ID'],
				filter: { '=ORIGINATOR_ID': 'n8n-verify-nothing', '=ORIGIN_ID': 'nothing' },
			});
			return {
				holds: rows.length === 0,
				told: `${rows.length} rows for an origin that does not exist`,
			};
		},
	},
	{
		name: 'to-dos have the provider CRM_TODO, and their times repeat the deadline',
		async check(ask) {
			const rows = await list(ask, { filter: { PROVIDER_ID: 'CRM_TODO' } });
			const dated = rows.filter(({ DEADLINE }) => DEADLINE && !SENTINEL.test(String(DEADLINE)));
			return dated.length === 0
				? { told: 'no to-do with a deadline' }
				: dated.every(({ START_TIME, DEADLINE }) => START_TIME === DEADLINE || !START_TIME);
		},
	},
	{
		name: 'a batch keeps each command apart',
		of: ['apiCall.batch'],
		async check(ask) {
			const cmd = { good: 'profile', bad: 'crm.activity.get?id=0' };
			const body = await call(ask, 'batch', { halt: 0, cmd });
			return (
				at(body, 'result', 'result', 'good') !== undefined &&
				at(body, 'result', 'result_error', 'bad') !== undefined
			);
		},
	},
	{
		name: 'tasks can be filtered by the external ID (XML_ID)',
		of: ['task.getMany'],
		async check(ask) {
			const { status, body } = await ask('POST', '/tasks.task.list', {
				filter: { XML_ID: 'n8n-verify-nothing' },
				select: ['ID'],
			});
			const tasks = listAt(body, 'result', 'tasks');
			return {
				holds: status === 200 && tasks?.length === 0,
				told:
					status === 200
						? `${tasks?.length} tasks for an ID that does not exist`
						: `answered ${status}`,
			};
		},
	},
	{
		name: 'an activity that is read has the ID that was asked for',
		of: ['activity.get', 'customActivity.get'],
		check: about(firstActivity, async (ask, { ID: id }) => {
			const body = await call(ask, 'crm.activity.get', { id });
			return textAt(body, 'result', 'ID') === String(id);
		}),
	},
	{
		name: 'links of an activity have entityTypeId and entityId',
		of: ['activityLink.getMany'],
		check: about(firstActivity, async (ask, { ID: activityId }) => {
			const body = await call(ask, 'crm.activity.binding.list', { activityId });
			const rows = rowsIn(listAt(body, 'result'));
			return rows.every((row) => row.entityTypeId !== undefined && row.entityId !== undefined);
		}),
	},
	{
		name: 'badges can be read with a webhook',
		of: ['badge.getMany'],
		async check(ask) {
			const { status, body } = await ask('POST', '/crm.activity.badge.list', {});
			const told = status === 200 ? 'a webhook may' : `answered ${textAt(body, 'error')}`;
			return { holds: status === 200, told };
		},
	},
	{
		name: 'the transcript of a call is null or has transcription',
		of: ['call.getTranscript'],
		check: about(
			async (ask) => await firstActivity(ask, { TYPE_ID: 2 }),
			async (ask, { ID: activityId }) => {
				const body = await call(ask, 'crm.activity.call.getTranscript', { activityId });
				const result = at(body, 'result');
				return result === null || at(result, 'transcription') !== undefined;
			},
		),
	},
	{
		name: 'calls are listed newest first and can be continued behind an ID',
		of: ['call.getMany'],
		async check(ask) {
			const parameters = { SORT: 'ID', ORDER: 'DESC' };
			const rows = rowsIn(
				listAt(await call(ask, 'voximplant.statistic.get', parameters), 'result'),
			);
			const last = rows.at(-1)?.ID;
			if (last === undefined) return { told: 'no call' };
			const FILTER = { '<ID': last };
			const behind = await call(ask, 'voximplant.statistic.get', { ...parameters, FILTER });
			return rowsIn(listAt(behind, 'result')).every(({ ID }) => Number(ID) < Number(last));
		},
	},
	{
		name: 'users can be filtered by email, in capitals too',
		of: ['user.get', 'user.getMany'],
		check: about(
			async (ask) => await first(ask, 'user', 'user.get', { FILTER: { ACTIVE: true } }),
			async (ask, { ID, EMAIL }) => {
				const email = String(EMAIL ?? '');
				if (email === '') return { told: 'emails are hidden from this webhook' };
				const idsBy = async (EMAIL: string) =>
					rowsIn(listAt(await call(ask, 'user.get', { FILTER: { EMAIL } }), 'result')).map((row) =>
						String(row.ID),
					);
				const [plain, capital] = [await idsBy(email), await idsBy(email.toUpperCase())];
				const isFound = plain.includes(String(ID));
				return {
					holds: isFound,
					told: `${capital.includes(String(ID)) ? 'capitals too' : 'not in capitals'}`,
				};
			},
		),
	},
	{
		name: 'people are found by email',
		check: about(
			async (ask) =>
				await first(
					ask,
					'contact',
					'crm.item.list',
					{ entityTypeId: 3, select: ['*'], filter: { hasEmail: 'Y' } },
					'items',
				),
			async (ask, { id }) => {
				const item = await call(ask, 'crm.item.get', { entityTypeId: 3, id });
				const email = rowsIn(listAt(item, 'result', 'item', 'fm')).find(
					({ typeId }) => typeId === 'EMAIL',
				);
				if (email === undefined) return { told: 'the contact has no email' };
				const body = await call(ask, 'crm.duplicate.findbycomm', {
					type: 'EMAIL',
					values: [email.value],
					entity_type: 'CONTACT',
				});
				return (listAt(body, 'result', 'CONTACT') ?? []).map(Number).includes(Number(id));
			},
		),
	},
	{
		name: 'a task that is read has the ID that was asked for; one that is not there is an empty list',
		of: ['task.get'],
		check: about(firstTask, async (ask, { id: taskId }) => {
			const body = await call(ask, 'tasks.task.get', { taskId, select: ['ID'] });
			const none = await call(ask, 'tasks.task.get', { taskId: 999_999_999, select: ['ID'] });
			const isEmpty = listAt(none, 'result')?.length === 0;
			return textAt(body, 'result', 'task', 'id') === String(taskId) && isEmpty;
		}),
	},
	{
		name: 'the history of a task is a list of changes',
		of: ['task.getHistory'],
		check: about(firstTask, async (ask, { id: taskId }) =>
			isList(await call(ask, 'tasks.task.history.list', { taskId }), 'list'),
		),
	},
	{
		name: 'the checklist of a task is a list',
		of: ['taskChecklistItem.getMany'],
		check: about(firstTask, async (ask, { id: TASKID }) =>
			isList(await call(ask, 'task.checklistitem.getlist', { TASKID })),
		),
	},
	{
		name: 'time entries can be asked for behind an ID, newest first',
		of: ['taskTime.get', 'taskTime.getMany'],
		check: about(firstTask, async (ask, { id: TASKID }) =>
			isList(
				await call(ask, 'task.elapseditem.getlist', {
					TASKID,
					ORDER: { ID: 'desc' },
					FILTER: { '<ID': 999_999_999 },
					SELECT: ['*'],
					PARAMS: { NAV_PARAMS: { nPageSize: 50, iNumPage: 1 } },
				}),
			),
		),
	},
	{
		name: 'results of a task can be read by REST 3.0',
		of: ['taskResult.getMany'],
		check: about(firstTask, async (ask, { id }) =>
			isList(
				await call3(ask, 'tasks.task.result.list', {
					filter: [['taskId', Number(id)]],
					order: { id: 'DESC' },
					pagination: { limit: 50 },
				}),
				'items',
			),
		),
	},
	{
		name: 'tasks have a chat, whose messages can be read',
		of: ['taskComment.getMany'],
		check: about(firstTask, async (ask, { id: taskId }) => {
			const task = await call(ask, 'tasks.task.get', { taskId, select: ['ID', 'CHAT_ID'] });
			const chat = Number(at(task, 'result', 'task', 'chatId') ?? 0);
			if (!(chat > 0)) return { told: 'the task has no chat: the old task card' };
			const body = await call(ask, 'im.dialog.messages.get', {
				DIALOG_ID: `chat${chat}`,
				LIMIT: 5,
			});
			return isList(body, 'messages');
		}),
	},
	{
		name: 'stages of My Planner are a map by their IDs',
		check: async (ask) =>
			typeof at(await call(ask, 'task.stages.get', { entityId: 0 }), 'result') === 'object',
	},
	{
		name: 'comments of the timeline are listed by the word of their record',
		of: ['timelineComment.get', 'timelineComment.getMany', 'timelineNote.get'],
		check: about(
			async (ask) => await first(ask, 'deal', 'crm.item.list', { entityTypeId: 2 }, 'items'),
			async (ask, { id: ENTITY_ID }) =>
				isList(
					await call(ask, 'crm.timeline.comment.list', {
						filter: { ENTITY_ID, ENTITY_TYPE: 'deal' },
					}),
				),
		),
	},
	{
		name: 'log entries of the timeline come ten a page',
		of: ['timelineLog.get', 'timelineLog.getMany'],
		check: about(
			async (ask) => await first(ask, 'deal', 'crm.item.list', { entityTypeId: 2 }, 'items'),
			async (ask, { id: entityId }) => {
				const parameters = { entityTypeId: 2, entityId, order: { id: 'desc' } };
				const rows = listAt(await call(ask, 'crm.timeline.logmessage.list', parameters), 'result');
				return rows === undefined
					? { holds: false, told: 'no list' }
					: { holds: rows.length <= 10, told: `${rows.length} rows` };
			},
		),
	},
	{
		name: 'events of the calendar have their times in seconds',
		of: ['calendarEvent.get', 'calendarEvent.getMany'],
		async check(ask) {
			const ownerId = at(await call(ask, 'profile'), 'result', 'ID');
			const events = rowsIn(
				listAt(await call(ask, 'calendar.event.get', { type: 'user', ownerId }), 'result'),
			);
			return events.length === 0
				? { told: 'no event from a month ago to three months from now' }
				: events.every(({ DATE_FROM_TS_UTC: from }) => Number(from) > 0);
		},
	},
];
