'use strict';
/** Nodes run by the real n8n: what comes out, and what the vendor has stored afterwards. */
const { credentialOf } = require('./support/nodes');
const { byId, runNode } = require('./support/workflows');

const { rest, vendors } = realN8n;
const { fakes } = vendors;
const stored = (node) => fakes[node].vendor.store;

beforeEach(() => {
	for (const fake of Object.values(fakes)) fake.reset();
});

test('deskera: what is created can be read, changed and deleted', async () => {
	const activity = { resource: 'activity' };
	const created = await runNode({
		node: 'deskera',
		parameters: {
			...activity,
			operation: 'create',
			name: 'Kick-off 会議',
			activity_type: 'meeting',
			start: '2026-12-01T09:30:00',
			end: '2026-12-01T10:00:00',
			additionalFields: {
				notes: 'Bring <b>samples</b>',
				assignee_ids: { values: [{ id: byId('46944') }, { id: byId('46945') }] },
			},
		},
	});
	const { id } = created.outputs[0][0];
	expect(stored('deskera').activities.get(id)).toMatchObject({
		name: 'Kick-off 会議',
		start: '2026-12-01T08:30:00Z',
		end: '2026-12-01T09:00:00Z',
		notes: 'Bring <b>samples</b>',
		assignee_ids: [46944, 46945],
		user_timezone: 'Europe/Berlin',
	});
	await runNode({
		node: 'deskera',
		rows: [{ id }],
		parameters: {
			...activity,
			operation: 'update',
			activityId: byId('={{ $json.id }}'),
			updateFields: { is_status: true },
		},
	});
	const read = await runNode({
		node: 'deskera',
		rows: [{ id }],
		parameters: {
			...activity,
			operation: 'get',
			activityId: byId('={{ $json.id }}'),
			output: 'simplified',
		},
	});
	expect(read.outputs[0]).toEqual([
		expect.objectContaining({
			id,
			title: 'Kick-off 会議',
			done: true,
			description: 'Bring samples',
			assignees: ['Ada User 1', 'Björn User 2'].map((name) => expect.objectContaining({ name })),
		}),
	]);
	const deleted = await runNode({
		node: 'deskera',
		rows: [{ id }],
		parameters: { ...activity, operation: 'delete', activityId: byId('={{ $json.id }}') },
	});
	expect(deleted.outputs[0]).toEqual([{ deleted: true, id }]);
	expect(stored('deskera').activities.has(id)).toBe(false);
});

test('deskera: a session is kept with the credential, and renewed when it ends', async () => {
	const { data, type } = credentialOf('deskera');
	const { userName, password } = fakes.deskera.vendor.credentials;
	// By another name of the host: a session of the same user that n8n got a moment ago in another test would be taken.
	const host = data.host.replace('127.0.0.1', 'localhost');
	const { id, name } = await rest.createCredential({
		name: 'Deskera user',
		type,
		data: { environment: data.environment, host, signIn: 'password', userName, password },
	});
	const read = async () =>
		await runNode({
			node: 'deskera',
			rows: [{ id: 1 }, { id: 2 }, { id: 3 }],
			parameters: {
				resource: 'activity',
				operation: 'get',
				activityId: byId('={{ $json.id }}'),
				output: 'simplified',
			},
			credential: { id, name, type },
		});
	const signIns = () =>
		fakes.deskera.calls
			.map(({ path }) => path.split('/').pop())
			.filter((last) => ['sign-in', 'getrefreshtoken'].includes(last));
	expect((await read()).outputs[0]).toHaveLength(3);
	expect((await read()).outputs[0]).toHaveLength(3);
	expect(signIns()).toEqual(['sign-in']);
	fakes.deskera.vendor.expireToken();
	expect((await read()).outputs[0]).toHaveLength(3);
	expect(signIns()).toEqual(['sign-in', 'getrefreshtoken']);
});

