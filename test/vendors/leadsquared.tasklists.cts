/** Tasks and task types of the fake LeadSquared as they are read (contract 5.5, 5.7). */
import { there } from '../support/there.cts';
import {
	mx,
	malformed,
	shaped,
	demand,
	momentOf,
	day,
	stampWithMs,
	NEVER,
	offsetOf,
	listed,
	tooBig,
	pageOf,
	inOrder,
	sorted,
	sortingOf,
	type Account,
	type Context,
	type Endpoints,
} from './leadsquared.answers.cts';
import type { User } from './leadsquared.data.cts';
import { DAY } from './leadsquared.make.cts';
import { APPOINTMENT, TODO, type Task } from './leadsquared.tasks.data.cts';
import type { Call } from './server.cts';

const MOST_DAYS = 100;
const all = (account: Account) => [...account.store.tasks.values()];
const nameOf = (user: User | undefined) =>
	user === undefined ? '' : `${user.FirstName} ${user.LastName}`;
const isOf = (task: Task, user: User) =>
	task.OwnerId === user.ID || task.sharedWith.includes(user.ID);
const inSeconds = (at: number) => stampWithMs(Math.floor(at / 1000) * 1000);

/** The task object (contract 5.5); dates end in .000 */
export function shown({ typeId, AutoId: _, sharedWith: __, ...task }: Task, { store }: Account) {
	const owner = store.users.get(task.OwnerId);
	const { Name, Category } = there(store.taskTypes.get(typeId));
	return {
		...task,
		DueDate: inSeconds(task.DueDate),
		EndDate: inSeconds(task.EndDate),
		CreatedOn: inSeconds(task.CreatedOn),
		ModifiedOn: inSeconds(task.ModifiedOn),
		CompletedOn: task.CompletedOn === undefined ? NEVER : inSeconds(task.CompletedOn),
		OwnerName: nameOf(owner),
		OwnerEmailAddress: owner?.EmailAddress ?? '',
		CreatedByName: nameOf(store.users.get(task.CreatedBy)),
		ModifiedByName: nameOf(store.users.get(task.ModifiedBy)),
		TaskType: { Id: typeId, Name, Category },
	};
}

/** T5: an array, empty when there is none */
function byId({ query }: Call, { account }: Context) {
	const { id } = demand({ id: query.get('id') }, ['id']);
	const task = account.store.tasks.get(id.toLowerCase());
	return task === undefined ? [] : [shown(task, account)];
}

const LOOKUPS: Record<string, (user: User, value: string) => boolean> = {
	OwnerId: (user, value) => user.ID === value.toLowerCase(),
	OwnerEmailAddress: (user, value) => user.EmailAddress.toLowerCase() === value.toLowerCase(),
};
/** printed `Duedate` in the example, `DueDate` elsewhere (contract 5.5, 11) */
const COLUMNS: Record<string, keyof Task> = {
	Duedate: 'DueDate',
	DueDate: 'DueDate',
	CreatedOn: 'CreatedOn',
	ModifiedOn: 'ModifiedOn',
	UserTaskId: 'UserTaskId',
};

/** T6: of one owner, who must be named; TypeName is the type's id */
function byOwner({ json }: Call, { account }: Context) {
	const body = { Parameter: 'map', Columns: 'map', Sorting: 'map', Paging: 'map' } as const;
	const sent = shaped(json, body, 'the body');
	const shape = {
		LookupName: 'string',
		LookupValue: 'string',
		FromDate: 'string',
		ToDate: 'string',
		StatusCode: 'count',
		TypeName: 'string',
	} as const;
	const asked = demand(shaped(sent.Parameter ?? {}, shape, 'Parameter'), [
		'LookupName',
		'LookupValue',
	]);
	const { LookupName, LookupValue, StatusCode, TypeName } = asked;
	const Sorting = sortingOf(sent.Sorting, 'Duedate', Object.keys(COLUMNS));
	const { Exclude_CSV: csv = '' } = shaped(
		sent.Columns ?? {},
		{ Exclude_CSV: 'string' },
		'Columns',
	);
	const isMeant = LOOKUPS[LookupName];
	if (isMeant === undefined) throw mx('InvalidInput', `Invalid LookupName ${LookupName}.`);
	const user = [...account.store.users.values()].find((one) => isMeant(one, LookupValue));
	const [from, to] = [momentOf(asked, 'FromDate', -Infinity), momentOf(asked, 'ToDate', Infinity)];
	const page = offsetOf(sent.Paging, account.how.taskOffsetCounts);
	const rows = all(account)
		.filter((task) => user !== undefined && isOf(task, user))
		.filter((task) => task.DueDate >= from && task.DueDate <= to)
		.filter((task) => StatusCode === undefined || task.StatusCode === Number(StatusCode))
		.filter((task) => !TypeName || task.typeId === TypeName.toLowerCase());
	const left = new Set(csv.split(',').map((name) => name.trim()));
	const found = sorted(
		rows,
		inOrder({ ...Sorting, ColumnName: there(COLUMNS[Sorting.ColumnName]) }, account),
		'UserTaskId',
		page,
	)
		.slice(page.begin, page.begin + page.size)
		.map((task) =>
			Object.fromEntries(Object.entries(shown(task, account)).filter(([name]) => !left.has(name))),
		);
	return listed(rows.length, 'List', found, account);
}

