import type { Field } from '../shared/contract/field';
import { choice, collection } from '../shared/form/fields';
import type { Order } from './paging';

const DIRECTIONS = [
	{ name: 'Newest First', value: 'newest' },
	{ name: 'Oldest First', value: 'oldest' },
] as const;

/**
 * The Sort collection of a list. All rows are read and put in order here unless LeadSquared gives them in it.
 * @param columns what a list can be sorted by, each as LeadSquared calls it; the usual one first
 */
export function sortBy(
	...columns: ReadonlyArray<{ readonly name: string; readonly value: string }>
): Field<Order> {
	const usual = columns[0].value;
	const form = collection(
		'Sort',
		{
			column: choice('Order By', columns, { fallback: usual }),
			direction: choice<Order['direction']>('Direction', DIRECTIONS, { fallback: 'newest' }),
		},
		'Add Sort Option',
	);
	return {
		...form,
		read(raw, place) {
			const { column = usual, direction = 'newest' } = form.read(raw, place);
			return { column, direction };
		},
	};
}

export const CHANGED = { name: 'Last Change', value: 'ModifiedOn' };
export const CREATED = { name: 'Creation', value: 'CreatedOn' };
export const DUE = { name: 'Due', value: 'DueDate' };