test('a hundred items of Bitrix24 travel in two requests and come back in their order', async () => {
	const rows = Array.from({ length: 100 }, (_, index) => ({ id: 101 + index }));
	const { status, outputs } = await runNode({
		node: 'bitrix24',
		rows,
		parameters: {
			resource: 'activity',
			operation: 'update',
			activityId: byId('={{ $json.id }}'),
			updateFields: { SUBJECT: '={{ "No. " + $json.id }}' },
		},
	});
	expect(status).toBe('success');
	expect(outputs[0].map(({ id, title }) => [id, title])).toEqual(
		rows.map(({ id }) => [id, `No. ${id}`]),
	);
	expect(rows.map(({ id }) => stored('bitrix24').activities.get(id).SUBJECT)).toEqual(
		rows.map(({ id }) => `No. ${id}`),
	);
	expect(fakes.bitrix24.calls).toHaveLength(2);
});

test('without error output the run stops at the first refusal and tells what was done', async () => {
	const { status, error } = await runNode({
		node: 'ivvy',
		rows: [{ id: 10001 }, { id: 99999999 }],
		parameters: {
			resource: 'task',
			operation: 'update',
			taskId: byId('={{ $json.id }}'),
			updateFields: { status: 4 },
			batching: { parallel: 1 },
		},
	});
	expect(status).toBe('error');
	expect(error.message).toBe('The task does not exist ("Task": 99999999)');
	expect(error.description).toContain('Of 2 items, 1 was completed (item 0)');
	expect(stored('ivvy').tasks.get(10001).status).toBe(4);
});

/** node -> an operation on a record that exists */
const SIMPLE = {
	bitrix24: {
		resource: 'activity',
		operation: 'update',
		activityId: byId('4'),
		updateFields: { SUBJECT: 'x' },
	},
	deskera: { resource: 'activity', operation: 'get', activityId: byId('1'), output: 'raw' },
	ivvy: {
		resource: 'task',
		operation: 'update',
		taskId: byId('10001'),
		updateFields: { status: 4 },
	},
	leadSquared: {
		resource: 'customActivity',
		operation: 'update',
		activityType: byId('201'),
		activityId: byId('6258d5b9-30ac-4588-a486-7b5f5d4ab1e0'),
		fields: { mappingMode: 'defineBelow', value: null },
		updateFields: { note: 'x' },
	},
};

/** node -> the same credential, with a key that the vendor does not know */
const WRONG = {
	bitrix24: (data) => ({ webhookUrl: data.webhookUrl.replace(/[^/]+\/?$/, 'wrongsecret000/') }),
	deskera: () => ({ token: 'wrongtoken000' }),
	ivvy: () => ({ apiSecret: 'wrongsecret000' }),
	leadSquared: () => ({ secretKey: 'wrongsecret000' }),
};

describe.each(Object.keys(SIMPLE))('%s', (node) => {
	test('a key that does not work stops the run with a sentence about the credential', async () => {
		const { type, data } = credentialOf(node);
		const { id, name } = await rest.createCredential({
			name: `Wrong ${node}`,
			type,
			data: { ...data, ...WRONG[node](data) },
		});
		const { status, error } = await runNode({
			node,
			parameters: SIMPLE[node],
			credential: { id, name, type },
		});
		expect(status).toBe('error');
		expect(`${error.message} ${error.description}`).toMatch(/\bcredential\b/);
		expect(error.failure).toMatchObject({ cause: 'credential-invalid' });
	});

	test.each([
		['a page of a proxy', 'html'],
		['a broken connection', 'reset'],
		['a redirect to another host', 'redirect'],
		['a server error', '502'],
	])('%s ends in a sentence, not in a riddle', async (_what, fault) => {
		fakes[node].fault(fault, { times: 100, to: 'https://elsewhere.example/login' });
		const { status, error } = await runNode({
			node,
			parameters: { ...SIMPLE[node], options: { maxWait: 0, timeout: 2 } },
		});
		expect(status).toBe('error');
		expect(error.message).toMatch(/^\S.{15,}/);
		expect(error.message).not.toMatch(/undefined|\[object|<html/);
		expect(error.description).not.toMatch(/undefined|\[object|<html/);
	});
});