/** T7: other keys, and texts for numbers (contract 5.5) */
function byLead({ query }: Call, { account }: Context) {
	const { leadId } = demand({ leadId: query.get('leadId') }, ['leadId']);
	const rows = all(account).filter(
		(task) => task.RelatedEntity === 1 && task.RelatedEntityId === leadId.toLowerCase(),
	);
	const list = rows.map((task) => {
		const {
			UserTaskId,
			Name,
			Description,
			DueDate,
			CreatedOn,
			OwnerId,
			OwnerName,
			CreatedBy,
			CreatedByName,
			Reminder,
		} = shown(task, account);
		const Status = task.StatusCode === 0 ? 'Pending' : 'Completed';
		const dated = { Name, Description, DueDate, CreatedOn };
		return {
			TaskID: UserTaskId,
			...dated,
			OwnerID: OwnerId,
			OwnerName,
			CreatedBy,
			CreatedByName,
			Status,
			Reminder: String(Reminder),
		};
	});
	return listed(rows.length, 'TaskList', list, account);
}

/** an end of the window of T8 and T9: a day (contract 2.1, 5.5, 12) */
function edge<Name extends 'FromDate' | 'ToDate'>(sent: Record<Name, string>, name: Name) {
	const from = day(sent[name]);
	if (from === undefined) throw mx('InvalidInput', `${name} is not a valid date.`);
	return name === 'ToDate' ? from + DAY - 1 : from;
}

/** a task in these lists: appointments name their kind with the type only (contract 12) */
function listedTask(task: Task, account: Account) {
	const { Category, ...rest } = shown(task, account);
	return Category === APPOINTMENT ? rest : { ...rest, Category };
}

/**
 * T8 and T9: tasks of a kind of several users, by days
 * @param key what `Users` holds
 */
const byUsers =
	(category: number, key: 'ID' | 'EmailAddress') =>
	({ json }: Call, { account }: Context) => {
		const shape = {
			FromDate: 'string',
			ToDate: 'string',
			Users: 'texts',
			Paging: 'map',
		} as const;
		const sent = demand(shaped(json, shape, 'the body'), ['FromDate', 'ToDate', 'Users']);
		if (sent.Users.length === 0) throw mx('MandatoryAttributeMissing', 'Users is missing.');
		const [from, to] = [edge(sent, 'FromDate'), edge(sent, 'ToDate')];
		if (to < from) throw mx('InvalidInput', 'ToDate can not be before FromDate.');
		if (category === TODO && to - from > (MOST_DAYS + 1) * DAY - 1)
			throw mx(
				'InvalidInput',
				`The difference between FromDate and ToDate can not be more than ${MOST_DAYS} days.`,
			);
		const { begin, size } = pageOf(sent.Paging, { usual: 25, most: 1000, tooBig: tooBig(1000) });
		const asked = sent.Users.map((one) => one.toLowerCase());
		const users = [...account.store.users.values()].filter((user) =>
			asked.includes(user[key].toLowerCase()),
		);
		const rows = all(account)
			.filter(
				(task) =>
					task.Category === category &&
					task.DueDate >= from &&
					task.DueDate <= to &&
					users.some((user) => isOf(task, user)),
			)
			.toSorted((left, right) => left.DueDate - right.DueDate || left.AutoId - right.AutoId);
		return listed(
			rows.length,
			'List',
			rows.slice(begin, begin + size).map((task) => listedTask(task, account)),
			account,
		);
	};

/** T11: all types, or those of one column's value */
function types({ query }: Call, { account }: Context) {
	const { store, how } = account;
	const [name, value] = [query.get('ColumnName') ?? '', query.get('ColumnValue') ?? ''];
	const columns: Record<string, 'Id' | 'Name' | 'Category'> = {
		TaskTypeId: 'Id',
		[how.taskTypeFilter]: 'Name',
		Category: 'Category',
	};
	const column = columns[name];
	if (name !== '' && column === undefined) throw mx('InvalidInput', `Invalid ColumnName ${name}.`);
	if (name === 'Category' && !['0', '1'].includes(value))
		throw malformed('Category must be 0 or 1');
	return [...store.taskTypes.values()]
		.filter((type) => column === undefined || String(type[column]) === value)
		.map(({ Id, Name, Category, Color, CreatedOn, columns: ColumnConfiguration }) => ({
			Id,
			[how.taskTypeKey]: Name,
			Category,
			Color,
			ColumnConfiguration,
			CreatedOn: `/Date(${CreatedOn}+0000)/`,
			FormLayout: JSON.stringify({
				Fields: ColumnConfiguration.map(({ SchemaName }) => SchemaName),
			}),
		}));
}

export const ENDPOINTS: Endpoints = {
	'Task.svc/Retrieve.GetById': ['GET', byId],
	'Task.svc/Retrieve': ['POST', byOwner],
	'LeadManagement.svc/RetrieveTaskByLeadId': ['GET', byLead],
	'Task.svc/RetrieveToDos/ByUserId': ['POST', byUsers(TODO, 'ID')],
	'Task.svc/RetrieveToDos/ByUserEmailAddress': ['POST', byUsers(TODO, 'EmailAddress')],
	'Task.svc/RetrieveAppointments/ByUserId': ['POST', byUsers(APPOINTMENT, 'ID')],
	'Task.svc/RetrieveAppointments/ByUserEmailAddress': [
		'POST',
		byUsers(APPOINTMENT, 'EmailAddress'),
	],
	'Task.svc/RetrieveTaskType': ['GET', types],
};
