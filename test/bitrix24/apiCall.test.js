'use strict';
/** API Call: REST 3.0, lists of parameters, and commands of a batch that refer to each other. */
const { runNode } = require('../support/engine');
const { fakeFor } = require('../support/fakes');

let fake;
let base;
beforeAll(async () => ({ fake, base } = await fakeFor('bitrix24')));
afterAll(() => fake.close());
beforeEach(() => fake.reset());

const make = (more, items) =>
	runNode({ ...base, parameters: { resource: 'apiCall', operation: 'call', ...more }, items });
const batch = (values, more) =>
	runNode({
		...base,
		parameters: { resource: 'apiCall', operation: 'batch', commands: { values }, ...more },
	});
const rows = ({ error, output }) => {
	expect(error?.message).toBeUndefined();
	return output.map(({ json }) => json);
};

it('calls methods of REST 3.0, whose list becomes items and whose record one', async () => {
	const listed = rows(
		await make({
			method: 'tasks.task.result.list',
			version: 'v3',
			parameters: { filter: [['taskId', 1]], pagination: { limit: 3 } },
			readsOnly: true,
		}),
	);
	expect(listed.map(({ id }) => id)).toEqual([1, 2, 3]);
	const [made] = rows(
		await make({
			method: 'tasks.task.result.add',
			version: 'v3',
			parameters: { fields: { taskId: 1, text: 'Done' } },
		}),
	);
	expect(made).toMatchObject({ taskId: 1, text: 'Done' });
	expect(fake.calls.every(({ path }) => path.startsWith('/rest/api/'))).toBe(true);
});

it('gives a list to methods that count their parameters, alone and in a batch', async () => {
	const method = 'task.checklistitem.get';
	const [alone] = rows(await make({ method, parameters: '[1, 2]', readsOnly: true }));
	expect(alone).toMatchObject({ ID: '2', TASK_ID: '1' });
	const several = rows(
		await make({ method, parameters: '={{ [1, $json.id] }}', readsOnly: true }, [
			{ id: 2 },
			{ id: 3 },
		]),
	);
	expect(several.map(({ ID }) => ID)).toEqual(['2', '3']);
	const [command] = rows(await batch([{ method, parameters: [1, 2] }]));
	expect(command).toMatchObject({ ok: true, result: { ID: '2' } });
});

it('says that REST 3.0 takes no list, before anything is sent', async () => {
	const { error } = await make({
		method: 'tasks.task.result.list',
		version: 'v3',
		parameters: '[1]',
	});
	expect(error.message).toBe('"Parameters (JSON)" is a list');
	expect(fake.calls).toEqual([]);
});

it('lets a command of a batch use the result of an earlier one by its name', async () => {
	const told = rows(
		await batch([
			{
				name: 'task',
				method: 'tasks.task.add',
				parameters: { fields: { TITLE: 'New', RESPONSIBLE_ID: 2 } },
			},
			{
				method: 'task.checklistitem.add',
				parameters: { TASKID: '$result[task][task][id]', FIELDS: { TITLE: 'First' } },
			},
		]),
	);
	expect(told.map(({ name, ok }) => [name, ok])).toEqual([
		['task', true],
		[undefined, true],
	]);
	const item = fake.vendor.store.checklistItems.get(told[1].result);
	expect(item.TASK_ID).toBe(told[0].result.task.id);
	expect(fake.calls).toHaveLength(1);
});

it.each([
	[[{ name: 'i0', method: 'profile' }], '"Name" of a command can\'t be "i0"'],
	[[{ name: 'a b', method: 'profile' }], '"Name" of a command can\'t be "a b"'],
	[
		[
			{ name: 'a', method: 'profile' },
			{ name: 'a', method: 'profile' },
		],
		'Two commands have the name "a"',
	],
	[
		[
			{ method: 'crm.activity.get', parameters: { id: '$result[b][ID]' } },
			{ name: 'b', method: 'profile' },
		],
		'Command 1 refers to "$result[b]", which is no earlier command',
	],
])('refuses %j before anything is sent', async (values, message) => {
	const given = values.map((command) => ({ parameters: '{}', ...command }));
	const { error } = await batch(given);
	expect(error.message).toBe(message);
	expect(fake.calls).toEqual([]);
});

it('a command of a batch may have any name, also one that every object of JavaScript has', async () => {
	const told = rows(
		await batch(
			['constructor', 'toString', 'valueOf', 'hasOwnProperty'].map((name) => ({
				name,
				method: 'crm.activity.get',
				parameters: { id: 1 },
			})),
		),
	);
	expect(told.map(({ ok }) => ok)).toEqual([true, true, true, true]);
	fake.fault('rewrite', {
		match: ({ path }) => path.endsWith('/batch'),
		rewrite: (answer) => ({
			...answer,
			body: { ...answer.body, result: { result: { other: 1 }, result_error: [] } },
		}),
	});
	const [silent] = await batch([
		{ name: 'constructor', method: 'crm.activity.get', parameters: { id: 1 } },
	]).then(({ error }) => [error]);
	expect(silent.message).toMatch(/did not say how this command ended/);
});
