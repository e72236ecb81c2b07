'use strict';
/** Bitrix24 counts the computing time of each method by itself: a method that has used up its own holds up no other. */
const { setTimeout: sleep } = require('node:timers/promises');
const { runNode } = require('../support/engine');
const { byId, fakeFor } = require('../support/fakes');

/** Node's timers and the clock may differ by a few milliseconds. */
const CLOCK_MS = 20;

let fake;
let base;
beforeEach(async () => ({ fake, base } = await fakeFor('bitrix24')));
afterEach(async () => await fake.close());

const setup = (parameters) => ({
	...base,
	credentialId: 'one account',
	parameters,
	items: [{}],
	onError: 'continueRegularOutput',
});
const getActivity = (options = {}) =>
	runNode(
		setup({
			resource: 'activity',
			operation: 'get',
			activityId: byId('1'),
			options: { batching: false, downloadFiles: false, lookUpNames: false, ...options },
		}),
	);
const getTask = () =>
	runNode(
		setup({ resource: 'task', operation: 'get', taskId: byId('1'), options: { batching: false } }),
	);
const methods = () => fake.calls.map(({ path }) => path.split('/').at(-1));

it('only the method that is over its limit waits', async () => {
	const body = {
		error: 'OPERATION_TIME_LIMIT',
		error_description: 'Method is blocked due to operation time limit.',
		time: { operating_reset_at: Date.now() / 1000 + 3 },
	};
	fake.fault('answer', { answer: { status: 429, body } });
	const waiting = getActivity();
	while (fake.calls.length === 0) await sleep(5);
	const { output } = await getTask();
	expect(output[0].json).toMatchObject({ id: 1 });
	expect(methods()).toEqual(['crm.activity.get', 'tasks.task.get']);
	expect((await waiting).output[0].json).toMatchObject({ id: 1 });
	expect(methods()).toEqual(['crm.activity.get', 'tasks.task.get', 'crm.activity.get']);
});

it('a later run of that method waits until the moment that an earlier one was told', async () => {
	const resetAt = Date.now() + 2000;
	const body = {
		error: 'OPERATION_TIME_LIMIT',
		error_description: 'Method is blocked due to operation time limit.',
		time: { operating_reset_at: resetAt },
	};
	fake.fault('answer', { answer: { status: 429, body } });
	const refused = await getActivity({ maxWait: 0 });
	expect(refused.output[0].json).toHaveProperty('error');
	expect(fake.calls).toHaveLength(1);

	const later = await getActivity();
	expect(later.output[0].json).toMatchObject({ id: 1 });
	expect(fake.calls).toHaveLength(2);
	expect(fake.calls[1].at).toBeGreaterThanOrEqual(resetAt - CLOCK_MS);
});
