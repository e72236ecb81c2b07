import { InvalidInput } from '../../shared/contract/errors';
import type { Values } from '../../shared/contract/field';
import { choice, collection, date, text, words } from '../../shared/form/fields';
import { rawFilter, withRawFilter } from '../../shared/form/rawFilter';
import { list } from '../../shared/operation/define';
import { inOrder } from '../../shared/text/dates';
import { asText, defined } from '../../shared/text/unknownJson';
import { addresses } from '../addresses';
import { ACTIVITY_TYPES, PRIORITIES } from '../enums';
import { readRows } from '../paging';
import { assignedTo, ownerId, ownerType } from '../recordPickers';
import { completedAs, status } from '../statusFilter';
import { moment } from '../moment';
import { toPortable } from './portable';
import { selectedFor, simplify } from './simplify';
import { activitySort } from './sort';

const PROVIDERS = [
	{ name: 'Custom Activity', value: 'CONFIGURABLE_REST_APP' },
	{ name: 'To-Do', value: 'CRM_TODO' },
];

const filters = collection(
	'Filters',
	{
		COMPLETED: status,
		createdAfter: date('Created After', 'start'),
		createdBefore: date('Created Before', 'end'),
		deadlineAfter: date('Due After', 'start'),
		deadlineBefore: date('Due Before', 'end'),
		updatedAfter: date('Updated After', 'start'),
		// The type stands first, as it says how an owner is found by email.
		OWNER_TYPE_ID: ownerType,
		OWNER_ID: ownerId,
		PRIORITY: choice<number>('Priority', PRIORITIES, { fallback: 2 }),
		PROVIDER_ID: choice('To-Do or Custom', PROVIDERS),
		RESPONSIBLE_ID: assignedTo,
		SUBJECT: text('Title Contains'),
		TYPE_ID: choice<number>('Type', ACTIVITY_TYPES, { fallback: 2 }),
	},
	'Add Filter',
);

export const getMany = list({
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many activities',
	description: 'Read a list of activities of any kind',
	fields: { filters, sort: activitySort },
	options: {
		filter: rawFilter(
			'Additional filter in crm.activity.list syntax, such as { ">=START_TIME": "2026-01-01" }',
		),
		select: words('Fields to Return', {
			placeholder: 'e.g. ID,SUBJECT,COMMUNICATIONS',
			description:
				"Bitrix24's names of the fields to return, separated by commas, for the output Raw",
		}),
	},
	simplify,
	portable: toPortable,
	addresses,
	rows: ({ filters: wanted, sort: keys }, { filter, select }, limit, output) =>
		readRows(
			{
				method: 'crm.activity.list',
				records: 'activities',
				parameters: {
					select: selectedFor(output, select),
					filter: withRawFilter(filterOf(wanted), filter),
				},
				id: 'ID',
				sort: keys,
			},
			limit,
		),
});

/**
 * The filter by record asks for the links of an activity, so that activities linked to several records are found at
 * each (docs/contracts/bitrix24.md section 2.2). @throws InvalidInput
 */
function filterOf({
	createdAfter,
	createdBefore,
	deadlineAfter,
	deadlineBefore,
	updatedAfter,
	OWNER_ID,
	OWNER_TYPE_ID,
	COMPLETED,
	SUBJECT,
	...equal
}: Partial<Values<{ filters: typeof filters }>['filters']>) {
	if (OWNER_ID !== undefined && OWNER_TYPE_ID === undefined)
		throw new InvalidInput(
			'"Related Record Type" is empty',
			'Add it to the filters: an ID alone does not say what kind of record it is.',
		);
	inOrder(createdAfter, createdBefore, ['Created After', 'Created Before']);
	inOrder(deadlineAfter, deadlineBefore, ['Due After', 'Due Before']);
	return defined({
		...equal,
		'%SUBJECT': SUBJECT === undefined ? undefined : asText(SUBJECT),
		COMPLETED: completedAs(COMPLETED),
		BINDINGS: OWNER_TYPE_ID === undefined ? undefined : [defined({ OWNER_TYPE_ID, OWNER_ID })],
		'>=CREATED': moment(createdAfter),
		'<=CREATED': moment(createdBefore),
		'>=DEADLINE': moment(deadlineAfter),
		'<=DEADLINE': moment(deadlineBefore),
		'>=LAST_UPDATED': moment(updatedAfter),
	});
}
