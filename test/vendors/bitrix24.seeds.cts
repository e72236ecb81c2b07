/**
 * What a fresh fake Bitrix24 portal has beside users, CRM records and activities: tasks and what
 * hangs on them, timeline, Drive, groups, an app.
 */
import { pick } from '../support/there.cts';
import { portalTime } from './bitrix24.answers.cts';
import { boards, calendars, oldComments } from './bitrix24.boards.data.cts';
import type {
	ActivityType,
	AddedItem,
	Attachment,
	Badge,
	ChecklistItem,
	Configurable,
	DriveFile,
	DriveStorage,
	Handler,
	Layout,
	LogEntry,
	Message,
	Note,
	PhoneCall,
	RecordLink,
	Result,
	SentEvent,
	Task,
	TimelineComment,
} from './bitrix24.records.cts';
import { keyed, SeedRows } from './seedRows.cts';

export const COUNTS = { tasks: 2000, groups: 15 };

const HOUR = 3_600_000;
const BASE = Date.parse('2025-01-06T09:00:00+03:00');
const hours = (n: number) => portalTime(BASE + n * HOUR);
const FAR = portalTime(Date.parse('2099-12-31T18:00:00+03:00'));
const range = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
const WORDS = [
	'Call back',
	'Send quote',
	'Prepare contract',
	'Check stock',
	'Plan visit',
	'Write report',
	'Order parts',
];

/** ids of tasks the tests may name; user 1 is the administrator and the webhook's user */
const TASKS = {
	hidden: 1990,
	awaiting: 1991,
	ownAwaiting: 1992,
	completed: 1993,
	deferred: 1994,
	waiting: 1995,
	inProgress: 1996,
	overdue: 1997,
	needsResult: 1998,
};
/** further ids the tests may name */
export const FIXED = {
	tasks: TASKS,
	sharedComment: 130,
	deniedComment: 131,
	driveFile: 501,
	storage: 2,
	activityType: 'SITE_VISIT',
	plainActivityType: 'OLD_STYLE',
	badge: 'missedCall',
};
const CHAT_OF_TASK = 50_000;

/** what a new task has before anything is said about it (contract 2.8: numbers as strings) */
const BLANK_TASK = {
	PARENT_ID: null,
	DESCRIPTION: '',
	MARK: null,
	PRIORITY: '1',
	STATUS: '2',
	MULTITASK: 'N',
	NOT_VIEWED: 'N',
	REPLICATE: 'N',
	STAGE_ID: '0',
	SPRINT_ID: null,
	BACKLOG_ID: null,
	STATUS_CHANGED_BY: null,
	CLOSED_BY: '0',
	CLOSED_DATE: null,
	DATE_START: null,
	DEADLINE: null,
	START_DATE_PLAN: null,
	END_DATE_PLAN: null,
	XML_ID: null,
	COMMENTS_COUNT: null,
	ALLOW_CHANGE_DEADLINE: 'N',
	ALLOW_TIME_TRACKING: 'N',
	TASK_CONTROL: 'N',
	ADD_IN_REPORT: 'N',
	TIME_ESTIMATE: '0',
	TIME_SPENT_IN_LOGS: null,
	MATCH_WORK_TIME: 'N',
	FORUM_TOPIC_ID: null,
	FORUM_ID: null,
	SITE_ID: 's1',
	SUBORDINATE: 'N',
	VIEWED_DATE: null,
	SORTING: null,
	IS_MUTED: 'N',
	IS_PINNED: 'N',
	IS_PINNED_IN_GROUP: 'N',
	FLOW_ID: null,
	DESCRIPTION_IN_BBCODE: 'Y',
	DURATION_PLAN: null,
	DURATION_TYPE: 'days',
	FAVORITE: 'N',
	GROUP_ID: '0',
	AUDITORS: [],
	ACCOMPLICES: [],
	TAGS: [],
	DEPENDS_ON: [],
	SE_PARAMETER: [],
	UF_CRM_TASK: [],
	UF_TASK_WEBDAV_FILES: [],
	UF_MAIL_MESSAGE: null,
	UF_AUTO_123: null,
	UF_AUTO_456: '0',
};

/** the fields that follow from a task's id, its people and its time */
export function ground(
	id: number,
	{ creator, responsible, at }: { creator: unknown; responsible: unknown; at: string },
) {
	const by = String(creator);
	return {
		...BLANK_TASK,
		ID: String(id),
		CREATED_BY: by,
		CREATED_DATE: at,
		RESPONSIBLE_ID: String(responsible),
		CHANGED_BY: by,
		CHANGED_DATE: at,
		STATUS_CHANGED_DATE: at,
		ACTIVITY_DATE: at,
		GUID: `{00000000-0000-4000-8000-${String(id).padStart(12, '0')}}`,
		CHAT_ID: CHAT_OF_TASK + id,
	};
}

