/**
 * The tables of docs/portable.md: what each vendor keeps of a portable activity, found out by writing and reading one
 * of each kind. `npm run portable` puts them there; a test says when they are out of date.
 */
import {
	change,
	type Copy,
	copied,
	KINDS,
	type Portable,
	read,
	type Sides,
	TARGETS,
	targetOf,
	TIMES,
	write,
} from './portable.cts';
import { keysKept, keysTable, peopleKept } from './portableKeys.cts';
import type { Row } from './row.cts';
import { there } from './there.cts';

const START = '2026-12-01T09:00:00Z';
const END = '2026-12-03T10:00:00Z';
const DUE = '2026-12-05T11:00:00Z';
const BEFORE = '2026-11-20T08:00:00Z';
const HALF_AN_HOUR = 1_800_000;
const OWN = 'as the vendor sets it';

/** An activity of which all is known. */
type Given = Portable & {
	readonly kind: string;
	readonly title: string;
	readonly description: string;
};

export const activity = (kind: string, more: Portable = {}): Given => ({
	kind,
	title: 'Call back',
	description: 'About the offer',
	...more,
});

/** name -> the times of an activity that has them */
export const SHAPES: Readonly<Record<string, Portable>> = {
	'start, end': { start: START, end: END },
	start: { start: START },
	end: { end: END },
	due: { due: DUE },
	'start, due': { start: START, due: DUE },
	'end, due': { end: END, due: DUE },
	'start, end, due': { start: START, end: END, due: DUE },
	'due before start': { start: START, due: BEFORE },
	'end before start': { start: START, end: BEFORE },
};

const STATES: Readonly<Record<string, boolean>> = {
	open: false,
	inProgress: false,
	waiting: false,
	deferred: false,
	done: true,
	cancelled: false,
};
const PRIORITIES = ['low', 'normal', 'high'];
const TEXTS: Readonly<Record<string, Portable>> = {
	'HTML tags': { description: '<b>bold</b><br>\n<p>and</p> <!-- this -->' },
	'BB code': { description: '[b]bold[/b] [url=https://x.example]link[/url] &#91;' },
	'`<`, `&`, `[URGENT]`': {
		description: 'a < b and c > d, A & B, &lt; <karl@example.com> [URGENT] a[i]',
	},
	'blanks, blank lines': { description: '  two  blanks\n\n\n a line \n\tand a tab\n' },
	'other scripts': { description: '会議 — Besprechung 🙂 שלום', title: 'ß 会議 🙂' },
	'no description': { description: '' },
	'a line break in the title': { title: 'Call\nback' },
	'no title': { title: '' },
};

/** Which of an activity's times a time is. */
function nameOf(time: string, given: Portable): string {
	const same = TIMES.find((key) => given[key] === time);
	if (same !== undefined) return same;
	const before = TIMES.find(
		(key) => Date.parse(String(given[key])) + HALF_AN_HOUR === Date.parse(time),
	);
	return before === undefined ? OWN : `${before} + 30 min`;
}

/**
 * What of the times is there, by the names that they have in the activity: `{ start: 'start',
 * end: 'due', due: null }`.
 */
const timesIn = (record: Portable, given: Portable): Record<string, string | null> =>
	Object.fromEntries(
		TIMES.map((key) => [key, record[key] === null ? null : nameOf(there(record[key]), given)]),
	);

const REFUSED = 'refused';
const KEPT = 'kept';
const NOT_TOLD = 'not told';

export function timesCell({ record }: Copy, given: Portable): string {
	if (record === undefined) return REFUSED;
	const found = timesIn(record, given);
	const differences = TIMES.filter(
		(key) => found[key] !== (given[key] === undefined ? null : key),
	).map((key) => (found[key] === null ? `${key} lost` : `${key} = ${found[key]}`));
	return differences.length === 0 ? KEPT : differences.join(', ');
}

/** A time that has not changed is not told. */
export function changeCell(
	error: string | undefined,
	before: Portable | undefined,
	after: Portable | undefined,
	given: Portable,
): string {
	if (error !== undefined) return REFUSED;
	const changed = TIMES.filter((key) => after?.[key] !== before?.[key]).map((key) => {
		const time = after?.[key];
		if (time === null) return `${key} lost`;
		const name = nameOf(there(time), given);
		return name === key ? key : `${key} = ${name}`;
	});
	return changed.length === 0 ? 'nothing' : changed.join(', ');
}

