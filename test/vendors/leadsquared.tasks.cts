/** Tasks of the fake LeadSquared as they are written (contract 5.2 to 5.4, 5.6). */
import { there } from '../support/there.cts';
import {
	Refusal,
	mx,
	malformed,
	shaped,
	demand,
	admitRow,
	moment,
	momentOf,
	clean,
	done,
	type Account,
	type Context,
	type Endpoints,
	type Shape,
	type Shaped,
} from './leadsquared.answers.cts';
import { FIRST_OPPORTUNITY } from './leadsquared.fields.cts';
import { leadOf } from './leadsquared.leads.cts';
import { MINUTE } from './leadsquared.make.cts';
import type { Task, TaskType } from './leadsquared.tasks.data.cts';
import type { Call } from './server.cts';

const MOST_IN_BULK = 50;
const RELATED = { none: 0, lead: 1, opportunity: 5 };

const CHANGEABLE = {
	Name: 'string',
	Description: 'string',
	RelatedEntity: 'integer',
	RelatedEntityId: 'string',
	DueDate: 'string',
	EndDate: 'string',
	Reminder: 'integer',
	NotifyBy: 'string',
	OwnerId: 'string',
	OwnerEmailAddress: 'string',
	CustomFields: 'map',
} as const;
/** ReminderBeforeDays is printed as a string (contract 11) */
const MORE = {
	TaskType: 'map',
	ReminderBeforeDays: 'count',
	ReminderTime: 'string',
	Location: 'string',
} as const;
const WHOLE = { ...CHANGEABLE, ...MORE };

/** What is sent of a task; UserTaskId where an old one is changed. */
type Sent = Omit<Shaped<typeof WHOLE>, 'TaskType' | 'CustomFields'> & {
	readonly TaskType?: { readonly Name?: string };
	readonly CustomFields?: Readonly<Record<string, string>>;
	readonly UserTaskId?: string;
};

/** JSON types first (contract 3.2) */
function parsed(body: unknown, shape: Shape, where: string) {
	const sent: Shaped<typeof WHOLE> = shaped(body, shape, where);
	if (sent.TaskType !== undefined) shaped(sent.TaskType, { Name: 'string' }, 'TaskType');
	for (const [name, value] of Object.entries(sent.CustomFields ?? {})) {
		if (typeof value !== 'string')
			throw malformed(`attribute ${name} in CustomFields must be of type string`);
	}
	return sent as Sent;
}

function ownerOf({ OwnerId, OwnerEmailAddress = '' }: Sent, { store }: Account) {
	const users = [...store.users.values()];
	const user = OwnerId
		? store.users.get(OwnerId.toLowerCase())
		: users.find((one) => one.EmailAddress.toLowerCase() === OwnerEmailAddress.toLowerCase());
	if (user === undefined || user.StatusCode !== 0)
		throw mx('InvalidEntityReference', `No active user ${OwnerId || OwnerEmailAddress}.`);
	return user.ID;
}

/** the record a task is about, with its name (contract 5.2) */
function relatedOf({ RelatedEntity, RelatedEntityId = '' }: Sent, account: Account) {
	if (RelatedEntity === undefined || !Object.values(RELATED).includes(RelatedEntity))
		throw mx('InvalidInput', `Invalid RelatedEntity ${RelatedEntity}.`);
	if (RelatedEntity === RELATED.none)
		return { RelatedEntity, RelatedEntityId: '', RelatedEntityIdName: '' };
	if (RelatedEntityId === '') throw mx('MandatoryAttributeMissing', 'RelatedEntityId is missing.');
	if (RelatedEntity === RELATED.lead) {
		const lead = leadOf(RelatedEntityId, account);
		return {
			RelatedEntity,
			RelatedEntityId: lead.ProspectID,
			RelatedEntityIdName: `${lead.FirstName} ${lead.LastName}`.trim(),
		};
	}
	const found = account.store.activities.get(RelatedEntityId.toLowerCase());
	if (found === undefined || found.ActivityEvent < FIRST_OPPORTUNITY)
		throw mx('InvalidEntityReference', `No opportunity ${RelatedEntityId}.`);
	return {
		RelatedEntity,
		RelatedEntityId: found.ProspectActivityId,
		RelatedEntityIdName: String(found.Fields.mx_Custom_1),
	};
}

