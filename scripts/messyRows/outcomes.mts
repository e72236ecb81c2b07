/** What each operation has to make of a row: its outcome, and what is stored of it. */
import type { Column, Row } from './columns.mts';
import { encoded } from './csv.mts';

/**
 * What each operation does with the columns: it reads some of them, can't do without others, and a drop-down can't
 * be blank. `together`: columns of which one alone means nothing to the vendor. `replaces`: lists that take the place
 * of others, so that a blank among their entries is an error.
 */
interface Operation {
	reads: Column[];
	needs: Column[];
	together?: Column[];
	replaces?: Column[];
	/** Columns of which one has to be there. */
	either?: Column[];
	/** The lead is named by the column that `lead_by` says. */
	target?: boolean;
}

export const OPERATIONS: Record<string, Operation> = {
	bitrix24_create: {
		reads: [
			'title',
			'description',
			'start',
			'end',
			'due',
			'minutes',
			'confirmed',
			'tags',
			'people',
			'responsible',
			'priority',
		],
		needs: ['title', 'responsible', 'priority'],
		together: ['start', 'end'],
	},
	bitrix24_update: {
		reads: [
			'record',
			'title',
			'description',
			'start',
			'end',
			'due',
			'minutes',
			'confirmed',
			'tags',
			'people',
			'responsible',
			'priority',
		],
		needs: ['record', 'priority'],
		together: ['start', 'end'],
		replaces: ['tags', 'people'],
	},
	leadsquared_create: {
		reads: ['lead_by', 'title', 'description', 'start', 'amount', 'confirmed', 'external_id'],
		needs: ['lead_by', 'title', 'external_id'],
		target: true,
	},
	leadsquared_update: {
		reads: ['guid', 'title', 'description', 'start', 'amount', 'confirmed'],
		needs: ['guid'],
	},
	ivvy_create: {
		reads: ['title', 'description', 'due', 'responsible', 'priority'],
		needs: ['title', 'due', 'priority'],
	},
	ivvy_update: {
		reads: ['record', 'title', 'description', 'due', 'responsible', 'priority'],
		needs: ['record', 'priority'],
	},
	deskera_create: {
		reads: [
			'title',
			'description',
			'start',
			'end',
			'minutes',
			'confirmed',
			'people',
			'type',
			'external_id',
		],
		needs: ['title', 'start', 'type', 'external_id'],
		either: ['end', 'minutes'],
	},
	deskera_update: {
		reads: ['record', 'title', 'description', 'start', 'end', 'confirmed', 'people', 'type'],
		needs: ['record', 'type'],
	},
};
const TARGETS: Record<string, Column> = { id: 'lead', email: 'email', phone: 'phone' };

/** The outcome of a row at one operation. */
export function outcome(
	{ reads, needs, together = [], replaces = [], either = [], target = false }: Operation,
	cells: Row,
): string {
	const named = TARGETS[String(cells.lead_by.want)];
	const asked = target && named !== undefined ? [named] : [];
	const wrong = new Set([...reads, ...asked].filter((column) => cells[column].bad));
	for (const column of [...needs, ...asked]) if (cells[column].blank) wrong.add(column);
	for (const column of replaces) if (cells[column].gaps) wrong.add(column);
	const given = together.filter((column) => !cells[column].blank);
	if (given.length === 1) for (const column of together) wrong.add(column);
	if (either.every((column) => cells[column].blank))
		for (const column of either.slice(0, 1)) wrong.add(column);
	return wrong.size === 0 ? 'made' : `refused: ${[...wrong].join(' or ')}`;
}

/** What has to be stored of a column; the lead is that of the column by which it is named. */
export function wanted(name: Column, cells: Row): string {
	const column = (name === 'lead' && TARGETS[String(cells.lead_by.want)]) || name;
	const { cell: raw, want, bad: isBad, blank: isBlank } = cells[column];
	if (isBad || isBlank) return '';
	if (want === raw && (column === 'title' || column === 'description')) return '(as given)';
	return encoded(want);
}
