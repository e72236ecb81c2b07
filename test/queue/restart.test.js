'use strict';
/** A worker that is asked to end, as for an update: it brings its runs to an end first. */
const { until } = require('./support/until');
const { WORK } = require('./support/work');
const { finishedBy, underWayAt, workers } = require('./support/workers');
const { creating, published } = require('./support/workflows');

const { rest, vendors } = realN8n;
const NODE = 'bitrix24';
const RUNS = 6;
const ROWS = 60;
const range = (count) => Array.from({ length: count }, (_, index) => index + 1);
const rowsOfRun = (run) => range(ROWS).map((row) => ({ key: `restart ${run}/${row}` }));
const keys = () =>
	WORK[NODE].keys()
		.filter((key) => key.startsWith('restart '))
		.sort();

test('nothing is lost, doubled or broken off when a worker is asked to end', async () => {
	const fake = vendors.fakes[NODE];
	fake.reset();
	fake.delay(200);
	const workflow = await published(creating(NODE, { batchSize: 10 }));
	await Promise.all(range(RUNS).map(async (run) => await workflow.call(rowsOfRun(run))));
	await until('some of the items are written', () => keys().length >= ROWS / 2);
	const [worker] = [...workers].sort((a, b) => underWayAt(b).length - underWayAt(a).length);
	const underWay = underWayAt(worker);
	await worker.server().stop();
	const finished = finishedBy(worker);
	const runs = await rest.triggeredRuns(workflow.id, RUNS);
	await worker.start();
	expect(underWay.length).toBeGreaterThan(0);
	expect(finished).toEqual(expect.arrayContaining(underWay));
	expect(runs.map(({ status }) => status)).toEqual(Array(RUNS).fill('success'));
	expect(keys()).toEqual(
		range(RUNS)
			.flatMap(rowsOfRun)
			.map(({ key }) => key)
			.sort(),
	);
});
