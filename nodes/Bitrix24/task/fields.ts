import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';
import { InvalidInput } from '../../shared/contract/errors';
import type { Values } from '../../shared/contract/field';
import type { RecordSearch } from '../../shared/contract/people';
import { mapper, type MappedValue } from '../../shared/form/customFields';
import {
	choice,
	clearable,
	collection,
	date,
	files,
	flag,
	integer,
	selection,
	text,
	words,
} from '../../shared/form/fields';
import { idList, NUMBER_ID, picker, pickers, type IdKind } from '../../shared/form/recordPickers';
import { inOrder, toIsoOffset, type Moment } from '../../shared/text/dates';
import { changedValues, isObject, withCleared } from '../../shared/text/unknownJson';
import { user, users } from '../recordPickers';
import { yesNo } from '../yesNo';
import { crmLinks } from './crmLinks';
import type { MainValues } from './mainFields';
import { stage } from './stages';

export const taskId = findable();

/** @param externalId finds one by its External ID, too */
export function findable(externalId?: RecordSearch) {
	return picker('Task', NUMBER_ID, {
		search: 'searchTasks',
		description: 'The task, from the list, by its address or by its ID',
		url: {
			placeholder:
				'e.g. https://your-portal.bitrix24.com/company/personal/user/1/tasks/task/view/42/',
			pattern: '/task/view/(\\d+)',
		},
		externalId,
	});
}
/** Bitrix24's own value for it is empty, which would be a blank here. */
const NO_MARK = 'none';
const MARKS = [
	{ name: 'Negative', value: 'N' },
	{ name: 'None', value: NO_MARK },
	{ name: 'Positive', value: 'P' },
];

/** Units of the planned duration, as tasks.task.getFields prints them (docs/contracts/bitrix24.md section 2.8). */
const DURATION_UNITS = [
	{ name: 'Days', value: 'days' },
	{ name: 'Hours', value: 'hours' },
	{ name: 'Minutes', value: 'mins' },
	{ name: 'Months', value: 'months' },
	{ name: 'Seconds', value: 'secs' },
	{ name: 'Weeks', value: 'weeks' },
	{ name: 'Years', value: 'years' },
] as const;
type DurationUnit = (typeof DURATION_UNITS)[number]['value'];

/** A file on Drive, by its number, or as tasks name it: `n123`. */
const DRIVE_FILE: IdKind<number> = {
	looksLike: 'the ID of a file on Drive such as 123',
	placeholder: 'e.g. 123, 124',
	parse: (text) => NUMBER_ID.parse(text.replace(/^n(?=\d)/i, '')),
};

export const attachments = {
	files: files(
		'Files',
		'Files of the input item to attach. They are uploaded to Bitrix24 Drive first.',
	),
	storage: picker('Drive', NUMBER_ID, {
		search: 'searchStorages',
		description: 'Where on Bitrix24 Drive the files are stored. Needed when there are files.',
	}),
};

