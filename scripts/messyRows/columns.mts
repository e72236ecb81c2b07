/** The columns of the sheet, and what stands in the cells of a row. */

export const COLUMNS = [
	'title',
	'description',
	'start',
	'end',
	'due',
	'minutes',
	'amount',
	'confirmed',
	'tags',
	'people',
	'responsible',
	'priority',
	'type',
	'record',
	'guid',
	'lead_by',
	'lead',
	'email',
	'phone',
	'external_id',
] as const;
export type Column = (typeof COLUMNS)[number];

/** Of these the sheet says what has to be stored. The lead is the one that `lead_by` names in one of three columns. */
export const WANTED = COLUMNS.filter((column) => !['lead_by', 'email', 'phone'].includes(column));

/** What stands in a cell; what it means, unless it is wrong or blank. */
export interface Cell {
	cell: unknown;
	want?: unknown;
	bad?: boolean;
	blank?: boolean;
	gaps?: boolean;
}
export type Row = Record<Column, Cell>;
