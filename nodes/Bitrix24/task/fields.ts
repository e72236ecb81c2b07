import { toIsoOffset } from '../../shared/dates';
import { InvalidInput } from '../../shared/errors';
import { choice, collection, date, files, flag, integer, listedTexts, selection, text, type Field, type Reader, type Values } from '../../shared/fields';
import { mapper, type MappedValue } from '../../shared/mapper';
import { NUMBER_ID, picker, pickers } from '../../shared/pickers';
import { defined } from '../../shared/values';
import { crmLinks } from './crmLinks';
import { user } from '../pickers';
import { yesNo } from '../values';

export const taskId = picker('Task', NUMBER_ID, {
	search: 'searchTasks',
	description: 'The task, from the list, by its address or by its ID',
	url: { placeholder: 'e.g. https://your-portal.bitrix24.com/company/personal/user/1/tasks/task/view/42/', pattern: '/task/view/(\\d+)' },
});
export const title = text('Title', { placeholder: 'e.g. Send the quote' });
export const responsible = user('Responsible User');

const PRIORITIES = [
	{ name: 'High', value: 2 },
	{ name: 'Low', value: 0 },
	{ name: 'Medium', value: 1 },
];

const MARKS = [
	{ name: 'Negative', value: 'N' },
	{ name: 'None', value: '' },
	{ name: 'Positive', value: 'P' },
];

/** Texts with commas between, or a list. */
const tags: Field<readonly string[] | undefined> = {
	label: 'Tags',
	property: (name) => text('Tags', { placeholder: 'e.g. quote,urgent', description: 'Separated by commas. On update they replace the present ones.' }).property(name),
	read(raw, { inCollection }) {
		if (raw === undefined || raw === null) return undefined;
		const found = listedTexts(raw, 'Tags');
		return found.length > 0 || inCollection ? found : undefined;
	},
};

/** Fields of a task beside title and responsible user, by Bitrix24's names; vendors/bitrix24.md section 2.8. */
export const DETAILS = {
	ACCOMPLICES: pickers('Participants', 'Participant', NUMBER_ID, { search: 'searchUsers' }),
	ADD_IN_REPORT: flag('Add to Report', 'Whether the task counts in efficiency reports'),
	ALLOW_CHANGE_DEADLINE: flag('Responsible May Change Deadline', 'Whether the responsible user may change the deadline'),
	ALLOW_TIME_TRACKING: flag('Track Time', 'Whether time spent on the task is tracked'),
	AUDITORS: pickers('Observers', 'Observer', NUMBER_ID, { search: 'searchUsers' }),
	autoComplete: flag('Complete with Subtasks', 'Whether the task completes itself when all its subtasks are done'),
	CREATED_BY: user('Created By', 'Only administrators may create tasks in the name of others'),
	datesBySubtasks: flag('Dates Follow Subtasks', 'Whether the dates of the task follow those of its subtasks'),
	DEADLINE: date('Deadline'),
	DEPENDS_ON: pickers('Depends On', 'Task', NUMBER_ID, { search: 'searchTasks' }),
	DESCRIPTION: text('Description', { rows: 4, description: 'Text with BB code' }),
	END_DATE_PLAN: date('Planned End', { description: 'Belongs together with Planned Start' }),
	FLOW_ID: integer('Flow ID', { min: 1 }),
	GROUP_ID: picker('Workgroup', NUMBER_ID, { search: 'searchGroups' }),
	MARK: choice('Score', MARKS),
	MATCH_WORK_TIME: flag('Skip Weekends', 'Whether the dates of the task keep to working hours'),
	PARENT_ID: picker('Parent Task', NUMBER_ID, { search: 'searchTasks' }),
	PRIORITY: choice<number>('Priority', PRIORITIES, { fallback: 1 }),
	resultRequired: flag('Result Required', 'Whether the task can only be completed with a result'),
	STAGE_ID: integer('Stage ID', { min: 0, description: 'ID of the Kanban stage in the workgroup' }),
	START_DATE_PLAN: date('Planned Start', { description: 'Belongs together with Planned End' }),
	TAGS: tags,
	TASK_CONTROL: flag('Approval Required', 'Whether the creator has to approve the completed task'),
	timeEstimate: integer('Time Estimate (Minutes)', { min: 0 }),
	UF_CRM_TASK: crmLinks,
	XML_ID: text('External ID', { description: 'ID of the task in another system' }),
};

