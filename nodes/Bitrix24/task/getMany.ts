import type { Values } from '../../shared/contract/field';
import { choice, collection, date, flag, text } from '../../shared/form/fields';
import { rawFilter, withRawFilter } from '../../shared/form/rawFilter';
import { NUMBER_ID, picker } from '../../shared/form/recordPickers';
import { list } from '../../shared/operation/define';
import { inOrder } from '../../shared/text/dates';
import { defined } from '../../shared/text/unknownJson';
import { readRows } from '../paging';
import { user } from '../recordPickers';
import { moment } from '../yesNo';
import { crmLinks } from './crmLinks';
import { STATUSES } from './enums';
import { readFields, taskSelect } from './fields';
import { toPortable } from './portable';
import { simplify } from './simplify';

const filters = collection(
	'Filters',
	{
		ACCOMPLICE: user('Participant'),
		AUDITOR: user('Observer'),
		changedAfter: date('Changed After', 'start'),
		closedAfter: date('Closed After', 'start'),
		createdAfter: date('Created After', 'start'),
		CREATED_BY: user('Created By'),
		deadlineAfter: date('Deadline After', 'start'),
		deadlineBefore: date('Deadline Before', 'end'),
		GROUP_ID: picker('Workgroup', NUMBER_ID, { search: 'searchGroups' }),
		overdue: flag('Overdue', 'Whether only overdue tasks are returned'),
		PARENT_ID: picker('Parent Task', NUMBER_ID, { search: 'searchTasks' }),
		REAL_STATUS: choice<number>('Status', STATUSES, { fallback: 2 }),
		RESPONSIBLE_ID: user('Responsible User'),
		TAG: text('Tag'),
		TITLE: text('Title Contains'),
		UF_CRM_TASK: crmLinks,
	},
	'Add Filter',
);

const SORTABLE = [
	{ name: 'Changed', value: 'CHANGED_DATE' },
	{ name: 'Closed', value: 'CLOSED_DATE' },
	{ name: 'Created', value: 'CREATED_DATE' },
	{ name: 'Deadline', value: 'DEADLINE' },
	{ name: 'ID', value: 'ID' },
	{ name: 'Priority', value: 'PRIORITY' },
	{ name: 'Title', value: 'TITLE' },
];
const DIRECTIONS = [
	{ name: 'Ascending', value: 'ASC' },
	{ name: 'Descending', value: 'DESC' },
];

export const getMany = list({
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many tasks',
	description: 'Read a list of tasks',
	fields: { filters },
	options: {
		customFields: readFields,
		filter: rawFilter('Additional filter in tasks.task.list syntax, such as { "!STATUS": 5 }'),
		sortBy: choice('Sort By', SORTABLE, {
			fallback: 'DEADLINE',
			description:
				'Without it the newest come first, which is also the fastest way to read long lists',
		}),
		sortDirection: choice('Sort Direction', DIRECTIONS, { fallback: 'DESC' }),
	},
	simplify,
	portable: toPortable,
	rows: ({ filters: wanted }, { customFields, filter, sortBy, sortDirection = 'DESC' }, limit) =>
		readRows(
			{
				method: 'tasks.task.list',
				records: 'tasks',
				parameters: {
					select: taskSelect(customFields),
					filter: withRawFilter(filterOf(wanted), filter),
				},
				id: 'id',
				filterKey: 'ID',
				rowsAt: 'tasks',
				...(sortBy === undefined ? {} : { sortBy, direction: sortDirection }),
			},
			limit,
		),
});

const OVERDUE = -1;

function filterOf({
	changedAfter,
	closedAfter,
	createdAfter,
	deadlineAfter,
	deadlineBefore,
	overdue,
	TITLE,
	...equal
}: Values<{ filters: typeof filters }>['filters']) {
	inOrder(deadlineAfter, deadlineBefore, ['Deadline After', 'Deadline Before']);
	return defined({
		...equal,
		TITLE: TITLE === undefined ? undefined : `%${TITLE}%`,
		STATUS: overdue === true ? OVERDUE : undefined,
		'>=CHANGED_DATE': moment(changedAfter),
		'>=CLOSED_DATE': moment(closedAfter),
		'>=CREATED_DATE': moment(createdAfter),
		'>=DEADLINE': moment(deadlineAfter),
		'<=DEADLINE': moment(deadlineBefore),
	});
}