/** custom fields of the task's type; `whole`: the mandatory ones have to be there */
function customOf(sent: NonNullable<Sent['CustomFields']>, { columns }: TaskType, whole: boolean) {
	for (const [name, value] of Object.entries(sent)) {
		const column = columns.find((one) => one.SchemaName === name);
		if (column === undefined) throw mx('UnknownAttribute', `Attribute ${name} does not exist.`);
		clean(value);
		if (value === '' && column.Mandatory)
			throw mx('MandatoryFieldMissing', `${name} is mandatory.`);
		if (value !== '' && column.Options !== null && !column.Options.split(',').includes(value))
			throw mx('InvalidEntityReference', `${name}: value '${value}' is not in the drop-down.`);
	}
	const missing = whole
		? columns.find((one) => one.Mandatory && sent[one.SchemaName] === undefined)
		: undefined;
	if (missing !== undefined)
		throw mx('MandatoryFieldMissing', `${missing.SchemaName} is mandatory.`);
	return sent;
}

function reminderOf({ Reminder, ReminderBeforeDays, ReminderTime, NotifyBy }: Sent) {
	if (Reminder !== undefined && Reminder < 0) throw mx('InvalidInput', 'Invalid Reminder.');
	if (ReminderTime !== undefined && moment(`2026-01-01 ${ReminderTime}`) === undefined)
		throw mx('InvalidInput', 'Invalid ReminderTime.');
	if (NotifyBy !== undefined && !['1100', '1000'].includes(NotifyBy))
		throw mx('InvalidInput', `Invalid NotifyBy ${NotifyBy}.`);
	return {
		Reminder,
		ReminderBeforeDays: ReminderBeforeDays === undefined ? undefined : Number(ReminderBeforeDays),
		ReminderTime,
		NotifyBy,
	};
}

type Set<T> = { [Name in keyof T]: Exclude<T[Name], undefined> };
const set = <T extends object>(values: T) =>
	Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<
		Set<T>
	>;
const text = (value: string | undefined) => (value === undefined ? undefined : clean(value));

function datesOf(sent: Sent, { DueDate, EndDate }: Pick<Task, 'DueDate' | 'EndDate'>) {
	const dates = {
		DueDate: momentOf(sent, 'DueDate', DueDate),
		EndDate: momentOf(sent, 'EndDate', EndDate),
	};
	if (dates.EndDate < dates.DueDate) throw mx('InvalidInput', 'EndDate can not be before DueDate.');
	return dates;
}

const NO_REMINDER = { Reminder: 0, ReminderBeforeDays: 0, ReminderTime: '', NotifyBy: '1000' };

/** Keeps a new task and gives its id. */
function posted(sent: Sent, { account, operation }: Context) {
	const { store, userId } = account;
	const { Name, TaskType } = demand(sent, ['Name', 'TaskType', 'RelatedEntity']);
	const { Name: typeName } = demand(TaskType, ['Name']);
	if (!sent.OwnerId && !sent.OwnerEmailAddress)
		throw mx('MandatoryAttributeMissing', 'OwnerId is missing.');
	const type = [...store.taskTypes.values()].find((one) => one.Name === typeName);
	if (type === undefined) throw mx('InvalidInput', `Invalid task type ${typeName}.`);
	const due = momentOf(sent, 'DueDate', Math.floor(Date.now() / 1000) * 1000);
	const now = Date.now();
	const task = {
		Name: clean(Name),
		Category: type.Category,
		Description: clean(sent.Description ?? ''),
		...relatedOf(sent, account),
		...datesOf(sent, { DueDate: due, EndDate: due + type.minutes * MINUTE }),
		...NO_REMINDER,
		...set(reminderOf(sent)),
		StatusCode: 0,
		OwnerId: ownerOf(sent, account),
		CreatedBy: userId(1),
		CreatedOn: now,
		ModifiedBy: userId(1),
		ModifiedOn: now,
		CompletedOn: undefined,
		typeId: type.Id,
		PercentCompleted: 0,
		Priority: 'Normal',
		Location: clean(sent.Location ?? ''),
		CustomFields: customOf(sent.CustomFields ?? {}, type, true),
		sharedWith: [],
	};
	const id = account.newId();
	store.tasks.set(id, { UserTaskId: id, AutoId: 1_000_000 + store.made, ...task });
	account.writes.push({ operation, id, name: task.Name });
	return id;
}

/** T1 */
const create = ({ json }: Call, context: Context) =>
	done(posted(parsed(json, WHOLE, 'the body'), context));

