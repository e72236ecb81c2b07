import type { Values } from '../../shared/contract/field';
import { choice, collection, date, flag, text } from '../../shared/form/fields';
import { rawFilter, withRawFilter } from '../../shared/form/rawFilter';
import { NUMBER_ID, picker } from '../../shared/form/recordPickers';
import { list } from '../../shared/operation/define';
import { inOrder } from '../../shared/text/dates';
import { defined } from '../../shared/text/unknownJson';
import { addresses } from '../addresses';
import { readRows } from '../paging';
import { assignedTo, user } from '../recordPickers';
import { sortable, sortBy } from '../sort';
import { moment } from '../moment';
import { crmLinks } from './crmLinks';
import { STATUSES } from './enums';
import { readFields, returnedFields, taskSelect } from './fields';
import { toPortable } from './portable';
import { simplify } from './simplify';
import { stage } from './stages';

const filters = collection(
	'Filters',
	{
		ACCOMPLICE: user('Participant'),
		AUDITOR: user('Observer'),
		changedAfter: date('Updated After', 'start'),
		closedAfter: date('Closed After', 'start'),
		createdAfter: date('Created After', 'start'),
		CREATED_BY: user('Created By'),
		deadlineAfter: date('Due After', 'start'),
		deadlineBefore: date('Due Before', 'end'),
		GROUP_ID: picker('Workgroup', NUMBER_ID, { search: 'searchGroups' }),
		overdue: flag('Overdue', 'Whether only overdue tasks are returned'),
		PARENT_ID: picker('Parent Task', NUMBER_ID, { search: 'searchTasks' }),
		REAL_STATUS: choice<number>('Status', STATUSES, { fallback: 2 }),
		RESPONSIBLE_ID: assignedTo,
		STAGE_ID: stage,
		TAG: text('Tag'),
		TITLE: text('Title Contains'),
		UF_CRM_TASK: crmLinks,
	},
	'Add Filter',
);

/** Keys of the order; docs/contracts/bitrix24.md section 2.8. */
const sort = sortBy(
	...sortable(
		'ACTIVITY_DATE',
		'ALLOW_CHANGE_DEADLINE',
		'ALLOW_TIME_TRACKING',
		'CHANGED_DATE',
		'CLOSED_DATE',
		'CREATED_BY_LAST_NAME',
		'CREATED_DATE',
		'DATE_START',
		'DEADLINE',
		'END_DATE_PLAN',
		'FAVORITE',
		'GROUP_ID',
		'ID',
		'IS_PINNED',
		'IS_PINNED_IN_GROUP',
		'MARK',
		'MATCH_WORK_TIME',
		'PRIORITY',
		'REAL_STATUS',
		'RESPONSIBLE_LAST_NAME',
		'SORTING',
		'START_DATE_PLAN',
		'STATUS_COMPLETE',
		'TIME_ESTIMATE',
		'TIME_SPENT_IN_LOGS',
		'TITLE',
	),
);

export const getMany = list({
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many tasks',
	description: 'Read a list of tasks',
	fields: { filters, sort },
	options: {
		customFields: readFields,
		filter: rawFilter('Additional filter in tasks.task.list syntax, such as { "!STATUS": 5 }'),
		select: returnedFields,
	},
	simplify,
	portable: toPortable,
	addresses,
	rows: ({ filters: wanted, sort: keys }, { customFields, filter, select }, limit) =>
		readRows(
			{
				method: 'tasks.task.list',
				records: 'tasks',
				parameters: {
					select: taskSelect(customFields, select),
					filter: withRawFilter(filterOf(wanted), filter),
				},
				id: 'id',
				filterKey: 'ID',
				rowsAt: 'tasks',
				sort: keys,
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
	inOrder(deadlineAfter, deadlineBefore, ['Due After', 'Due Before']);
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
