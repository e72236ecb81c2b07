'use strict';
/**
 * A worker that dies in the middle of its runs: what n8n makes of them, what the vendors have then, and how a second
 * run brings in what is missing without writing anything twice.
 */
const { until } = require('./support/until');
const { WORK } = require('./support/work');
const { alarm, creating, creatingMissing, published, rowsOf } = require('./support/workflows');
const { finishedBy, startedBy, underWayAt, workers } = require('./support/workers');

const { rest, vendors } = realN8n;
const NODES = Object.keys(WORK);
const RUNS = 4;
const ROWS = 60;
const LIMIT_MS = 200_000;
const range = (count) => Array.from({ length: count }, (_, index) => index + 1);
const rowsOfRun = (run) => range(ROWS).map((row) => ({ key: `crash ${run}/${row}` }));
const ALL_ROWS = range(RUNS).flatMap(rowsOfRun);
const keysOf = (rows) => rows.map(({ key }) => key).sort();

/**
 * So small that a run consists of many requests, and the vendors answer late: it is not over
 * before the worker is dead.
 */
const OPTIONS = {
	bitrix24: { batchSize: 2 },
	leadSquared: { batchSize: 5 },
	ivvy: {},
	deskera: {},
};
const DELAY_MS = 1000;
/** A vendor that is ahead of the others waits for them, so that none of its runs is over either. */
const HELD_MS = 10_000;
const IN_THE_MIDDLE = ROWS / 4;

const keysAt = (node) =>
	WORK[node]
		.keys()
		.filter((key) => key.startsWith('crash '))
		.sort();

/** node -> the runs, as n8n has stored them, and the keys that the vendor had when all had ended */
const after = {};
/** ids of the runs that died with their worker */
let lost;
let survivor;
let alarms;

beforeAll(async () => {
	alarms = await alarm();
	const workflows = {};
	for (const node of NODES) {
		vendors.fakes[node].reset();
		vendors.fakes[node].delay(DELAY_MS);
		workflows[node] = await published(creating(node, OPTIONS[node], WORK[node].external), {
			errorWorkflow: alarms.id,
		});
		await Promise.all(range(RUNS).map(async (run) => await workflows[node].call(rowsOfRun(run))));
	}
	await Promise.all(
		NODES.map(async (node) => {
			await until(`${node} has got some of the items`, () => keysAt(node).length >= IN_THE_MIDDLE);
			vendors.fakes[node].delay(HELD_MS);
		}),
	);
	const [victim, other] = [...workers].sort((a, b) => underWayAt(b).length - underWayAt(a).length);
	const killed = Date.now();
	await victim.server().kill();
	lost = underWayAt(victim);
	survivor = other;
	for (const node of NODES) {
		vendors.fakes[node].delay(0);
		after[node] = {
			runs: await rest.triggeredRuns(workflows[node].id, RUNS, { limitMs: LIMIT_MS }),
			keys: keysAt(node),
		};
	}
	process.stdout.write(
		`  ${lost.length} of ${NODES.length * RUNS} runs died with their worker; n8n said so ` +
			`after ${((Date.now() - killed) / 1000).toFixed(0)} s\n`,
	);
	await victim.start();
});

test('the worker was killed in the middle of its runs', () => {
	expect(lost.length).toBeGreaterThan(0);
	for (const node of NODES) {
		const whole = after[node].runs.filter(({ status }) => status === 'success').length * ROWS;
		process.stdout.write(
			`  ${node}: ${after[node].keys.length} of ${ALL_ROWS.length} items written, ${whole} ` +
				`of them by the runs that were left\n`,
		);
	}
	const written = NODES.reduce((sum, node) => sum + after[node].keys.length, 0);
	const whole =
		NODES.flatMap((node) => after[node].runs).filter(({ status }) => status === 'success').length *
		ROWS;
	expect(written).toBeGreaterThan(whole);
	expect(written).toBeLessThan(NODES.length * ALL_ROWS.length);
});

test.each(NODES)(
	'%s: its runs end in error, without data, and are not begun again; the others are whole',
	(node) => {
		const { runs, keys } = after[node];
		for (const run of runs) {
			const died = lost.includes(run.id);
			expect([run.id, run.status]).toEqual([run.id, died ? 'error' : 'success']);
			if (died)
				expect([run.data.resultData.runData, run.data.resultData.error.message]).toEqual([
					{},
					expect.stringContaining('failed to be processed too many times'),
				]);
			else expect(keys).toEqual(expect.arrayContaining(keysOf(rowsOf(run))));
			expect(startedBy(survivor).filter((id) => id === run.id)).toEqual(died ? [] : [run.id]);
		}
		expect(keys).toEqual([...new Set(keys)]);
	},
);

test('the error workflow is told of each', async () => {
	const told = await rest.triggeredRuns(alarms.id, lost.length);
	expect(told.map(alarms.runOf).sort()).toEqual([...lost].sort());
});

test.each(NODES)(
	'%s: a second run with the same rows writes what is missing, and nothing twice',
	async (node) => {
		// Where the vendor can keep an external ID the same workflow is run again; at iVvy what is
		// there has to be left out.
		const { external } = WORK[node];
		const workflow = await published(
			external === undefined
				? creatingMissing(node, OPTIONS[node])
				: creating(node, OPTIONS[node], external),
		);
		await workflow.call(ALL_ROWS);
		const [run] = await rest.triggeredRuns(workflow.id, 1, { limitMs: LIMIT_MS });
		expect(run.status).toBe('success');
		expect(keysAt(node)).toEqual(keysOf(ALL_ROWS));
		expect(workers.flatMap(finishedBy)).toContain(run.id);
	},
);
