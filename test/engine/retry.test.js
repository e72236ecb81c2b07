'use strict';
/**
 * "Retry" in n8n's list of executions runs a failed node again with all its items. n8n stores what a node left in its
 * own record of the run, and hands it out again: so what is known to be done is not done again, and what nobody knows
 * is told.
 */
const { runNode, retryNode } = require('../support/reported');
const { byId, fakeFor } = require('../support/fakes');

let fake;
let base;
beforeEach(async () => ({ fake, base } = await fakeFor('deskera')));
afterEach(async () => await fake.close());

const NAMES = ['one', 'two', 'three', 'four', 'five'];
const setup = (more = {}) => ({
	...base,
	parameters: {
		resource: 'activity',
		operation: 'create',
		name: '={{ $json.name }}',
		activity_type: 'call',
		start: '2026-12-01T10:00:00',
		end: '2026-12-01T11:00:00',
		additionalFields: {},
		options: { parallel: 1 },
	},
	items: NAMES.map((name) => ({ name })),
	...more,
});
const namesSent = () =>
	fake.calls.filter(({ method }) => method === 'POST').map(({ json }) => json.name);
const REFUSAL = { status: 400, body: { message: 'Not now' } };
const nth =
	(name) =>
	({ json }) =>
		json?.name === name;

it('goes on behind what was done: nothing is made twice and nothing is left out', async () => {
	fake.fault('answer', { answer: REFUSAL, match: nth('three') });
	const failed = await runNode(setup());
	expect(failed.status).toBe('error');
	expect(failed.error.description).toMatch(
		/2 were completed \(items 0-1\).*Retry in n8n's list of executions does that automatically/s,
	);
	expect(namesSent()).toEqual(['one', 'two', 'three']);
	const retried = await retryNode(setup(), failed);
	expect(retried.status).toBe('success');
	expect(namesSent()).toEqual(['one', 'two', 'three', 'three', 'four', 'five']);
	expect(retried.output.map(({ json, pairedItem }) => [json.title, pairedItem.item])).toEqual(
		NAMES.map((name, item) => [name, item]),
	);
	expect(retried.output.every(({ json }) => typeof json.id === 'number')).toBe(true);
	expect(new Set(retried.output.map(({ json }) => json.id)).size).toBe(5);
});

it('does the same once more when it fails again', async () => {
	fake.fault('answer', { answer: REFUSAL, match: nth('two') });
	fake.fault('answer', { answer: REFUSAL, match: nth('four') });
	const second = await retryNode(setup(), await runNode(setup()));
	expect(second.status).toBe('error');
	const third = await retryNode(setup(), second);
	expect(third.status).toBe('success');
	expect(namesSent()).toEqual(['one', 'two', 'two', 'three', 'four', 'four', 'five']);
});

it('does not repeat what nobody knows about, does all others, and tells which one to look at', async () => {
	fake.fault('lost', { match: nth('two') });
	const failed = await runNode(setup());
	expect(failed.error.description).toMatch(/1 may have been \(item 1\)/);
	const retried = await retryNode(setup(), failed);
	expect(retried.status).toBe('error');
	expect(namesSent()).toEqual(['one', 'two', 'three', 'four', 'five']);
	expect(retried.error.message).toBe(failed.error.message);
	expect(retried.error.description).toMatch(
		/outcome is unknown.*Of 5 items, 4 were completed \(items 0, 2-4\), 1 may have been \(item 1\)/s,
	);
});

it('keeps no key of the account in what n8n stores', async () => {
	const { token } = base.credentials;
	fake.fault('rewrite', {
		rewrite: (answer) => ({
			...answer,
			body: { ...answer.body, notes: `https://x.example/file?t=${token}` },
		}),
		match: ({ path }) => path.endsWith('/1'),
	});
	const failed = await runNode(
		setup({
			parameters: {
				resource: 'activity',
				operation: 'get',
				output: 'raw',
				activityId: byId('={{ $json.id }}'),
			},
			items: [{ id: 1 }, { id: 9999 }],
		}),
	);
	expect(failed.stored).toContain('https://x.example/file?t=***');
	expect(failed.stored).not.toContain(token);
});

it('of a run in which rows were bad begins anew, as nothing was sent', async () => {
	const failed = await runNode(
		setup({ items: [{ name: 'one' }, { name: '' }, { name: 'three' }] }),
	);
	expect(failed.error.message).toBe('"Title" is empty');
	expect(fake.calls).toEqual([]);
	expect((await retryNode(setup(), failed)).status).toBe('error');
});
