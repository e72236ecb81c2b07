import type { Write } from '../vendors/server.cts';
import type { Row } from './row.cts';

interface Written {
	readonly vendor: { readonly writes: readonly Write[] };
}

/** The IDs of the records that a fake has stored, one for each write. */
export const idsWritten = (fake: Written): unknown[] => fake.vendor.writes.map(({ id }) => id);

const MARK = /^n8n-[\da-f]{32}$/;
const isMark = (value: unknown) => typeof value === 'string' && MARK.test(value);

/** Fields without those by which a record is found again after a lost answer. */
export function withoutMark(fields: Row): Row {
	const isMarked = Object.values(fields).some(isMark);
	return Object.fromEntries(
		Object.entries(fields).filter(
			([name, value]) => !isMark(value) && !(isMarked && /^originator_?id$/i.test(name)),
		),
	);
}
