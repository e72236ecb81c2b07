'use strict';
/**
 * The tables of docs/portable.md: what each vendor keeps of a portable activity, found out by writing and reading one
 * of each kind. `npm run portable` puts them there; a test says when they are out of date.
 */
const { change, copied, KINDS, read, TARGETS, TIMES, write } = require('./portable');
const { keysKept, keysTable, peopleKept } = require('./portableKeys.cts');

const START = '2026-12-01T09:00:00Z';
const END = '2026-12-03T10:00:00Z';
const DUE = '2026-12-05T11:00:00Z';
const BEFORE = '2026-11-20T08:00:00Z';
const HALF_AN_HOUR = 1_800_000;
const OWN = 'as the vendor sets it';

const activity = (kind, more = {}) => ({
	kind,
	title: 'Call back',
	description: 'About the offer',
	...more,
});

/** name -> the times of an activity that has them */
const SHAPES = {
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

const STATES = {
	open: false,
	inProgress: false,
	waiting: false,
	deferred: false,
	done: true,
	cancelled: false,
};
const PRIORITIES = ['low', 'normal', 'high'];
const TEXTS = {
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
function nameOf(time, given) {
	const same = TIMES.find((key) => given[key] === time);
	if (same !== undefined) return same;
	const before = TIMES.find((key) => Date.parse(given[key]) + HALF_AN_HOUR === Date.parse(time));
	return before === undefined ? OWN : `${before} + 30 min`;
}

/**
 * What of the times is there, by the names that they have in the activity: `{ start: 'start',
 * end: 'due', due: null }`.
 */
const timesIn = (record, given) =>
	Object.fromEntries(
		TIMES.map((key) => [key, record[key] === null ? null : nameOf(record[key], given)]),
	);

const REFUSED = 'refused';
const KEPT = 'kept';
const NOT_TOLD = 'not told';

function timesCell({ error, record }, given) {
	if (error !== undefined) return REFUSED;
	const found = timesIn(record, given);
	const differences = TIMES.filter(
		(key) => found[key] !== (given[key] === undefined ? null : key),
	).map((key) => (found[key] === null ? `${key} lost` : `${key} = ${found[key]}`));
	return differences.length === 0 ? KEPT : differences.join(', ');
}

/** A time that has not changed is not told. */
function changeCell(error, before, after, given) {
	if (error !== undefined) return REFUSED;
	const changed = TIMES.filter((key) => after[key] !== before[key]).map((key) =>
		after[key] === null
			? `${key} lost`
			: nameOf(after[key], given) === key
				? key
				: `${key} = ${nameOf(after[key], given)}`,
	);
	return changed.length === 0 ? 'nothing' : changed.join(', ');
}

function textCell({ error, record }, given) {
	if (error !== undefined) return REFUSED;
	const lost = ['title', 'description'].filter((key) => record[key] !== given[key]);
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

function stateCell({ error, record }, given) {
	if (error !== undefined) return REFUSED;
	return record.status === given.status && record.done === given.done
		? KEPT
		: (record.status ?? NOT_TOLD);
}

/** Runs cases of all kinds in one go. @returns kind -> name -> cell */
async function cells(sides, target, cases, cellOf, run = copied) {
	const all = KINDS.flatMap((kind) =>
		Object.entries(cases(kind)).map(([name, given]) => ({ kind, name, given })),
	);
	const outcomes = await run(
		sides,
		target,
		all.map(({ given }) => given),
	);
	const table = Object.fromEntries(KINDS.map((kind) => [kind, {}]));
	all.forEach(
		({ kind, name, given }, index) => (table[kind][name] = cellOf(outcomes[index], given)),
	);
	return table;
}

const each = (values, valueOf) =>
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
async function keptBy(sides, target) {
	const kindCell = ({ error, record }, given) =>
		error !== undefined ? REFUSED : record.kind === given.kind ? KEPT : record.kind;
	const priorityCell = ({ error, record }, given) =>
		error !== undefined
			? REFUSED
			: record.priority === given.priority
				? KEPT
				: (record.priority ?? NOT_TOLD);
	const timed = { start: START, end: END, due: DUE };
	return {
		keys: {
			...(await keysKept(
				(activities) => copied(sides, target, activities),
				(activities) => copied(sides, target, activities, TARGETS[target].own),
				KINDS,
			)),
			...(await peopleKept(
				(activities) => copied(sides, target, activities, NOBODY_FILLED_IN),
				TARGETS[target],
				'call',
			)),
		},
		kind: await cells(sides, target, (kind) => ({ kind: activity(kind, timed) }), kindCell),
		times: await cells(
			sides,
			target,
			(kind) => each(Object.keys(SHAPES), (name) => activity(kind, SHAPES[name])),
			timesCell,
		),
		changes: await changedTimes(sides, target),
		states: await cells(
			sides,
			target,
			(kind) =>
				each(Object.keys(STATES), (status) =>
					activity(kind, { ...timed, status, done: STATES[status] }),
				),
			stateCell,
		),
		priorities: await cells(
			sides,
			target,
			(kind) => each(PRIORITIES, (priority) => activity(kind, { ...timed, priority })),
			priorityCell,
		),
		texts: await cells(
			sides,
			target,
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
async function changedTimes(sides, target) {
	const run = async (_sides, _target, activities) => {
		const made = await write(
			sides,
			target,
			activities.map(({ kind }) => activity(kind, OLD)),
		);
		const ids = made.map(({ id }) => id);
		const before = await read(sides, target, ids);
		const errors = await change(sides, target, ids, activities);
		const after = await read(sides, target, ids);
		return ids.map((_id, index) => [errors[index], before[index], after[index]]);
	};
	const cases = (kind) => ({
		...each(CHANGES, (name) => activity(kind, SHAPES[name])),
		'due before start': activity(kind, { due: BEFORE }),
	});
	return await cells(sides, target, cases, (outcome, given) => changeCell(...outcome, given), run);
}

/** Kinds with the same row share one. */
function rowsOf(target, byKind, columns) {
	const groups = new Map();
	for (const kind of KINDS) {
		const row = columns.map((name) => byKind[kind][name]).join(' | ');
		groups.set(row, [...(groups.get(row) ?? []), kind]);
	}
	return [...groups].map(
		([row, kinds]) => `| ${target}${groups.size === 1 ? '' : `: ${kinds.join(', ')}`} | ${row} |`,
	);
}

function table(all, part, columns, corner = '') {
	return [
		`| ${corner} | ${columns.join(' | ')} |`,
		`|---|${columns.map(() => '---|').join('')}`,
		...Object.keys(TARGETS).flatMap((target) => rowsOf(target, all[target][part], columns)),
	].join('\n');
}

function kindTable(all) {
	return [
		`| | ${KINDS.join(' | ')} |`,
		`|---|${KINDS.map(() => '---|').join('')}`,
		...Object.keys(TARGETS).map(
			(target) => `| ${target} | ${KINDS.map((kind) => all[target].kind[kind].kind).join(' | ')} |`,
		),
	].join('\n');
}

/** What all vendors keep. */
async function losses(sides) {
	const all = {};
	for (const target of Object.keys(TARGETS)) all[target] = await keptBy(sides, target);
	return all;
}

/** The part of docs/portable.md between the marks. */
function markdown(all) {
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

const MARKS = ['<!-- written by npm run portable -->', '<!-- end of what it has written -->'];

/** The document with new tables. */
function withTables(document, tables) {
	const [begin, end] = MARKS.map((mark) => document.indexOf(mark));
	if (begin === -1 || end < begin)
		throw new Error('docs/portable.md has lost the marks between which its tables stand');
	return `${document.slice(0, begin + MARKS[0].length)}\n\n${tables}\n\n${document.slice(end)}`;
}

module.exports = {
	activity,
	changeCell,
	losses,
	markdown,
	SHAPES,
	stateCell,
	timesCell,
	withTables,
};