export const attachments = {
	files: files('Files', 'Files of the input item to attach. They are uploaded to Bitrix24 Drive first.'),
	storage: picker('Drive', NUMBER_ID, { search: 'searchStorages', description: 'Where on Bitrix24 Drive the files are stored. Needed when there are files.' }),
};

export const customFields = mapper('Custom Fields', 'getTaskFields', [], { noun: 'field', description: 'Fields that your portal has added to tasks' });

/** Custom fields come only when they are named. */
export const readFields = selection('Custom Field Names or IDs', 'getTaskFieldNames', 'Fields that your portal has added to tasks and that should be read as well');

/** What is read of a task: everything, the links and files that have to be named, and the custom fields asked for. */
export function taskSelect(custom: readonly string[] | undefined): string[] {
	return ['*', 'UF_CRM_TASK', 'UF_TASK_WEBDAV_FILES', 'UF_MAIL_MESSAGE', ...(custom ?? [])];
}

type TaskValues = Partial<Values<typeof DETAILS>> & { readonly TITLE?: string; readonly RESPONSIBLE_ID?: number };

const SECONDS_IN_A_MINUTE = 60;

/** The fields as Bitrix24 wants them; the three switches are the SE_PARAMETER codes 1 to 3 (section 2.8). @throws InvalidInput when one planned date is missing, or they are reversed */
export function taskBody(values: TaskValues, custom: readonly MappedValue[], { zone }: Pick<Reader, 'zone'>) {
	const { autoComplete, datesBySubtasks, resultRequired, timeEstimate, DEADLINE, START_DATE_PLAN, END_DATE_PLAN, ...rest } = values;
	if ((START_DATE_PLAN === undefined) !== (END_DATE_PLAN === undefined)) throw new InvalidInput('"Planned Start" and "Planned End" belong together', 'Fill in both, or leave both out.');
	if (START_DATE_PLAN !== undefined && END_DATE_PLAN !== undefined && END_DATE_PLAN.local < START_DATE_PLAN.local) throw new InvalidInput('"Planned End" is before "Planned Start"', 'Correct one of the two dates.');
	const parameters = [datesBySubtasks, autoComplete, resultRequired].flatMap((value, index) => (value === undefined ? [] : [{ CODE: index + 1, VALUE: yesNo(value) }]));
	const plain = Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, typeof value === 'boolean' ? yesNo(value) : value]));
	return defined({
		...plain,
		DEADLINE: DEADLINE && toIsoOffset(DEADLINE),
		START_DATE_PLAN: START_DATE_PLAN && toIsoOffset(START_DATE_PLAN),
		END_DATE_PLAN: END_DATE_PLAN && toIsoOffset(END_DATE_PLAN),
		TIME_ESTIMATE: timeEstimate === undefined ? undefined : timeEstimate * SECONDS_IN_A_MINUTE,
		SE_PARAMETER: parameters.length === 0 ? undefined : parameters,
		...Object.fromEntries(custom.map(({ id, value, type, label }) => [id, customValue(value, type, label, zone)])),
	});
}


function customValue(value: unknown, type: MappedValue['type'], label: string, zone: string): unknown {
	if (type === 'boolean') return value === true || value === 'true' ? 1 : 0;
	const moment = type === 'dateTime' && value !== '' ? date(label).read(value, { zone, input: {}, inCollection: true }) : undefined;
	return moment === undefined ? value : toIsoOffset(moment);
}

export const detailFields = collection('Additional Fields', DETAILS);
export const changeFields = collection('Update Fields', { ...DETAILS, RESPONSIBLE_ID: responsible, TITLE: title });
