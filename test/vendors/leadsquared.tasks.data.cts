/** Task types and tasks of a fresh fake LeadSquared account (contract 5). */
import { pick } from '../support/there.cts';
import type { Lead, User } from './leadsquared.data.cts';
import { BASE, MINUTE, HOUR, DAY, guid } from './leadsquared.make.cts';

export const APPOINTMENT = 0;
export const TODO = 1;

/** a column of ColumnConfiguration; DataType is a number here (contract 5.7) */
interface Column {
	readonly SchemaName: string;
	readonly DisplayName: string;
	readonly DataType: number;
	readonly Mandatory: boolean;
	readonly Options: string | null;
	readonly RenderType: number;
}

const column = (n: number, DisplayName: string, more: Partial<Column> = {}): Column => ({
	SchemaName: `mx_Custom_${n}`,
	DisplayName,
	DataType: 0,
	Mandatory: false,
	Options: null,
	RenderType: 0,
	...more,
});

/** Category 0 is an appointment, 1 a to-do; `minutes`: how long a task is when nothing says so */
export const TASK_TYPES = [
	{ n: 1, Name: 'Meeting', Category: APPOINTMENT, minutes: 30, columns: [column(1, 'Room')] },
	{ n: 2, Name: 'Site Visit', Category: APPOINTMENT, minutes: 60, columns: [] },
	{
		n: 3,
		Name: 'Phone Call',
		Category: TODO,
		minutes: 30,
		columns: [column(1, 'Number to call'), column(2, 'Attempts', { DataType: 1 })],
	},
	{ n: 4, Name: 'To-Do', Category: TODO, minutes: 30, columns: [] },
	{
		n: 5,
		Name: 'Document Collection',
		Category: TODO,
		minutes: 120,
		columns: [
			column(1, 'Document', { Mandatory: true, Options: 'Passport,Contract,Photo', RenderType: 3 }),
			column(2, 'Remarks'),
		],
	},
].map(({ n, ...type }) => ({
	Id: guid('taskType', n),
	Color: '#fb8b00',
	CreatedOn: BASE + n * 1000,
	...type,
}));

export type TaskType = (typeof TASK_TYPES)[number];

const CUSTOM: Record<string, (n: number) => Record<string, string>> = {
	Meeting: (n) => ({ mx_Custom_1: `Room ${n}` }),
	'Phone Call': (n) => ({ mx_Custom_1: `+91-98${n}` }),
	'Document Collection': () => ({ mx_Custom_1: 'Passport' }),
};
const OWNERS = 4;

/** what a task is related to: a lead mostly, nothing, or an opportunity (contract 5.2) */
function related(n: number, leads: readonly Lead[]) {
	const lead = pick(leads, n % 10);
	if (n % 10 === 9) return { RelatedEntity: 0, RelatedEntityId: '', RelatedEntityIdName: '' };
	if (n % 10 === 8)
		return {
			RelatedEntity: 5,
			RelatedEntityId: guid('activity', 7),
			RelatedEntityIdName: 'Loan 7',
		};
	return {
		RelatedEntity: 1,
		RelatedEntityId: lead.ProspectID,
		RelatedEntityIdName: `${lead.FirstName} ${lead.LastName}`,
	};
}

export interface Task {
	readonly UserTaskId: string;
	readonly AutoId: number;
	Name: string;
	readonly Category: number;
	Description: string;
	RelatedEntity: number;
	RelatedEntityId: string;
	RelatedEntityIdName: string;
	DueDate: number;
	EndDate: number;
	Reminder: number;
	ReminderBeforeDays: number;
	ReminderTime: string;
	NotifyBy: string;
	StatusCode: number;
	OwnerId: string;
	readonly CreatedBy: string;
	readonly CreatedOn: number;
	ModifiedBy: string;
	ModifiedOn: number;
	CompletedOn?: number;
	readonly typeId: string;
	PercentCompleted: number;
	readonly Priority: string;
	Location: string;
	CustomFields: Record<string, string>;
	/** a shared task shows under several users (contract 5.5) */
	readonly sharedWith: readonly string[];
}

/**
 * Task n has the type n % 5 and belongs to user 1 + n % 4; every third is done; it is due n days
 * after the first of January 2026.
 * Task n with n % 10 below 8 is about lead 1 + n % 10. Task 12 is shared with user 2.
 */
export function task(
	n: number,
	{ leads, users }: { leads: readonly Lead[]; users: readonly User[] },
): Task {
	const { Id, Name, Category, minutes } = pick(TASK_TYPES, n);
	const owner = pick(users, n % OWNERS);
	const due = BASE + n * DAY + 10 * HOUR;
	const created = BASE + n * MINUTE;
	const done = n % 3 === 0;
	return {
		UserTaskId: guid('task', n),
		AutoId: n,
		Name: `Task ${n}`,
		Category,
		Description: `Description ${n}`,
		...related(n, leads),
		DueDate: due,
		EndDate: due + minutes * MINUTE,
		Reminder: Category === APPOINTMENT ? 15 : 0,
		ReminderBeforeDays: 0,
		ReminderTime: Category === TODO ? '09:00:00' : '',
		NotifyBy: '1000',
		StatusCode: done ? 1 : 0,
		OwnerId: owner.ID,
		CreatedBy: guid('user', 1),
		CreatedOn: created,
		ModifiedBy: guid('user', 1),
		ModifiedOn: created + HOUR,
		CompletedOn: done ? created + HOUR : undefined,
		typeId: Id,
		PercentCompleted: done ? 100 : 0,
		Priority: pick(['Normal', 'High', 'Low'], n),
		Location: Category === APPOINTMENT ? 'Mumbai' : '',
		CustomFields: CUSTOM[Name]?.(n) ?? {},
		sharedWith: n === 12 ? [guid('user', 2)] : [],
	};
}