/** Fields of a task beside the main ones, by Bitrix24's names; docs/contracts/bitrix24.md section 2.8. */
const DETAILS = {
	ACCOMPLICES: clearable(users('Participants', 'Participant')),
	ADD_IN_REPORT: flag('Add to Report', 'Whether the task counts in efficiency reports'),
	ALLOW_CHANGE_DEADLINE: flag(
		'Assignee May Change Due Date',
		'Whether the person the task is assigned to may change when it is due',
	),
	ALLOW_TIME_TRACKING: flag('Track Time', 'Whether time spent on the task is tracked'),
	AUDITORS: clearable(users('Observers', 'Observer')),
	autoComplete: flag(
		'Complete with Subtasks',
		'Whether the task is completed automatically when all its subtasks are done',
	),
	CREATED_BY: user('Created By', 'Only administrators can create tasks on behalf of others'),
	datesBySubtasks: flag(
		'Dates Follow Subtasks',
		'Whether the dates of the task follow the dates of its subtasks',
	),
	DEPENDS_ON: clearable(pickers('Depends On', 'Task', NUMBER_ID, { search: 'searchTasks' })),
	driveFiles: clearable(
		idList(
			'Drive Files',
			DRIVE_FILE,
			'IDs of files that are on Bitrix24 Drive already, separated by commas. On update they replace all ' +
				'files that the task has.',
		),
	),
	DURATION_PLAN: clearable(
		integer('Planned Duration', {
			min: 0,
			fallback: 1,
			description: 'In the unit of Planned Duration Unit',
		}),
	),
	DURATION_TYPE: choice<DurationUnit>('Planned Duration Unit', DURATION_UNITS, {
		fallback: 'days',
	}),
	END_DATE_PLAN: clearable(date('Planned End', 'end', { description: 'Requires Planned Start' })),
	FLOW_ID: picker('Flow', NUMBER_ID, {
		description:
			'The flow that the task goes through. Bitrix24 offers no list of flows to pick from.',
	}),
	GROUP_ID: clearable(picker('Workgroup', NUMBER_ID, { search: 'searchGroups' })),
	MARK: choice('Score', MARKS),
	MATCH_WORK_TIME: flag('Skip Weekends', 'Whether the dates of the task keep to working hours'),
	PARENT_ID: clearable(picker('Parent Task', NUMBER_ID, { search: 'searchTasks' })),
	resultRequired: flag('Result Required', 'Whether the task can only be completed with a result'),
	// Behind the workgroup, whose stages have names.
	STAGE_ID: stage,
	START_DATE_PLAN: clearable(
		date('Planned Start', 'start', { description: 'Requires Planned End' }),
	),
	TAGS: clearable(
		words('Tags', {
			placeholder: 'e.g. quote,urgent',
			description: 'Separated by commas. On update they replace the current ones.',
		}),
	),
	TASK_CONTROL: flag('Approval Required', 'Whether the creator has to approve the completed task'),
	timeEstimate: clearable(integer('Time Estimate (Minutes)', { min: 0, fallback: 30 })),
	UF_CRM_TASK: clearable(crmLinks),
	XML_ID: clearable(
		text('XML ID', {
			description: "ID in another system. Bitrix24 stores it, but can't find tasks by it.",
		}),
	),
};

/**
 * How a portal names the fields that it has added; three of such names are Bitrix24's own and
 * have fields of their own in the form.
 */
const CUSTOM_NAMES = /^UF_(?!(?:CRM_TASK|TASK_WEBDAV_FILES|MAIL_MESSAGE)$)[A-Z0-9_]+$/i;

export const customFields = mapper('Custom Fields', 'getTaskFields', [], {
	noun: 'field',
	names: CUSTOM_NAMES,
	description:
		'Fields that your portal has added to tasks. A text field that holds several values takes a list.',
	takesLists: true,
});

/** Custom fields come only when they are named. */
export const readFields = selection(
	'Custom Field Names or IDs',
	'getTaskFieldNames',
	'Fields that your portal has added to tasks and that are returned as well',
);

export const returnedFields = words('Fields to Return', {
	placeholder: 'e.g. ID,TITLE,DEADLINE',
	description:
		"Bitrix24's names of the fields to return, separated by commas, for the output Raw. If " +
		'not added, all fields are returned.',
});

/**
 * What is read of a task: everything, the links and files that have to be named, and the custom fields asked for.
 * @param names of fields that alone are wanted; the ID always comes along, as lists are read by it
 */
export function taskSelect(
	custom: readonly string[] | undefined,
	names?: readonly string[],
): string[] {
	const plain = names ?? ['*', 'TAGS', 'UF_CRM_TASK', 'UF_TASK_WEBDAV_FILES', 'UF_MAIL_MESSAGE'];
	return [...new Set([...(names === undefined ? [] : ['ID']), ...plain, ...(custom ?? [])])];
}

/** What a task is written with, by Bitrix24's names, without what takes requests of its own. */
export type TaskValues = Partial<Values<typeof DETAILS>> & MainValues;

const SECONDS_IN_A_MINUTE = 60;

/**
 * How a field of a task is cleared: a text or date is empty, a list has no entries, and no group
 * or parent has the number 0.
 */