function task(n: number): Task {
	const status = pick(['2', '3', '5', '6', '2'], n);
	const at = hours(n);
	return {
		...ground(n, { creator: 1 + (n % 4), responsible: 1 + (n % 9), at }),
		PARENT_ID: n % 25 === 0 ? String(n - 1) : null,
		SUBORDINATE: n % 25 === 0 ? 'Y' : 'N',
		TITLE: `Task ${n} ${pick(WORDS, n)}`,
		DESCRIPTION: `About task ${n}`,
		PRIORITY: String(n % 3),
		STATUS: status,
		NOT_VIEWED: n % 50 === 7 ? 'Y' : 'N',
		CLOSED_BY: status === '5' ? '1' : '0',
		CLOSED_DATE: status === '5' ? hours(n + 24) : null,
		CHANGED_DATE: status === '5' ? hours(n + 24) : at,
		DEADLINE: pick([null, hours(n + 120), FAR], n),
		GROUP_ID: n % 6 === 0 ? String(1 + (n % 15)) : '0',
		AUDITORS: n % 8 === 0 ? ['5'] : [],
		ACCOMPLICES: n % 7 === 0 ? ['3', '4'] : [],
		TAGS: n % 10 === 0 ? ['urgent', 'crm'] : [],
		UF_CRM_TASK: n % 12 === 0 ? [`D_${1 + (n % 500)}`, 'C_1'] : [],
		...SPECIAL[n],
	};
}

const open = { STATUS: '2', CLOSED_BY: '0', CLOSED_DATE: null, DEADLINE: null };
const controlled = { ...open, STATUS: '4', TASK_CONTROL: 'Y', CREATED_BY: '1' };
const SPECIAL: Record<number, Partial<Task>> = {
	[TASKS.hidden]: { TITLE: 'Hidden from everybody' },
	[TASKS.awaiting]: { ...controlled, TITLE: 'Awaits approval', RESPONSIBLE_ID: '2' },
	[TASKS.ownAwaiting]: {
		...controlled,
		TITLE: 'Awaits approval by the responsible user',
		RESPONSIBLE_ID: '1',
	},
	[TASKS.completed]: { TITLE: 'Completed', STATUS: '5', CLOSED_BY: '1', CLOSED_DATE: hours(2100) },
	[TASKS.deferred]: { ...open, TITLE: 'Deferred', STATUS: '6' },
	[TASKS.waiting]: { ...open, TITLE: 'Waiting', CREATED_BY: '1', RESPONSIBLE_ID: '2' },
	[TASKS.inProgress]: { ...open, TITLE: 'In progress', STATUS: '3' },
	[TASKS.overdue]: { ...open, TITLE: 'Overdue', DEADLINE: hours(2000) },
	[TASKS.needsResult]: {
		...open,
		TITLE: 'Needs a result',
		SE_PARAMETER: [{ CODE: '3', VALUE: 'Y' }],
	},
};

/** tasks 1 to 20 have one checklist with three items, ids 1 to 80 */
function checklistItems(): ChecklistItem[] {
	return range(20).flatMap((taskId) => {
		const root = (taskId - 1) * 4 + 1;
		return ['Checklist', 'First', 'Second', 'Third'].map((TITLE, index) => ({
			ID: String(root + index),
			TASK_ID: String(taskId),
			PARENT_ID: index === 0 ? 0 : String(root),
			CREATED_BY: '1',
			TITLE,
			SORT_INDEX: String(Math.max(0, index - 1)),
			IS_COMPLETE: index === 1 ? 'Y' : 'N',
			IS_IMPORTANT: 'N',
			TOGGLED_BY: index === 1 ? '1' : null,
			TOGGLED_DATE: index === 1 ? hours(taskId) : '',
			MEMBERS: [],
			ATTACHMENTS: [],
		}));
	});
}

/** So many of each task: which task each belongs to, and its number there. */
const spread = (tasks: readonly number[], countOf: (taskId: number) => number) =>
	tasks.flatMap((taskId) => range(countOf(taskId)).map((n) => [taskId, n] as const));

/** tasks 1 and 3 have 60 and 2 time entries, with ids from 1 */
export function elapsed() {
	const spent = spread([1, 3], (taskId) => (taskId === 1 ? 60 : 2));
	return spent.map(([taskId, n], index) => ({
		ID: String(1 + index),
		TASK_ID: String(taskId),
		USER_ID: String(1 + (n % 2)),
		COMMENT_TEXT: `Work ${n}`,
		SECONDS: String(600 * n),
		MINUTES: String(10 * n),
		SOURCE: '2',
		CREATED_DATE: hours(index),
		DATE_START: hours(index),
		DATE_STOP: hours(index),
	}));
}