/** T2: job style; its answer is not verified (contract 5.6) */
function createMany({ json }: Call, context: Context) {
	const { TaskList } = demand(
		shaped(json, { TaskList: 'list', StatusWebhookURL: 'string' }, 'the body'),
		['TaskList'],
	);
	const tasks = TaskList.map((one) => parsed(one, WHOLE, 'TaskList'));
	if (TaskList.length === 0 || TaskList.length > MOST_IN_BULK)
		throw mx('InvalidInput', `The number of tasks must be between 1 and ${MOST_IN_BULK}.`);
	const rows = tasks.map((one, index) => outcome(one, index + 1, context));
	if (context.account.how.bulkTaskAnswer === 'rows') return { Status: 'Success', Response: rows };
	return {
		Status: 'Success',
		Message: { Message: 'Your request has been queued. The report will be mailed to you.' },
	};
}

function outcome(sent: Sent, RowNumber: number, context: Context) {
	try {
		admitRow(context.account);
		return { RowNumber, Id: posted(sent, context), ExceptionMessage: null };
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		return { RowNumber, Id: null, ExceptionType: error.type, ExceptionMessage: error.message };
	}
}

const noTask = () => mx('InvalidInput', 'Task does not exist.');

/** no rows, or a refusal (contract 5.3) */
function notThere({ how }: Account) {
	if (how.unknownTask === 'error') throw noTask();
	return { Status: 'Success', Message: { AffectedRows: 0, AutoId: 0 } };
}

/** T3: what is sent changes, the rest stays; it completes nothing */
function update({ json }: Call, { account, operation }: Context) {
	const { store, how, userId } = account;
	const shape: Shape = {
		UserTaskId: 'string',
		...CHANGEABLE,
		...(how.taskUpdateKeys === 'all' ? MORE : {}),
	};
	const sent = demand(parsed(json, shape, 'the body'), ['UserTaskId']);
	const task = store.tasks.get(sent.UserTaskId.toLowerCase());
	if (task === undefined) return notThere(account);
	if (sent.Name === '') throw mx('MandatoryAttributeMissing', 'Name is missing.');
	const type = there(store.taskTypes.get(task.typeId));
	const length = task.EndDate - task.DueDate;
	const due = momentOf(sent, 'DueDate', task.DueDate);
	const values = set({
		Name: text(sent.Name),
		Description: text(sent.Description),
		Location: text(sent.Location),
		...(sent.RelatedEntity === undefined ? {} : relatedOf(sent, account)),
		...datesOf(sent, { DueDate: due, EndDate: due + length }),
		...reminderOf(sent),
		OwnerId: sent.OwnerId || sent.OwnerEmailAddress ? ownerOf(sent, account) : undefined,
		CustomFields:
			sent.CustomFields === undefined
				? undefined
				: { ...task.CustomFields, ...customOf(sent.CustomFields, type, false) },
	});
	Object.assign(task, values, { ModifiedBy: userId(1), ModifiedOn: Date.now() });
	account.writes.push({
		operation,
		id: task.UserTaskId,
		fields: Object.keys(sent).filter((name) => name !== 'UserTaskId'),
	});
	return { Status: 'Success', Message: { AffectedRows: 1, AutoId: task.AutoId } };
}

/** T4: a GET that writes; repeating it is harmless (contract 5.4) */
function complete({ query }: Call, { account, operation }: Context) {
	const { id } = demand({ id: query.get('id') }, ['id']);
	const task = account.store.tasks.get(id.toLowerCase());
	if (task === undefined) return notThere(account);
	if (task.StatusCode === 0)
		Object.assign(task, {
			StatusCode: 1,
			PercentCompleted: 100,
			CompletedOn: Date.now(),
			ModifiedOn: Date.now(),
		});
	account.writes.push({ operation, id: task.UserTaskId });
	return account.how.completeAnswer === 'rows'
		? { Status: 'Success', Message: { AffectedRows: 1 } }
		: { Status: 'Success' };
}

/** What these have done can be read afterwards, so that a lost answer can be found out. */
export const SHOWN: Endpoints = {
	'Task.svc/Create': ['POST', create],
	'Task.svc/Update': ['POST', update],
	'Task.svc/MarkComplete': ['GET', complete],
};

export const ENDPOINTS: Endpoints = {
	...SHOWN,
	'Task.svc/Bulk/Create': ['POST', createMany],
};
