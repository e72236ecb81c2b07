'use strict';
/** A key that is refused again and again: whoever runs two hundred items with it must not lock the account. */
const { lookUp, runNode } = require('../support/engine');
const { failureOf } = require('../support/failures');
const { byId, fakeFor } = require('../support/fakes');
const { triggerOf } = require('../support/trigger');

const ITEMS = 200;
const MODES = ['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'];
const WAYS = [
	['batched', {}],
	['five side by side', { batching: false, parallel: 5 }],
	['one by one', { batching: false, parallel: 1 }],
];
const cells = MODES.flatMap((onError) => WAYS.map(([way, options]) => [onError, way, options]));
/** A call may be sent once, once more to be renewed, and after that; five are under way at once. */
const MOST_CALLS = 20;

const open = [];
afterEach(async () => await Promise.all(open.splice(0).map((fake) => fake.close())));

let users = 0;

async function deskeraUser(change = {}) {
	const { fake, base } = await fakeFor('deskera', {
		userName: `refused-${++users}@deskera.example`,
	});
	open.push(fake);
	const { userName, password } = fake.vendor.credentials;
	return {
		fake,
		base: {
			...base,
			credentials: {
				environment: 'custom',
				host: fake.url,
				signIn: 'password',
				userName,
				password,
				...change,
			},
		},
	};
}

async function bitrix24App() {
	const { fake, base } = await fakeFor('bitrix24App');
	open.push(fake);
	return { fake, base: { ...base, credentials: structuredClone(base.credentials) } };
}

const GET = { resource: 'activity', operation: 'get', activityId: byId('={{ $json.id }}') };
const items = Array.from({ length: ITEMS }, (_, index) => ({ id: index + 1 }));
const signIns = (fake) => fake.calls.filter(({ path }) => path.endsWith('/sign-in'));

/** What the run says of its items: the message of the first and how many were carried out. */
function told({ error, output, errorOutput }, onError) {
	if (onError === 'stopWorkflow')
		return {
			message: error.message,
			done: Number(/(\d+) (?:was|were) completed/.exec(error.description)?.[1] ?? 0),
		};
	const failed = onError === 'continueErrorOutput' ? errorOutput : output;
	expect(failed.map(({ pairedItem }) => pairedItem.item)).toEqual(items.map((_, index) => index));
	return {
		message: failed[0].json.error,
		done: failed.filter(({ json }) => failureOf(json).completed !== 'no').length,
	};
}

describe.each(cells)('%s, %s', (onError, _way, options) => {
	it('a wrong password signs in once', async () => {
		const { fake, base } = await deskeraUser({ password: 'wrong' });
		const result = await runNode({ ...base, parameters: { ...GET, options }, items, onError });
		expect(told(result, onError)).toEqual({
			message:
				'Deskera does not accept the user name and password. Check User Name, Password and Environment.',
			done: 0,
		});
		expect([signIns(fake).length, fake.calls.length]).toEqual([1, 1]);
	});

	it('a session that is refused though it is new ends the run', async () => {
		const { fake, base } = await deskeraUser();
		fake.fault('answer', {
			times: Infinity,
			match: ({ path }) => path.includes('/crm/'),
			answer: { status: 401, body: { message: 'Unauthorized' } },
		});
		const result = await runNode({ ...base, parameters: { ...GET, options }, items, onError });
		expect(told(result, onError)).toEqual({
			message: 'Deskera does not accept the token',
			done: 0,
		});
		expect(fake.calls.length).toBeLessThanOrEqual(MOST_CALLS);
		expect(signIns(fake).length).toBeLessThanOrEqual(2);
	});

	it('an app that was removed ends the run', async () => {
		const { fake, base } = await bitrix24App();
		fake.fault('answer', {
			times: Infinity,
			match: ({ path }) => path.startsWith('/rest/'),
			answer: {
				status: 401,
				body: { error: 'NO_AUTH_FOUND', error_description: 'Wrong authorization data' },
			},
		});
		const result = await runNode({ ...base, parameters: { ...GET, options }, items, onError });
		expect(told(result, onError)).toEqual({
			message: 'Bitrix24 does not accept the credential',
			done: 0,
		});
		expect(fake.calls.filter(({ path }) => path.startsWith('/rest/')).length).toBeLessThanOrEqual(
			MOST_CALLS,
		);
	});
});

it('a corrected password is used at once', async () => {
	const { fake, base } = await deskeraUser({ password: 'wrong' });
	const run = async (credentials) =>
		await runNode({ ...base, credentials, parameters: GET, items: [{ id: 1 }] });
	expect((await run(base.credentials)).status).toBe('error');
	expect(
		(await run({ ...base.credentials, password: fake.vendor.credentials.password })).status,
	).toBe('success');
});

it('look-ups and polls with a refused password sign in once, too', async () => {
	const { fake, base } = await deskeraUser({ password: 'wrong' });
	const message = expect.stringContaining('Check User Name, Password and Environment');
	await expect(lookUp({ ...base, method: 'searchUsers' })).rejects.toMatchObject({ message });
	const { poll } = await triggerOf({
		...base,
		node: 'deskeraTrigger',
		parameters: { event: 'both', output: 'simplified' },
	});
	await expect(poll()).rejects.toMatchObject({ message });
	expect(signIns(fake)).toHaveLength(1);
});

describe('a write with a session that has ended', () => {
	const create = {
		resource: 'activity',
		operation: 'create',
		name: 'Call',
		activity_type: 'call',
		start: '2026-12-01T10:00:00Z',
		end: '2026-12-01T11:00:00Z',
		additionalFields: {},
	};

	it('is carried out once', async () => {
		const { fake, base } = await deskeraUser();
		expect((await runNode({ ...base, parameters: GET, items: [{ id: 1 }] })).status).toBe(
			'success',
		);
		fake.vendor.expireToken();
		expect((await runNode({ ...base, parameters: create })).status).toBe('success');
		expect(fake.vendor.writes).toHaveLength(1);
	});

	it.each([
		['500', { status: 500, body: { message: 'Oops' } }],
		['502', { status: 502, body: '<html>Bad gateway</html>' }],
	])('is unknown, and not "nothing was sent", after a %s', async (_status, answer) => {
		const { fake, base } = await deskeraUser();
		const isWrite = ({ method, path, headers }) =>
			method === 'POST' && path.includes('/crm/') && headers['x-access-token'] !== '';
		fake.fault('answer', { times: Infinity, match: isWrite, answer });
		const { output } = await runNode({
			...base,
			parameters: { ...create, options: { afterLostAnswer: 'report' } },
			onError: 'continueRegularOutput',
		});
		expect(output[0].json.details.completed).toBe('unknown');
		expect(fake.calls.filter(isWrite)).toHaveLength(1);
	});
});