function textCell({ record }: Copy, given: Given): string {
	if (record === undefined) return REFUSED;
	const lost = (['title', 'description'] as const).filter((key) => record[key] !== given[key]);
	if (lost.length === 0) return KEPT;
	return lost
		.map((key) =>
			key === 'description' && record[key] === given.title
				? 'the title'
				: record[key] === given[key].replace(/\n/g, ' ')
					? 'a blank'
					: `\`${record[key]}\``,
		)
		.join(', ');
}

export function stateCell({ record }: Copy, given: Portable): string {
	if (record === undefined) return REFUSED;
	return record.status === given.status && record.done === given.done
		? KEPT
		: (record.status ?? NOT_TOLD);
}

/** kind -> name -> cell */
type Cells = Record<string, Record<string, string>>;

/** What is tried, by its name, of a kind. */
type Cases = (kind: string) => Readonly<Record<string, Given>>;

/** Runs cases of all kinds in one go. @param run gives an outcome for each activity */
async function cells<Outcome>(
	run: (activities: readonly Given[]) => Promise<readonly Outcome[]>,
	cases: Cases,
	cellOf: (outcome: Outcome, given: Given) => string,
): Promise<Cells> {
	const all = KINDS.flatMap((kind) =>
		Object.entries(cases(kind)).map(([name, given]) => ({ kind, name, given })),
	);
	const outcomes = await run(all.map(({ given }) => given));
	const table: Cells = Object.fromEntries(KINDS.map((kind) => [kind, {}]));
	for (const [index, { kind, name, given }] of all.entries())
		there(table[kind])[name] = cellOf(outcomes[index] as Outcome, given);
	return table;
}

const each = <T,>(values: readonly string[], valueOf: (value: string) => T): Record<string, T> =>
	Object.fromEntries(values.map((value) => [value, valueOf(value)]));

const NOBODY = { __rl: true, mode: 'id', value: '' };
/** People are to come from the activity alone. */
const NOBODY_FILLED_IN = {
	matchPeople: true,
	owner: NOBODY,
	ownerType: NOBODY,
	responsible: NOBODY,
	client: NOBODY,
	lead: NOBODY,
	contactId: NOBODY,
	phone: NOBODY,
	email: NOBODY,
};

/** Everything that is known of one kind of record. */
interface Kept {
	readonly keys: Readonly<Record<string, string>>;
	readonly kind: Cells;
	readonly times: Cells;
	readonly changes: Cells;
	readonly states: Cells;
	readonly priorities: Cells;
	readonly texts: Cells;
}

async function keptBy(sides: Sides, target: string): Promise<Kept> {
	const run = (activities: readonly Portable[], more: Row = {}) =>
		copied(sides, target, activities, more);
	const tried = async (cases: Cases, cellOf: (copy: Copy, given: Given) => string) =>
		await cells<Copy>(run, cases, cellOf);
	const { own, user, person } = targetOf(target);
	const kindCell = ({ record }: Copy, given: Given) =>
		record === undefined ? REFUSED : record.kind === given.kind ? KEPT : String(record.kind);
	const priorityCell = ({ record }: Copy, given: Given) =>
		record === undefined
			? REFUSED
			: record.priority === given.priority
				? KEPT
				: (record.priority ?? NOT_TOLD);
	const timed = { start: START, end: END, due: DUE };
	return {
		keys: {
			...(await keysKept(run, (activities) => run(activities, own), KINDS)),
			...(await peopleKept(
				(activities) => run(activities, NOBODY_FILLED_IN),
				{ user, person },
				'call',
			)),
		},
		kind: await tried((kind) => ({ kind: activity(kind, timed) }), kindCell),
		times: await tried(
			(kind) => each(Object.keys(SHAPES), (name) => activity(kind, SHAPES[name])),
			timesCell,
		),
		changes: await changedTimes(sides, target),
		states: await tried(
			(kind) =>
				each(Object.keys(STATES), (status) =>
					activity(kind, { ...timed, status, done: STATES[status] }),
				),
			stateCell,
		),
		priorities: await tried(
			(kind) => each(PRIORITIES, (priority) => activity(kind, { ...timed, priority })),
			priorityCell,
		),
		texts: await tried(
			(kind) => each(Object.keys(TEXTS), (name) => activity(kind, { ...timed, ...TEXTS[name] })),
			textCell,
		),
	};
}

