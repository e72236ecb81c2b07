'use strict';
/**
 * What one call does to the account's budget; everything else of caller.ts is tested vendor by
 * vendor in test/engine.
 */
const http = require('node:http');
const { name, version } = require('../../../package.json');
const { retryAfterMs } = require('../../../dist/nodes/shared/http/statusProblems');
const { runNode } = require('../../support/engine');
const { byId, fakeFor } = require('../../support/fakes');

let fake;
let base;
beforeAll(async () => ({ fake, base } = await fakeFor('deskera')));
afterAll(() => fake.close());

/** Ends a run that would not end by itself. */
const GIVE_UP_MS = 8000;

it('lets no item wait longer than Max Wait for a pause that another item was asked to make', async () => {
	fake.fault('429', { times: 1, headers: { 'retry-after': '3600' } });
	const parameters = {
		resource: 'activity',
		operation: 'get',
		activityId: byId('={{ $json.id }}'),
		options: { maxWait: 1, parallel: 1 },
	};
	let timer;
	const result = await runNode({
		...base,
		parameters,
		items: [{ id: 1 }, { id: 2 }],
		onError: 'continueRegularOutput',
		during: (cancel) => (timer = setTimeout(cancel, GIVE_UP_MS)),
	});
	clearTimeout(timer);
	expect(result.status).toBe('success');
	expect(result.output.map(({ pairedItem }) => pairedItem.item)).toEqual([0, 1]);
	expect(result.output[0].json.error).toMatch(/too many requests/i);
});

/**
 * A server of its own, for answers that no vendor gives. @returns the node's credential for it,
 * and how often it was asked
 */
async function serverOf(handle) {
	const asked = [];
	const server = http.createServer((request, response) => {
		asked.push(request.url);
		handle(response);
	});
	await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
	open.push(server);
	return {
		asked,
		credentials: { ...base.credentials, host: `http://127.0.0.1:${server.address().port}` },
	};
}

const open = [];
afterEach(() => {
	for (const server of open.splice(0)) {
		server.closeAllConnections();
		server.close();
	}
});

const get = (options) => ({
	resource: 'activity',
	operation: 'get',
	activityId: byId('={{ $json.id }}'),
	options: { parallel: 1, ...options },
});

it('bounds the time of an answer that drips a byte at a time', async () => {
	const { credentials } = await serverOf((response) => {
		response.writeHead(200, { 'content-type': 'application/json' });
		const dripping = setInterval(() => response.write(' '), 300);
		response.on('close', () => clearInterval(dripping));
	});
	const { output } = await runNode({
		...base,
		credentials,
		parameters: { ...get({ timeout: 1, maxWait: 0 }) },
		items: [{ id: 1 }],
		onError: 'continueRegularOutput',
	});
	expect(output[0].json.error).toBe('Deskera did not answer within 1 seconds');
});

it.each(['0', '1', '0.001'])(
	'bounds the waiting for a vendor that always asks to come back after %s seconds',
	async (seconds) => {
		const { asked, credentials } = await serverOf((response) =>
			response.writeHead(429, { 'retry-after': seconds }).end('{}'),
		);
		const { output } = await runNode({
			...base,
			credentials,
			parameters: get({ maxWait: 2 }),
			items: [{ id: 1 }],
			onError: 'continueRegularOutput',
		});
		expect(output[0].json.error).toMatch(/too many requests/);
		expect(asked.length).toBeLessThan(12);
	},
);

it.each(['1000000000', '9'.repeat(400), 'Fri, 31 Dec 9999 23:59:59 GMT'])(
	'stays away an hour at most, whatever is asked for: %s',
	(value) => {
		expect(retryAfterMs({ status: 429, headers: { 'retry-after': value }, body: '' })).toBe(
			3_600_000,
		);
	},
);

it('tells vendors who calls, and in which version', async () => {
	let told;
	const { credentials } = await serverOf((response) => {
		told = response.req.headers['user-agent'];
		response.writeHead(200, { 'content-type': 'application/json' }).end('{"id":1}');
	});
	await runNode({ ...base, credentials, parameters: get({}), items: [{ id: 1 }] });
	expect(told).toBe(`${name}/${version}`);
});
