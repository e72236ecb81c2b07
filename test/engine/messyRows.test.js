'use strict';
/**
 * Rows as people's sheets have them (test/data/messy-rows.csv), through a create and an update of each vendor:
 * each row ends as the file says, the vendor has what the file says, and nothing twice.
 */
const { execFileSync } = require('node:child_process');
const path = require('node:path');
const { REAL_CLOCK } = require('../../dist/nodes/shared/http/clock');
const { runNode } = require('../support/engine');
const { ROOT } = require('../support/n8n');
const { fakeFor } = require('../support/fakes');
const { ROWS, ZONE } = require('../support/messyRows');
const {
	isLookUp,
	PARTS,
	outcomesOf,
	refusedRows,
	untold,
	wrongOutcomes,
	wrongRecords,
} = require('../support/messyOutcomes');

jest.setTimeout(180_000);

/**
 * What the limits make of so many calls is for other tests: where a vendor says how many it takes, the time that they
 * see goes by this much faster. Calls that look again how far a bulk call has come go by the time of the run, so the
 * others keep it.
 */
const HASTE = 20;
const { now, wait } = REAL_CLOCK;
let haste = 1;
Object.assign(REAL_CLOCK, {
	now: () => now() * haste,
	wait: async (milliseconds, signal) => await wait(milliseconds / haste, signal),
});

it('the file is what its script makes, with 500 rows', () => {
	execFileSync(process.execPath, [path.join(ROOT, 'scripts', 'run.mjs'), 'messyRows', '--check'], {
		stdio: 'pipe',
	});
	expect(ROWS.map(({ number }) => number)).toEqual(
		Array.from({ length: 500 }, (_, index) => index + 1),
	);
});

/** A vendor with the records of the rows, and a run of all rows. */
async function started(vendor) {
	const part = PARTS[vendor];
	const { fake, base } = await fakeFor(part.node, part.fakeOptions);
	part.prepare(fake);
	part.hurry?.(base.credentials);
	haste = part.hurry === undefined ? 1 : HASTE;
	const run = async (operation, { rows = ROWS, options = {}, ...more }) => {
		const { parameters } = part.operations[operation];
		return await runNode({
			...base,
			timezone: ZONE,
			parameters: { ...parameters, options: { ...parameters.options, ...options } },
			items: rows.map(({ item }) => ({ json: item })),
			...more,
		});
	};
	return { fake, part, run };
}

/** How each row ended, read off where its items came out. */
function outcomesIn(onError, { output, errorOutput }) {
	const failed = (item) => item.json.error !== undefined || item.error !== undefined;
	const bad = onError === 'continueErrorOutput' ? errorOutput : output.filter(failed);
	const good = onError === 'continueErrorOutput' ? output : output.filter((item) => !failed(item));
	const outcomes = [];
	const doubled = [];
	const put = (item, outcome) => {
		const { item: index } = item.pairedItem;
		if (outcomes[index] !== undefined) doubled.push(index);
		outcomes[index] = outcome;
	};
	for (const item of good) put(item, { ok: true, id: item.json.id });
	for (const item of bad)
		put(item, { ok: false, message: String(item.json.error ?? item.error.message) });
	return { outcomes, doubled };
}

const CELLS = Object.entries(PARTS).flatMap(([vendor, { bulk }]) =>
	['create', 'update'].flatMap((operation) =>
		(bulk ? ['batched', 'single'] : ['five at once', 'one by one']).map((way) => [
			vendor,
			operation,
			way,
		]),
	),
);
const OPTIONS = {
	batched: { batching: true },
	single: { batching: false, parallel: 5 },
	'five at once': { parallel: 5 },
	'one by one': { parallel: 1 },
};

