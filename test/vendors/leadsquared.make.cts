/** What all seeds of the fake LeadSquared are made with. */
import { createHash } from 'node:crypto';

export const BASE = Date.UTC(2026, 0, 1);
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export const range = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

/** the n-th (from 1) record of a kind always has this GUID */
export function guid(kind: string, n: number | string) {
	const hash = createHash('sha1').update(`${kind} ${n}`).digest('hex');
	return [
		hash.slice(0, 8),
		hash.slice(8, 12),
		`4${hash.slice(13, 16)}`,
		`a${hash.slice(17, 20)}`,
		hash.slice(20, 32),
	].join('-');
}

/** The IDs of what an account has from the beginning, and of what is made in it. */
export const ids = {
	activityId: (n: number) => guid('activity', n),
	userId: (n: number) => guid('user', n),
	leadId: (n: number) => guid('lead', n),
	typeId: (code: number) => guid('type', code),
	extraId: (n: number) => guid('extra', n),
	taskId: (n: number) => guid('task', n),
	noteId: (n: number) => guid('note', n),
	saleId: (n: number) => guid('sale', n),
	taskTypeId: (n: number) => guid('taskType', n),
	/** the n-th record that is created after the last reset */
	newRecordId: (n: number) => guid('new', n),
	twinId: (id: string) => guid('twin', id),
};

const STAMP = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(\.\d{3})?$/;
const DATED = /(On|Date)$/;

/** A copy whose dates, as numbers or in the vendor's words, are moved (contract 2.1). */
export function shifted<T>(value: T, by: number): T {
	return shiftedIn(value, by, '') as T;
}

function shiftedIn(value: unknown, by: number, key: string): unknown {
	if (typeof value === 'number') return DATED.test(key) ? value + by : value;
	if (typeof value === 'string') {
		const parts = STAMP.exec(value);
		if (parts === null) return value;
		const text = new Date(Date.parse(`${parts[1]}T${parts[2]}Z`) + by).toISOString();
		return `${text.slice(0, 10)} ${text.slice(11, 19)}${parts[3] ?? ''}`;
	}
	if (Array.isArray(value)) return value.map((one) => shiftedIn(one, by, ''));
	if (typeof value === 'object' && value !== null)
		return Object.fromEntries(
			Object.entries(value).map(([name, one]) => [name, shiftedIn(one, by, name)]),
		);
	return value;
}
