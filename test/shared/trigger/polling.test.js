'use strict';
/** The rule of every polling trigger, whatever records change when and whenever n8n asks. */
const { DateTime } = require('luxon');
const {
	baseline,
	changeOf,
	doneUpTo,
	isAfter,
	isWatched,
	pollState,
	remember,
	MOST_KNOWN,
} = require('../../../dist/nodes/shared/trigger/polling');
const { fc, property } = require('../../support/property');

const ZERO = Date.UTC(2026, 2, 29, 0, 30);
const iso = (seconds) => new Date(ZERO + seconds * 1000).toISOString().replace('.000Z', 'Z');
/** What a poll that reads all there is hands out, and what it remembers. */
function freshRows(state, rows, wanted) {
	const fresh = rows.filter((row) => {
		const change = changeOf(state, row);
		return change !== undefined && wanted(change);
	});
	return { fresh, state: remember(state, rows) };
}
const OVERLAP_S = 600;
/** Beyond it a clock is not believed any more, where there is no record to tell the vendor's time. */
const DAY_S = 86_400;

/** A vendor: records change as its clock goes on, and a change may become visible late, but within the overlap. */
const history = fc.array(
	fc.record({
		id: fc.integer({ min: 1, max: 6 }).map(String),
		wait: fc.integer({ min: 0, max: 900 }),
		late: fc.integer({ min: 0, max: OVERLAP_S - 1 }),
	}),
	{ minLength: 1, maxLength: 25 },
);
/** When n8n asks, in seconds between the askings, and how wrong its own clock is then. */
const askings = fc.array(
	fc.record({
		wait: fc.integer({ min: 1, max: 3000 }),
		off: fc.integer({ min: -DAY_S, max: DAY_S - OVERLAP_S }),
	}),
	{ minLength: 1, maxLength: 15 },
);

function simulate(changes, polls, watch) {
	let clock = 0;
	const log = changes.map(({ id, wait, late }) => {
		clock += wait;
		return { id, at: clock, visible: clock + late };
	});
	let asked = -1;
	let state;
	const reported = [];
	for (const { wait, off } of [...polls, { wait: 100_000, off: 0 }]) {
		asked += wait;
		const now = DateTime.fromISO(iso(asked + off), { zone: 'utc' });
		const seen = log.filter(({ visible }) => visible <= asked);
		const rows = [...new Set(seen.map(({ id }) => id))].map((id) => {
			const own = seen.filter((change) => change.id === id);
			return {
				id,
				created: iso(log.find((change) => change.id === id).at),
				modified: iso(Math.max(...own.map(({ at }) => at))),
			};
		});
		if (state === undefined) {
			state = baseline(rows, now);
			state = pollState(JSON.parse(JSON.stringify(state)));
			continue;
		}
		const from = state.done;
		const { fresh, state: after } = freshRows(
			state,
			rows.filter(({ modified }) => isAfter(modified, from)),
			isWatched(watch),
		);
		reported.push(...fresh);
		// As n8n keeps it, also over a restart.
		state = pollState(JSON.parse(JSON.stringify(after)));
	}
	return { log, reported, begun: polls[0].wait - 1 };
}

it('reports no state of a record twice, whatever the clock of n8n says', () => {
	property(history, askings, (changes, polls) => {
		const { reported } = simulate(changes, polls, 'both');
		const keys = reported.map(({ id, modified }) => `${id} ${modified}`);
		expect(new Set(keys).size).toBe(keys.length);
	});
});

it('skips no record that changed after the beginning', () => {
	property(history, askings, (changes, polls) => {
		const { log, reported, begun } = simulate(changes, polls, 'both');
		for (const id of new Set(log.map((change) => change.id))) {
			const own = log.filter((change) => change.id === id);
			const last = own.reduce((latest, change) => (change.at >= latest.at ? change : latest));
			const wasKnown = own.some(({ at, visible }) => at === last.at && visible <= begun);
			if (last.at > begun && !wasKnown)
				expect(reported.map(({ id: one, modified }) => `${one} ${modified}`)).toContain(
					`${id} ${iso(last.at)}`,
				);
		}
	});
});