/** task 1 has 60 results, task 3 one, with ids from 1; the second is of somebody else */
function results(): Result[] {
	const said = spread([1, 3], (taskId) => (taskId === 1 ? 60 : 1));
	return said.map(([taskId, n], index) => ({
		id: 1 + index,
		taskId,
		text: `Result ${n}`,
		authorId: n === 2 ? 2 : 1,
		createdAt: hours(index),
		updatedAt: null,
		status: n % 5 === 0 ? 'closed' : 'open',
		fileIds: [],
		messageId: null,
	}));
}

/** deals 1 and 3 have 25 and 2 log entries that a webhook made, with ids from 1; the last is of an app */
function logs(): LogEntry[] {
	const said = spread([1, 3], (owner) => (owner === 1 ? 25 : 2));
	return said.map(([owner, n], index) => ({
		id: 1 + index,
		created: hours(index),
		authorId: 1,
		title: `Entry ${n}`,
		text: `What happened ${n}`,
		iconCode: 'info',
		type: 2,
		owner,
		madeBy: index === said.length - 1 ? 'app' : 'webhook',
	}));
}

/** 60 finished calls, with ids from 1, and one that goes on */
function calls(): PhoneCall[] {
	return range(61).map((n) => ({
		key: '',
		at: 0,
		ID: n,
		CALL_ID: `externalCall.${n}`,
		PORTAL_USER_ID: 1 + (n % 3),
		PHONE_NUMBER: `+49 30 ${100_000 + n}`,
		CALL_TYPE: 1 + (n % 2),
		CALL_START_DATE: hours(n),
		EXTERNAL_CALL_ID: `pbx-${n}`,
		PORTAL_NUMBER: '',
		CRM_ENTITY_TYPE: 'CONTACT',
		CRM_ENTITY_ID: n,
		finished: n <= 60,
		CALL_DURATION: n % 4 === 0 ? 0 : 60 + n,
		CALL_FAILED_CODE: n % 4 === 0 ? '304' : '200',
		CRM_ACTIVITY_ID: n,
	}));
}

/** 60 messages in the chat of task 1, three in those of tasks 2 to 5; the first of each is the portal's own */
function messages(): Message[] {
	const said = spread(range(5), (taskId) => (taskId === 1 ? 60 : 3));
	return said.map(([taskId, n], index) => ({
		id: 1 + index,
		chat_id: CHAT_OF_TASK + taskId,
		author_id: n === 1 ? 0 : 1 + (n % 2),
		date: hours(index),
		text: n === 1 ? 'The chat was created' : `Message ${n}`,
	}));
}

/** 120 at deal 1, nine at contact 1, one at deal 2 and contact 2, one at deal 3 that nobody may change */
function comments(): TimelineComment[] {
	const at = (id: number, BINDINGS: RecordLink[]) => ({
		ID: String(id),
		CREATED: hours(id),
		AUTHOR_ID: String(1 + (id % 3)),
		COMMENT: `Comment ${id}`,
		FILES: [],
		BINDINGS,
	});
	return [
		...range(120).map((id) => at(id, [{ type: 2, id: 1 }])),
		...range(9).map((n) => at(120 + n, [{ type: 3, id: 1 }])),
		at(FIXED.sharedComment, [
			{ type: 2, id: 2 },
			{ type: 3, id: 2 },
		]),
		at(FIXED.deniedComment, [{ type: 2, id: 3 }]),
	];
}

export function group(n: number) {
	return {
		ID: String(n),
		SITE_ID: 's1',
		NAME: `${pick(['Sales', 'Support', 'Marketing', 'Logistics', 'Finance'], n)} group ${n}`,
		DESCRIPTION: null,
		DATE_CREATE: hours(n),
		DATE_UPDATE: hours(n),
		ACTIVE: 'Y',
		VISIBLE: 'Y',
		OPENED: 'N',
		CLOSED: n % 5 === 0 ? 'Y' : 'N',
		SUBJECT_ID: '1',
		OWNER_ID: '1',
		KEYWORDS: null,
		NUMBER_OF_MEMBERS: String(1 + n),
		DATE_ACTIVITY: hours(n),
		SUBJECT_NAME: 'Workgroups',
		PROJECT: n % 2 === 0 ? 'Y' : 'N',
		IS_EXTRANET: 'N',
	};
}

