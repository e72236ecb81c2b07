/**
 * What becomes of each key of a portable record at each vendor, found out by writing a record that has it, of each
 * kind, and reading it back: the first table of docs/portable.md.
 */
import type { Copy, Portable } from './portable.cts';

export type CopyAll = (activities: readonly Portable[]) => Promise<readonly Copy[]>;

const TIMES = { start: '2026-12-01T09:00:00Z', end: '2026-12-03T10:00:00Z' };
const PERSON = { id: '987654', name: null, email: null, phone: null };

/** A value for each key that a record could be given, and what else it takes. */
const VALUES: Readonly<Record<string, readonly [value: unknown, more?: Portable]>> = {
	title: ['Call back'],
	description: ['About the offer'],
	start: [TIMES.start, { end: TIMES.end }],
	end: [TIMES.end, { start: TIMES.start }],
	due: ['2026-12-05T11:00:00Z'],
	allDay: [true, TIMES],
	duration: [90, { start: TIMES.start }],
	done: [true],
	doneAt: ['2026-11-28T08:00:00Z', { done: true }],
	status: ['inProgress'],
	priority: ['low'],
	direction: ['incoming', TIMES],
	location: ['Room 5', TIMES],
	address: ['1 Main Street', TIMES],
	creator: [PERSON],
	tags: [['urgent', 'quote']],
	parent: [PERSON],
	externalIds: [['other:1']],
	url: ['https://crm.example/1'],
	created: ['2020-01-01T08:00:00Z'],
	updated: ['2020-01-02T08:00:00Z'],
	vendorFields: [{ mine: 'x' }],
};

const isNothing = (value: unknown): boolean =>
	value === null ||
	value === undefined ||
	value === '' ||
	(Array.isArray(value) && value.length === 0);
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

interface Compared {
	readonly copies: readonly Copy[];
	readonly own: readonly Copy[];
	readonly kinds: readonly string[];
}

/** `written` comes back as it was, `read` is told and can't be written, `lost` is neither. */
function cellOf(key: string, value: unknown, { copies, own, kinds }: Compared): string {
	const records = copies.map(({ record }) => record ?? {});
	const kept = kinds.filter((_kind, index) => same(records[index]?.[key], value));
	if (kept.length === kinds.length) return 'written';
	if (kept.length > 0) return `written: ${kept.join(', ')}`;
	const other = key === 'address' && records.some(({ location }) => same(location, value));
	if (other) return 'written as location';
	const all = [...records, ...own.map(({ record }) => record ?? {})];
	return all.some((record) => !isNothing(record[key]) && !same(record[key], {})) ? 'read' : 'lost';
}

/**
 * @param copyAll writes records and reads them back
 * @param copyOwn the same, with fields of the vendor's own filled in
 * @returns key -> cell
 */
export async function keysKept(
	copyAll: CopyAll,
	copyOwn: CopyAll,
	kinds: readonly string[],
): Promise<Readonly<Record<string, string>>> {
	const cells: Record<string, string> = {};
	const base = { title: 'Call back', description: 'About the offer' };
	const own = await copyOwn(kinds.map((kind) => ({ kind, ...base, ...TIMES, due: TIMES.end })));
	for (const [key, [value, more = {}]] of Object.entries(VALUES)) {
		const times = 'start' in more || key === 'due' ? {} : { ...TIMES, due: TIMES.end };
		const copies = await copyAll(
			kinds.map((kind) => ({ kind, ...base, ...times, ...more, [key]: value })),
		);
		cells[key] = cellOf(key, value, { copies, own, kinds });
	}
	return cells;
}

/** Whether people are found again by their emails. @param copyAll with Match People on and nobody filled in */
export async function peopleKept(
	copyAll: CopyAll,
	{ user, person }: { user: string; person: string },
	kind: string,
): Promise<Readonly<Record<string, string>>> {
	const link = (email: string) => ({ id: '999999', name: null, email, phone: null });
	const [copy] = await copyAll([
		{
			kind,
			title: 'Call back',
			description: 'About the offer',
			...TIMES,
			due: TIMES.end,
			owner: link(user),
			related: [{ type: 'contact', ...link(person) }],
		},
	]);
	const knows = (key: string, email: string) =>
		(JSON.stringify(copy?.record?.[key]) ?? '').includes(email);
	return {
		owner: knows('owner', user) ? 'matched' : 'lost',
		related: knows('related', person) ? 'matched' : 'lost',
	};
}

/** @param all name of a kind of record -> its cells */
export function keysTable(all: Readonly<Record<string, Readonly<Record<string, string>>>>): string {
	const targets = Object.keys(all);
	return [
		`| key | ${targets.join(' | ')} |`,
		`|---|${targets.map(() => '---|').join('')}`,
		...Object.keys(Object.values(all)[0] ?? {}).map(
			(key) =>
				`| \`${key}\` | ${Object.values(all)
					.map((cells) => cells[key])
					.join(' | ')} |`,
		),
	].join('\n');
}