describe.each(CELLS)('%s %s, %s', (vendor, operation, way) => {
	let fake;
	let part;
	let run;
	beforeEach(async () => ({ fake, part, run } = await started(vendor)));
	afterEach(() => fake.close());

	it.each(['continueRegularOutput', 'continueErrorOutput'])(
		'%s: every row has its outcome, and the vendor has just that',
		async (onError) => {
			const before = part.stored(fake);
			const result = await run(operation, { onError, options: OPTIONS[way] });
			expect(result.error).toBeUndefined();
			expect(result.inputUntouched).toBe(true);
			const { outcomes, doubled } = outcomesIn(onError, result);
			expect(doubled).toEqual([]);
			expect(wrongOutcomes(vendor, operation, outcomes)).toEqual([]);
			expect(wrongRecords(vendor, operation, { fake, before, outcomes })).toEqual([]);
		},
	);

	it('stopWorkflow: rows at fault stop the run before anything is sent, and the error lists them', async () => {
		const { error, output } = await run(operation, {
			onError: 'stopWorkflow',
			options: OPTIONS[way],
		});
		// An email in place of an ID is looked up, which sends nothing.
		expect(fake.calls.filter((call) => !isLookUp(call)).length).toBe(0);
		expect(output).toEqual([]);
		expect(
			untold(`${error.message}\n${error.description}`, refusedRows(vendor, operation)),
		).toEqual([]);
	});

	it('stopWorkflow: a single row at fault is enough', async () => {
		const made = ROWS.filter((_row, index) => outcomesOf(vendor, operation)[index].made).slice(
			0,
			60,
		);
		const [{ index, labels }] = refusedRows(vendor, operation);
		const rows = [...made.slice(0, 55), ROWS[index], ...made.slice(55)];
		const { error } = await run(operation, {
			rows,
			onError: 'stopWorkflow',
			options: OPTIONS[way],
		});
		expect(fake.calls).toEqual([]);
		expect(labels.filter((label) => error.message.includes(`"${label}"`))).not.toEqual([]);
		expect(error.description).toContain(
			`Item 55 is the only one of ${rows.length} that can't be sent. Items are numbered from 0.`,
		);
	});

	it('stopWorkflow: without rows at fault all are made', async () => {
		const rows = ROWS.filter((_row, index) => outcomesOf(vendor, operation)[index].made);
		const { error, output } = await run(operation, {
			rows,
			onError: 'stopWorkflow',
			options: OPTIONS[way],
		});
		expect(error).toBeUndefined();
		expect(output.map(({ pairedItem }) => pairedItem.item)).toEqual(
			rows.map((_row, index) => index),
		);
		expect(part.writes(fake)).toHaveLength(rows.length);
	});
});

/** What is read on the way to an error has to help: an expression in the advice has to give the right day. */
describe.each(Object.keys(PARTS))('%s: advice about a day as Europe writes it', (vendor) => {
	let fake;
	let base;
	const { node, fakeOptions, prepare, starts, stored } = PARTS[vendor];
	beforeEach(async () => {
		({ fake, base } = await fakeFor(node, fakeOptions));
		prepare(fake);
	});
	afterEach(() => fake.close());
	const run = (value) =>
		runNode({
			...base,
			timezone: ZONE,
			parameters: { ...starts.parameters(value), options: {} },
			items: [{ day: '01.12.2026' }],
		});

	it('names a way that works', async () => {
		const { error } = await run('={{ $json.day }}');
		expect(fake.calls).toEqual([]);
		const advised = [...`${error.description}`.matchAll(/\{\{(.+?)\}\}/g)].map(([, expression]) =>
			expression.replace(/\$json\.\w+|\$json\[[^\]]+\]|(["'])01\.12\.2026\1/g, '$json.day'),
		);
		const fitting = advised.filter((expression) => expression.includes('$json.day'));
		expect(fitting.length).toBeGreaterThan(0);
		const days = [];
		for (const expression of fitting) {
			fake.reset();
			prepare(fake);
			const before = new Set(stored(fake).keys());
			await run(`={{${expression}}}`);
			days.push(
				...[...stored(fake)]
					.filter(([id]) => !before.has(id))
					.map(([, record]) =>
						new Date(record[starts.column]).toLocaleDateString('sv', { timeZone: ZONE }),
					),
			);
		}
		expect(days).toEqual(fitting.map(() => '2026-12-01'));
	});
});