const storage = (
	ID: string,
	NAME: string,
	ENTITY_TYPE: string,
	ENTITY_ID: string,
	ROOT_OBJECT_ID: string,
): DriveStorage => ({
	ID,
	NAME,
	CODE: null,
	MODULE_ID: 'disk',
	ENTITY_TYPE,
	ENTITY_ID,
	ROOT_OBJECT_ID,
});
const STORAGES = [
	storage('1', 'Company Drive', 'common', 'shared_files_s1', '11'),
	storage('2', 'Boris Fischer', 'user', '1', '12'),
	storage('3', 'Sales group', 'group', '1', '13'),
];
const FILES: DriveFile[] = [
	{ ID: FIXED.driveFile, NAME: 'offer.pdf', STORAGE_ID: '2', SIZE: '5', CREATED_BY: '1' },
];

const TYPES: ActivityType[] = [
	{ TYPE_ID: FIXED.activityType, NAME: 'Site visit', IS_CONFIGURABLE_TYPE: 'Y', ICON_ID: '0' },
	{ TYPE_ID: FIXED.plainActivityType, NAME: 'Old style', IS_CONFIGURABLE_TYPE: 'N', ICON_ID: '0' },
];
const BADGES: Badge[] = [
	{ code: FIXED.badge, title: 'Call Status', value: 'Missed', type: 'failure' },
	{
		code: 'visitDone',
		title: { en: 'Visit', de: 'Besuch' },
		value: { en: 'Done', de: 'Erledigt' },
		type: 'success',
	},
];
const LAYOUT: Layout = {
	icon: { code: 'call-completed' },
	header: {
		title: 'Incoming call',
		tags: { state: { title: 'not transcribed', type: 'warning' } },
	},
	body: {
		logo: { code: 'call-incoming', action: { type: 'redirect', uri: '/crm/deal/details/1/' } },
		blocks: {
			client: {
				type: 'withTitle',
				properties: {
					title: 'Client',
					inline: true,
					block: { type: 'text', properties: { value: 'Becker Bakery' } },
				},
			},
		},
	},
	footer: {
		buttons: {
			confirm: {
				title: 'Confirm',
				type: 'primary',
				action: { type: 'restEvent', id: 'confirm', animationType: 'loader' },
			},
		},
		menu: { showPostponeItem: 'false' },
	},
};

const made = new Map<number, Map<number, Task>>();

/** Tasks are many, and each portal begins with them. */
function tasksOf(count: number): Map<number, Task> {
	const rows = made.get(count) ?? keyed(range(count).map(task), ({ ID }) => Number(ID));
	made.set(count, rows);
	return new SeedRows(rows);
}

const copied = <Row,>(records: readonly Row[], key: keyof Row): Map<number, Row> =>
	new Map(records.map((record) => [Number(record[key]), { ...record }]));
const named = <Row,>(records: readonly Row[], key: keyof Row): Map<unknown, Row> =>
	new Map(records.map((record) => [record[key], { ...record }]));

/**
 * @param counts how many of each kind
 * @param configurable id of the seeded configurable activity
 */
export function more(counts: typeof COUNTS, configurable: number) {
	return {
		tasks: tasksOf(counts.tasks),
		/** tasks nobody may see: they read as missing */
		hiddenTasks: new Set([TASKS.hidden]),
		checklistItems: copied(checklistItems(), 'ID'),
		/** messages of task chats; a task's chat is its CHAT_ID */
		messages: copied(messages(), 'id'),
		/** timeline comments, each with BINDINGS [{ type, id }] */
		comments: copied(comments(), 'ID'),
		deniedComments: new Set([FIXED.deniedComment]),
		/** notes of timeline entries: `${itemType}:${itemId}` -> note */
		notes: new Map<string, Note>(),
		/** time spent on tasks */
		elapsed: copied(elapsed(), 'ID'),
		results: copied(results(), 'id'),
		/** log entries of the timeline, each with the type and id of its record and what made it */
		logs: copied(logs(), 'id'),
		calls: named(calls(), 'CALL_ID'),
		/** what the portal's AI has written down: activity id -> text */
		transcripts: new Map([[1, 'Good morning. I would like a quote.']]),
		...boards(),
		...calendars(),
		oldComments: oldComments(),
		checklistHistory: [] as AddedItem[],
		groups: copied(range(counts.groups).map(group), 'ID'),
		storages: copied(STORAGES, 'ID'),
		/** files on Drive */
		files: copied(FILES, 'ID'),
		/** what hangs on tasks, by the attachment's id */
		attachments: new Map<number, Attachment>(),
		/** the app's activity types: TYPE_ID -> type */
		activityTypes: named(TYPES, 'TYPE_ID'),
		badges: named(BADGES, 'code'),
		configurables: new Map<number, Configurable>([
			[configurable, { app: 'own', layout: LAYOUT, pingOffsets: [], badgeCode: '' }],
		]),
		/** event handlers of the app */
		handlers: [] as Handler[],
		/** what event.test has sent */
		sentEvents: [] as SentEvent[],
	};
}
