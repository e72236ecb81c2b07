import type { Field } from '../shared/contract/field';
import { rows } from '../shared/form/entries';
import { choice } from '../shared/form/fields';

export interface SortKey {
	readonly field: string;
	readonly direction: 'ASC' | 'DESC';
}

const DIRECTIONS = [
	{ name: 'Ascending', value: 'ASC' },
	{ name: 'Descending', value: 'DESC' },
] as const;

/**
 * The Sort fields of a list: one key or more, the first of which counts most.
 * @param fields what Bitrix24 can sort the list by
 */
export function sortBy(
	...fields: ReadonlyArray<{ readonly name: string; readonly value: string }>
): Field<readonly SortKey[]> {
	const form = rows(
		'Sort',
		'Sort Rule',
		{
			field: choice('Order By', fields),
			direction: choice<SortKey['direction']>('Direction', DIRECTIONS, { fallback: 'DESC' }),
		},
		{
			description:
				'Sorted by the first rule, then by the next. Without any, the newest come first, which is ' +
				'also the fastest way to read long lists.',
		},
	);
	return {
		...form,
		read: (raw, place) =>
			(form.read(raw, place) ?? []).map(({ field = fields[0].value, direction = 'DESC' }) => ({
				field,
				direction,
			})),
	};
}

/** Choices by the names of the vendor's fields: CREATED_DATE is Created Date. */
export function sortable(...names: string[]): Array<{ name: string; value: string }> {
	return names
		.map((value) => ({ name: wordsOf(value), value }))
		.sort((a, b) => a.name.localeCompare(b.name, 'en'));
}

/** What the forms call otherwise than Bitrix24 does. */
const FORM_WORDS: Readonly<Record<string, string>> = {
	ALLOW_CHANGE_DEADLINE: 'Assignee May Change Due Date',
	DEADLINE: 'Due',
	OWNER_ID: 'Related Record ID',
	OWNER_TYPE_ID: 'Related Record Type',
	RESPONSIBLE_ID: 'Assigned To',
	RESPONSIBLE_LAST_NAME: 'Last Name of Assignee',
	SUBJECT: 'Title',
};

function wordsOf(name: string): string {
	const known = FORM_WORDS[name];
	if (known !== undefined) return known;
	return name
		.split('_')
		.map((word) => {
			if (word === 'ID') return word;
			const small = word.toLowerCase();
			return ['BY', 'IN'].includes(word) ? small : word[0] + small.slice(1);
		})
		.join(' ');
}
