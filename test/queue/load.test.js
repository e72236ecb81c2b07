'use strict';
/** 2,000 items in 20 runs on two workers that share an account's limit without knowing of each other. */
const { WORK } = require('./support/work');
const { createdBy, creating, published } = require('./support/workflows');
const { finishedBy, startedBy, workers } = require('./support/workers');

const { rest, vendors } = realN8n;
const RUNS = 20;
const ROWS = 100;
const LIMIT_MS = 240_000;
const range = (count) => Array.from({ length: count }, (_, index) => index + 1);
const rowsOfRun = (run) => range(ROWS).map((row) => ({ key: `load ${run}/${row}` }));

/** So small that the account's limit is met again and again, however slow the machine is. */
const OPTIONS = {
	bitrix24: { batchSize: 10 },
	leadSquared: { batchSize: 15 },
	ivvy: {},
	deskera: {},
};

test.each(Object.keys(WORK))(
	'%s: every item is written once, and both workers wrote',
	async (node) => {
		const fake = vendors.fakes[node];
		fake.reset();
		const workflow = await published(creating(node, OPTIONS[node]));
		const begun = Date.now();
		await Promise.all(range(RUNS).map(async (run) => await workflow.call(rowsOfRun(run))));
		const runs = await rest.triggeredRuns(workflow.id, RUNS, { limitMs: LIMIT_MS });
		const refused = fake.calls.filter(({ status }) => status === WORK[node].refusal);
		const shares = workers.map((worker) =>
			finishedBy(worker).filter((id) => runs.some((run) => run.id === id)),
		);
		process.stdout.write(
			`  ${node}: ${RUNS * ROWS} items in ${((Date.now() - begun) / 1000).toFixed(1)} s, ` +
				`${fake.calls.length} requests, of which ${refused.length} were refused; runs by ` +
				`worker: ${shares.map(({ length }) => length).join(' and ')}\n`,
		);

		expect(runs.map(({ status }) => status)).toEqual(Array(RUNS).fill('success'));
		expect(runs.flatMap(createdBy).map(({ json }) => json.error)).toEqual(
			Array(RUNS * ROWS).fill(undefined),
		);
		const written = WORK[node].keys().filter((key) => key.startsWith('load '));
		expect(written.sort()).toEqual(
			range(RUNS)
				.flatMap(rowsOfRun)
				.map(({ key }) => key)
				.sort(),
		);
		// The limit was really met, and each run was begun once, by one of the workers.
		expect(refused.length).toBeGreaterThan(0);
		for (const share of shares) expect(share.length).toBeGreaterThan(0);
		expect(
			workers
				.flatMap(startedBy)
				.filter((id) => runs.some((run) => run.id === id))
				.sort(),
		).toEqual(runs.map(({ id }) => id).sort());
	},
);
