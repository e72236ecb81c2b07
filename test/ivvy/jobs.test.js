'use strict';
/** Large imports as background jobs: off unless asked for, each item its own result, and nothing claimed that nobody knows. */
const { runNode } = require('../support/engine');
const { fakeFor, byId } = require('../support/fakes');

let fake;
let base;
beforeAll(async () => ({ fake, base } = await fakeFor('ivvy')));
afterAll(() => fake.close());
beforeEach(() => {
	fake.reset();
	fake.vendor.options.batchPolls = 1;
});

const items = (count) => Array.from({ length: count }, (_, index) => ({ n: index, contact: index === 7 ? 1 : 45001 + index % 3 }));
const run = async (count, options = {}, more = {}) => await runNode({ ...base, parameters: { resource: 'task', operation: 'create', name: '={{ "Task " + $json.n }}', endDatetime: '2026-12-01', belongsTo: 'contact', contactId: byId('={{ $json.contact }}'), additionalFields: {}, options: { batching: true, ...options } }, items: items(count), ...more });
const actions = () => fake.calls.map(({ query }) => query.get('action'));

it('sends 200 in one job, asks until it is done, and gives each item its own result', async () => {
	const { output, errorOutput } = await run(250, {}, { onError: 'continueErrorOutput' });
	expect([output.length, errorOutput.map(({ pairedItem }) => pairedItem.item)]).toEqual([249, [7]]);
	expect(actions()).toEqual(['run', 'progress', 'results', 'run', 'progress', 'results']);
	expect(fake.calls[0].json.jobs).toHaveLength(200);
	const made = fake.vendor.writes.filter(({ operation }) => operation === 'addOrUpdateTask').map(({ id }) => id);
	expect(output.map(({ json }) => json.id)).toEqual(made);
	expect(errorOutput[0].json.error).toBe('The contact of the task does not exist');
});

it('is off unless it is asked for', async () => {
	await run(3, { batching: false });
	await runNode({ ...base, parameters: { resource: 'task', operation: 'complete', taskId: byId('10001'), additionalFields: {} }, items: [{}, {}] });
	expect(new Set(actions())).toEqual(new Set(['addOrUpdateTask']));
});

it.each([
	['the job does not end in time', { maxWait: 1 }, () => { fake.vendor.options.batchPolls = 1000; }, 'The background job did not end in time'],
	['its progress can not be read', {}, () => fake.fault('answer', { times: 9, match: ({ query }) => query.get('action') === 'progress', answer: { status: 400, body: { errorCode: 400, specificCode: 24105, message: 'Could not find batch' } } }), 'iVvy does not find the background job'],
	['it is not named', {}, () => fake.fault('answer', { answer: { status: 200, body: {} } }), 'iVvy did not say which job it has begun'],
])('when %s the outcome is unknown, and nothing is sent again', async (_name, options, prepare, message) => {
	prepare();
	const { output } = await run(3, options, { onError: 'continueRegularOutput' });
	expect(output.map(({ json }) => [json.error, json.details.carriedOut])).toEqual(Array(3).fill([message, 'unknown']));
	expect(actions().filter((action) => action === 'run')).toHaveLength(1);
});