it('reports creations before changes, and each once', () => {
	property(history, askings, (changes, polls) => {
		const created = simulate(changes, polls, 'created').reported.map(({ id }) => id);
		expect(new Set(created).size).toBe(created.length);
		const updated = simulate(changes, polls, 'updated').reported;
		const both = simulate(changes, polls, 'both').reported;
		expect(created.length + updated.length).toBe(both.length);
	});
});

it('remembers no more than what is within the overlap', () => {
	const rows = Array.from({ length: 5000 }, (_, index) => ({
		id: String(index),
		created: iso(index),
		modified: iso(index),
	}));
	const { state } = freshRows({ since: iso(0), done: iso(0), known: {} }, rows, isWatched('both'));
	expect(state.since).toBe(iso(4999));
	expect(Object.keys(state.known)).toHaveLength(OVERLAP_S + 1);
});

describe('stays below 64 kB', () => {
	const size = (state) => Buffer.byteLength(JSON.stringify(state));
	const many = (count, at) =>
		Array.from({ length: count }, (_, index) => ({
			id: `${'x'.repeat(400)}${index}`,
			created: at(index),
			modified: at(index),
			content: { note: `${index}` },
		}));

	it.each([
		['one moment', () => iso(0)],
		['one minute', (index) => iso(index % 60)],
		['no time that can be read', () => 'soon'],
	])('with 5,000 changes of %s, and gives none of them again', (_name, at) => {
		const rows = many(5000, at);
		const begin = { since: iso(-100), done: iso(-700), known: {} };
		const { fresh, state } = freshRows(begin, rows, isWatched('both'));
		expect(fresh).toHaveLength(rows.length);
		expect(size(state)).toBeLessThan(60_000);
		const later = at(0) === 'soon' ? rows.slice(0, MOST_KNOWN) : rows;
		expect(freshRows(state, later, isWatched('both')).fresh).toEqual([]);
	});
});

it('what is read up to a moment is done with, whatever came of it before', () => {
	const row = (at) => ({ id: `${at}`, created: iso(at), modified: iso(at) });
	const { state } = freshRows(
		{ since: iso(0), done: iso(0), known: {} },
		[1, 2, 3].map(row),
		isWatched('both'),
	);
	const after = doneUpTo(state, iso(2));
	expect([1, 2, 3, 4].map((at) => changeOf(after, row(at)))).toEqual([
		undefined,
		undefined,
		undefined,
		'created',
	]);
	expect(Object.keys(after.known)).toHaveLength(2);
});

describe('a record whose time nobody can read', () => {
	const now = DateTime.fromISO(iso(3600), { zone: 'utc' });
	const broken = { id: '9', created: 'soon', modified: 'soon' };

	it('does not set the time from which later polls look', () => {
		const first = baseline([{ id: '1', created: iso(0), modified: iso(0) }, broken], now);
		expect(first.since).toBe(iso(0));
		const { fresh, state } = freshRows(
			first,
			[{ id: '2', created: iso(60), modified: iso(60) }, broken],
			isWatched('both'),
		);
		expect(fresh.map(({ id }) => id)).toContain('2');
		expect(state.since).toBe(iso(60));
	});

	it('is reported once', () => {
		const first = freshRows(baseline([], now), [broken], isWatched('both'));
		const second = freshRows(
			pollState(JSON.parse(JSON.stringify(first.state))),
			[broken],
			isWatched('both'),
		);
		expect([first.fresh, second.fresh].map(({ length }) => length)).toEqual([1, 0]);
	});

	it('is no state to go on from', () => {
		expect(pollState({ since: 'Invalid DateTime', done: iso(0), known: {} })).toBeUndefined();
	});
});