const CLEARED = {
	DESCRIPTION: '',
	XML_ID: '',
	DEADLINE: '',
	START_DATE_PLAN: '',
	END_DATE_PLAN: '',
	ACCOMPLICES: [],
	AUDITORS: [],
	DEPENDS_ON: [],
	TAGS: [],
	UF_CRM_TASK: [],
	GROUP_ID: 0,
	PARENT_ID: 0,
	TIME_ESTIMATE: 0,
	DURATION_PLAN: 0,
	UF_TASK_WEBDAV_FILES: [],
} as const;

/** Fields that Bitrix24 takes by another name than the one they are read by. */
const RENAMED: ReadonlySet<string> = new Set<keyof TaskValues>([
	'autoComplete',
	'datesBySubtasks',
	'driveFiles',
	'resultRequired',
	'timeEstimate',
]);
const DATES: ReadonlySet<string> = new Set<keyof TaskValues>([
	'DEADLINE',
	'START_DATE_PLAN',
	'END_DATE_PLAN',
]);

/**
 * The fields that were filled in or are to be cleared, as Bitrix24 wants them; the three switches are the SE_PARAMETER
 * codes 1 to 3 (section 2.8).
 * @throws InvalidInput when one planned date is missing, or they are reversed
 */
export function taskBody(values: TaskValues, custom: readonly MappedValue[]): IDataObject {
	const { driveFiles, timeEstimate, START_DATE_PLAN: start, END_DATE_PLAN: end } = values;
	if (stateOf(start) !== stateOf(end))
		throw new InvalidInput(
			'"Planned Start" and "Planned End" belong together',
			'Fill in both, or leave both out.',
		);
	inOrder(start, end, ['Planned Start', 'Planned End']);
	const filled = changedValues(values, (value, name) =>
		RENAMED.has(name) ? undefined : writtenValue(value, name),
	);
	const switches = switchesOf(values);
	if (timeEstimate !== undefined)
		filled.TIME_ESTIMATE = timeEstimate && timeEstimate * SECONDS_IN_A_MINUTE;
	if (switches.length > 0) filled.SE_PARAMETER = switches;
	if (driveFiles !== undefined)
		filled.UF_TASK_WEBDAV_FILES = driveFiles && driveFiles.map((id) => `n${id}`);
	return Object.assign(withCleared(filled, CLEARED), customBody(custom));
}

/** A value that has its field's own name. Null, which clears the field, stays for the vendor's way of writing that. */
function writtenValue(value: unknown, name: string): unknown {
	if (typeof value === 'boolean') return yesNo(value);
	if (DATES.has(name)) return value && toIsoOffset(value as Moment);
	return name === 'MARK' && value === NO_MARK ? '' : value;
}

function switchesOf({ datesBySubtasks, autoComplete, resultRequired }: TaskValues): IDataObject[] {
	const values = [datesBySubtasks, autoComplete, resultRequired];
	if (values.every((value) => value === undefined)) return [];
	return values.flatMap((value, index) =>
		value === undefined ? [] : [{ CODE: index + 1, VALUE: yesNo(value) }],
	);
}

/** Whether a value is left out, to be cleared, or there. */
function stateOf(value: Moment | null | undefined): string {
	return value === undefined || value === null ? String(value) : 'there';
}

function customBody(custom: readonly MappedValue[]): IDataObject {
	return Object.fromEntries(
		custom.map((field) => [field.id.toUpperCase(), customValue(field)]),
	) as IDataObject;
}

/**
 * Yes and no are 1 and 0, and an empty text clears anything else. @throws InvalidInput for a yes
 * or no that is to be cleared: an empty one would be a no
 */
function customValue({ label, type, value }: MappedValue): unknown {
	if (value === null && type === 'boolean')
		throw new InvalidInput(
			`"${label}" is empty, and this field can't be cleared`,
			'Fill it in, remove it, or set Blank Values to Leave Unchanged.',
		);
	if (value === null) return '';
	if (typeof value === 'boolean') return value ? 1 : 0;
	return isMoment(value) ? toIsoOffset(value) : value;
}

function isMoment(value: unknown): value is Moment {
	return isObject(value) && DateTime.isDateTime(value.local);
}

export const detailFields = collection('Additional Fields', {
	...DETAILS,
	...attachments,
	completed: flag('Completed', 'Whether the task is done already. It takes one more request.'),
});
export const changeFields = collection('Update Fields', { ...DETAILS, ...attachments });
