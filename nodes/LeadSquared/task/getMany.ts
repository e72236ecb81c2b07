import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';
import type { RequestSpec } from '../../shared/contract/call';
import { InvalidInput } from '../../shared/contract/errors';
import { choice, date, requiredWhen, when } from '../../shared/form/fields';
import { emptyField } from '../../shared/form/blank';
import { pickers } from '../../shared/form/recordPickers';
import { SOME_JSON } from '../../shared/http/proof';
import { list } from '../../shared/operation/define';
import { listIn, listSteps, type Rows } from '../../shared/operation/paging';
import { toIsoUtc, toSqlUtc, type Moment } from '../../shared/text/dates';
import { asText, defined } from '../../shared/text/unknownJson';
import { addresses } from '../addresses';
import { lead } from '../leads';
import { isEmail, OWNER } from '../owners';
import { byPages, inOrder, listed, offsetRows, rowsOf, type Order } from '../paging';
import { ownerFinder } from '../people';
import { CHANGED, CREATED, DUE, sortBy } from '../sort';
import { checkWindow, isoOf } from '../times';
import { get as read, search } from '../vendor';
import { owner, taskType } from './fields';
import { typeIdOf } from './kind';
import { toPortable } from './portable';
import { simplify } from './simplify';

const SCOPES = [
	{ name: 'Appointments of Users', value: 'appointments' },
	{ name: 'Of a Lead', value: 'lead' },
	{ name: 'Of a User', value: 'owner' },
	{ name: 'To-Dos of Users', value: 'todos' },
] as const;

const STATUSES = [
	{ name: 'Any', value: 'all' },
	{ name: 'Completed', value: 'completed' },
	{ name: 'Open', value: 'open' },
] as const;

const OR_OTHERS = 'Fill it in, or choose other tasks under Tasks.';
const USERS = ['appointments', 'todos'];
const MOST_DAYS = 100;
/** 200 is the largest page that the documentation shows for them (docs/contracts/leadsquared.md section 2.2). */
const USERS_PAGE = 200;
const STATUS_CODES = { all: undefined, completed: 1, open: 0 } as const;

export const getMany = list({
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many tasks',
	description: 'List the tasks of a user, of a lead, or of several users in a period of time',
	fields: {
		scope: choice('Tasks', SCOPES, { fallback: 'owner' }),
		owner: requiredWhen(owner, { scope: ['owner'] }, OR_OTHERS),
		lead: requiredWhen(lead, { scope: ['lead'] }, OR_OTHERS),
		users: requiredWhen(
			pickers('Users', 'User', OWNER, {
				search: 'searchOwners',
				people: ownerFinder,
				description: 'All by email, or all by ID',
			}),
			{ scope: USERS },
			OR_OTHERS,
		),
		from: when(
			date('From', 'start', { description: 'The earliest due time. Required for several users.' }),
			{
				scope: [...USERS, 'owner'],
			},
		),
		to: when(
			date('To', 'end', {
				description:
					'The latest due time. Required for several users, and at most 100 days after From.',
			}),
			{
				scope: [...USERS, 'owner'],
			},
		),
		status: choice<keyof typeof STATUS_CODES>('Status', STATUSES, { fallback: 'all' }),
		taskType: when(taskType, { scope: ['owner'] }),
		sort: when(sortBy(DUE, CREATED, CHANGED), { scope: ['owner'] }),
	},
	simplify,
	portable: toPortable,
	addresses,
	*rows(
		{ scope = 'owner', owner: user, lead: leadId, users, from, to, status = 'all', ...more },
		_options,
		limit,
	) {
		if (scope === 'lead') return yield* ofLead(filled(leadId, 'Lead'), status, limit);
		if (scope === 'owner')
			return yield* ofOwner(filled(user, 'Assigned To'), { from, to, status, ...more }, limit);
		const everybody = filled(users, 'Users');
		const { isDueIn, named, before, after } = periodOf(filled(from, 'From'), filled(to, 'To'));
		const isWanted = (task: IDataObject) =>
			(isDueIn?.(task) ?? true) &&
			(status === 'all' || simplify(task).status === (status === 'open' ? 'Open' : 'Completed'));
		const call = scope === 'todos' ? 'RetrieveToDos' : 'RetrieveAppointments';
		const most = status === 'all' && isDueIn === undefined ? limit : Infinity;
		const rows = yield* ofUsers(call, everybody, named, most);
		for (const days of before) rows.unshift(...(yield* ofUsers(call, everybody, days, most)));
		for (const days of after) rows.push(...(yield* ofUsers(call, everybody, days, most)));
		return rows.filter(isWanted).slice(0, limit);
	},
});

function filled<T>(value: T | undefined, label: string): T {
	if (value === undefined) throw emptyField(label, OR_OTHERS);
	return value;
}

/** All come at once, with names of their own (section 5.5). */
export function* tasksOfLead(leadId: string): Rows {
	const list = { key: 'TaskList', records: 'tasks' };
	return listIn(
		rowsOf(yield read('/LeadManagement.svc/RetrieveTaskByLeadId', SOME_JSON, { leadId }), list),
		listed(list),
	);
}

/** The newest tasks of an owner. */
export function newestOf(user: string, limit: number): Rows {
	return offsetRows(
		search('/Task.svc/Retrieve', { Parameter: ownedBy(user), Sorting: NEWEST_FIRST }, SOME_JSON),
		{ ...TASKS, limit, largestPage: OWNER_PAGE },
	);
}