const OLD = {
	start: '2026-11-25T09:00:00Z',
	end: '2026-11-26T10:00:00Z',
	due: '2026-11-26T10:00:00Z',
};
const CHANGES = ['start, end', 'start', 'end', 'due', 'start, end, due'];

/** Changes a record of its own for each case. */
async function changedTimes(sides: Sides, target: string): Promise<Cells> {
	const run = async (activities: readonly Given[]) => {
		const made = await write(
			sides,
			target,
			activities.map(({ kind }) => activity(kind, OLD)),
		);
		const ids = made.map(({ id }) => id);
		const before = await read(sides, target, ids);
		const errors = await change(sides, target, ids, activities);
		const after = await read(sides, target, ids);
		return ids.map((_id, index) => [errors[index], before[index], after[index]] as const);
	};
	const cases: Cases = (kind) => ({
		...each(CHANGES, (name) => activity(kind, SHAPES[name])),
		'due before start': activity(kind, { due: BEFORE }),
	});
	return await cells(run, cases, (outcome, given) => changeCell(...outcome, given));
}

/** Kinds with the same row share one. */
function rowsOf(target: string, byKind: Cells, columns: readonly string[]): string[] {
	const groups = new Map<string, string[]>();
	for (const kind of KINDS) {
		const row = columns.map((name) => byKind[kind]?.[name]).join(' | ');
		groups.set(row, [...(groups.get(row) ?? []), kind]);
	}
	return [...groups].map(
		([row, kinds]) => `| ${target}${groups.size === 1 ? '' : `: ${kinds.join(', ')}`} | ${row} |`,
	);
}

type Losses = Readonly<Record<string, Kept>>;

function table(
	all: Losses,
	part: Exclude<keyof Kept, 'keys'>,
	columns: readonly string[],
	corner = '',
): string {
	return [
		`| ${corner} | ${columns.join(' | ')} |`,
		`|---|${columns.map(() => '---|').join('')}`,
		...Object.keys(TARGETS).flatMap((target) => rowsOf(target, there(all[target])[part], columns)),
	].join('\n');
}

function kindTable(all: Losses): string {
	return [
		`| | ${KINDS.join(' | ')} |`,
		`|---|${KINDS.map(() => '---|').join('')}`,
		...Object.keys(TARGETS).map(
			(target) =>
				`| ${target} | ${KINDS.map((kind) => all[target]?.kind[kind]?.kind).join(' | ')} |`,
		),
	].join('\n');
}

/** What all vendors keep. */
export async function losses(sides: Sides): Promise<Losses> {
	const all: Record<string, Kept> = {};
	for (const target of Object.keys(TARGETS)) all[target] = await keptBy(sides, target);
	return all;
}

/** The part of docs/portable.md between the marks. */
export function markdown(all: Losses): string {
	return [
		'### Keys',
		'',
		'*written*: comes back as it was written, of the kinds that are named; *read*: the vendor tells it, and it ' +
			"can't be written; *matched*: found again by email or phone; *lost*: there is no place for it.",
		'',
		keysTable(Object.fromEntries(Object.entries(all).map(([target, { keys }]) => [target, keys]))),
		'',
		'### Kind',
		'',
		kindTable(all),
		'',
		'### Times of a new record',
		'',
		'The columns are the times that the activity has. A lone time, or one for which ' +
			'there is no place, takes the place that is there.',
		'',
		table(all, 'times', Object.keys(SHAPES)),
		'',
		'### Times of a record that is updated',
		'',
		'The columns are the times that the activity has, the cells what is changed by them; everything else stays.',
		'',
		table(all, 'changes', [...CHANGES, 'due before start']),
		'',
		'### Done and status of a new record',
		'',
		table(all, 'states', Object.keys(STATES)),
		'',
		'### Priority',
		'',
		table(all, 'priorities', PRIORITIES),
		'',
		'### Texts',
		'',
		table(all, 'texts', Object.keys(TEXTS)),
	].join('\n');
}

const BEGIN = '<!-- written by npm run portable -->';
const END_OF_TABLES = '<!-- end of what it has written -->';

/** The document with new tables. */
export function withTables(document: string, tables: string): string {
	const [begin, end] = [document.indexOf(BEGIN), document.indexOf(END_OF_TABLES)];
	if (begin === -1 || end < begin)
		throw new Error('docs/portable.md has lost the marks between which its tables stand');
	return `${document.slice(0, begin + BEGIN.length)}\n\n${tables}\n\n${document.slice(end)}`;
}
