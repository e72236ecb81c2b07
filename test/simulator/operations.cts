/**
 * What a simulated workflow can do: every operation of the built nodes, by the rows of the fault matrix, and what
 * each of their items does when nothing goes wrong. That is read off undisturbed runs, so no operation has to be
 * described here.
 */
import { allRows } from '../faults/rows.js';
import { filled } from '../faults/fields.js';
import { wordsOf } from '../faults/vendors.js';

export interface Row {
	node: string;
	vendor: string;
	entry: {
		name: string;
		parameters: Record<string, unknown> & { options?: Record<string, unknown> };
		items: Array<Record<string, unknown>>;
		allGood?: boolean;
		effect?: 'read' | 'write';
		prepare?(fake: { vendor: unknown }): void;
		wrote?(item: unknown): unknown[];
	};
	ways: string[];
	text?: { field: unknown; parameters: Record<string, unknown> };
}

/** Text that each item carries where the operation writes a free text, so that what is stored tells whose it is. */
export const MARK = 'simMark';
/** Where the operation has an External ID, the item's own. */
export const KEY = 'simKey';

/** @returns the rows by name; names are unique */
export async function operations(): Promise<Map<string, Row>> {
	const rows = (await allRows()) as unknown as Row[];
	return new Map(rows.map((row) => [`${row.vendor}: ${row.entry.name}`, row]));
}

export const hasKey = ({ entry }: Row): boolean =>
	entry.parameters.options?.externalId !== undefined;
export const hasMark = ({ text }: Row): boolean => text !== undefined;

/** The parameters of a row, with the item's mark as its text and the item's key as its External ID. */
export function parametersOf(row: Row): Record<string, unknown> {
	const marked = hasMark(row)
		? (filled(
				{ ...row.text?.parameters },
				row.text?.field,
				`={{ $json.${MARK} }}`,
				row,
			) as Row['entry']['parameters'])
		: row.entry.parameters;
	return hasKey(row)
		? { ...marked, options: { ...marked.options, externalId: `={{ $json.${KEY} }}` } }
		: marked;
}

/** Whether a stored record is one that an item asked for. */
export function countsAsWrite(vendor: string, write: unknown): boolean {
	return (wordsOf(vendor) as { counts(write: unknown): boolean }).counts(write);
}