const NEWEST_FIRST = { ColumnName: 'CreatedOn', Direction: 1 };

const ownedBy = (user: string) => ({
	LookupName: isEmail(user) ? 'OwnerEmailAddress' : 'OwnerId',
	LookupValue: user,
});

function* ofLead(leadId: string, status: 'all' | 'completed' | 'open', limit: number): Rows {
	const rows = yield* tasksOfLead(leadId);
	return rows
		.filter(
			({ Status }) =>
				status === 'all' || (asText(Status) === 'Completed') === (status === 'completed'),
		)
		.map((task): IDataObject => ({ ...task, RelatedEntityId: leadId }))
		.slice(0, limit);
}

function* ofOwner(
	user: string,
	{
		from,
		to,
		status,
		taskType: type,
		sort,
	}: {
		readonly from?: Moment;
		readonly to?: Moment;
		readonly status: keyof typeof STATUS_CODES;
		readonly taskType?: string;
		readonly sort: Order;
	},
	limit: number,
): Generator<RequestSpec, IDataObject[], unknown> {
	checkWindow(from, to);
	const isUsual = sort.column === DUE.value && sort.direction === 'newest';
	const Parameter = defined({
		...ownedBy(user),
		FromDate: from && toSqlUtc(from),
		ToDate: to && toSqlUtc(to),
		StatusCode: STATUS_CODES[status],
		TypeName: type === undefined ? undefined : yield* typeIdOf(type),
	});
	const sortedBy = (ColumnName: string) =>
		search('/Task.svc/Retrieve', { Parameter, Sorting: { ColumnName, Direction: 1 } }, SOME_JSON);
	// Many tasks are due at the same time, so where they are more than a page they are read by id and put in order here.
	const steady = sortedBy('UserTaskId');
	const rows = yield* offsetRows(sortedBy('Duedate'), {
		...TASKS,
		limit: isUsual ? limit : Infinity,
		largestPage: OWNER_PAGE,
		steady,
	});
	return inOrder(rows, sort).slice(0, limit);
}

const TASKS = { key: 'List', records: 'tasks' } as const;

/** A larger page has not been seen to work (section 2.2). */
const OWNER_PAGE = 500;

interface Days {
	readonly FromDate: string;
	readonly ToDate: string;
}

interface Period {
	readonly named: Days;
	/** Days before and after them that hold a part of the period, too. */
	readonly before: readonly Days[];
	readonly after: readonly Days[];
	/** Whether the days hold more than what was asked for: then a task may be due outside of it. */
	readonly isDueIn?: (task: IDataObject) => boolean;
}

/**
 * To-dos and appointments of users are asked for by days (sections 2.1 and 12), and no source says in which zone. Whole
 * days are sent by their names. As all of LeadSquared's times are in UTC, its days are taken for such, too: where the
 * days of the workflow's zone reach into another day of UTC, that is asked for as well, and what is due before or after
 * the period is left out.
 */
function periodOf(from: Moment, to: Moment): Period {
	checkWindow(from, to);
	const areDays =
		isSame(from.local, from.local.startOf('day')) && isSame(to.local, to.local.endOf('day'));
	const [first, last] = [toIsoUtc(from), toIsoUtc(to)];
	const [firstDay, lastDay] = [first, last].map((time) => time.slice(0, 10));
	const named = areDays
		? { FromDate: from.local.toFormat('yyyy-MM-dd'), ToDate: to.local.toFormat('yyyy-MM-dd') }
		: { FromDate: firstDay, ToDate: lastDay };
	const apart = DateTime.fromISO(named.ToDate).diff(DateTime.fromISO(named.FromDate), 'days').days;
	if (apart > MOST_DAYS)
		throw new InvalidInput(
			`"From" and "To" are ${Math.ceil(apart)} days apart`,
			`LeadSquared lists at most ${MOST_DAYS} days at once.`,
		);
	const days = {
		named,
		before: firstDay < named.FromDate ? [{ FromDate: firstDay, ToDate: firstDay }] : [],
		after: lastDay > named.ToDate ? [{ FromDate: lastDay, ToDate: lastDay }] : [],
	};
	if (first.endsWith('T00:00:00Z') && last.endsWith('T23:59:59Z')) return days;
	return {
		...days,
		isDueIn: ({ DueDate }) =>
			((due) => due === '' || (due >= first && due <= last))(asText(isoOf(DueDate))),
	};
}

/** In whole seconds, as times are sent. */
const isSame = (a: DateTime, b: DateTime) => +a.startOf('second') === +b.startOf('second');

function* ofUsers(
	call: string,
	users: readonly string[],
	days: Days,
	limit: number,
): Generator<RequestSpec, IDataObject[], unknown> {
	const byEmail = users.every(isEmail);
	if (!byEmail && users.some(isEmail))
		throw new InvalidInput('"Users" holds emails and IDs', 'Use one of the two for all.');
	const base = search(
		`/Task.svc/${call}/${byEmail ? 'ByUserEmailAddress' : 'ByUserId'}`,
		{ ...days, Users: [...users] },
		SOME_JSON,
	);
	return yield* listSteps(byPages(TASKS, USERS_PAGE), base, limit);
}
