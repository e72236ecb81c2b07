/** Names of users whose ID is all that a service returns: looked up once a run, and never in the way of the rows. */
import type { IDataObject } from 'n8n-workflow';
import { runNode } from '../support/engine.cts';
import { byId, fakeFor, type Started } from '../support/fakes.cts';
import { operationsOf } from '../support/operations.cts';
import { FOLDERS } from '../support/schemas.cts';

interface Case {
	readonly node: string;
	/** Three records, read one by one. */
	readonly get: IDataObject;
	readonly items: (fake: Fake) => IDataObject[];
	readonly list: IDataObject;
	/** The call that reads users. */
	readonly users: RegExp;
	readonly email: RegExp;
}

type Fake = Started['fake'];

const CASES: readonly Case[] = [
	{
		node: 'bitrix24',
		get: { resource: 'activity', operation: 'get', activityId: byId('={{ $json.id }}') },
		items: () => [{ id: 4 }, { id: 5 }, { id: 7 }],
		list: { resource: 'activity', operation: 'getMany', returnAll: true, filters: {} },
		users: /user\.get$/,
		email: /^user\d+@portal\.example$/,
	},
	{
		node: 'leadSquared',
		get: { resource: 'activity', operation: 'get', activityId: byId('={{ $json.id }}') },
		items: ({ vendor }) =>
			[...vendor.store.activities.keys()].slice(0, 3).map((id) => ({ id: String(id) })),
		list: {
			resource: 'customActivity',
			operation: 'getMany',
			activityType: byId('201'),
			from: '2025-01-01',
			returnAll: false,
			limit: 3,
			filters: {},
		},
		users: /Users\.Get$/,
		email: /@account\.example$/,
	},
];

describe.each(CASES)('$node', ({ node, get, items, list, users, email }) => {
	let fake: Fake;
	let base: Started['base'];
	beforeAll(async () => ({ fake, base } = await fakeFor(node)));
	afterAll(() => fake.close());
	beforeEach(() => {
		fake.reset();
		fake.calls.length = 0;
	});

	const run = async (parameters: IDataObject, rows: IDataObject[] = [{}], more: object = {}) =>
		await runNode({ ...base, parameters, items: rows, ...more });
	const read = () => fake.calls.filter(({ path }) => users.test(path));
	const known = ({ json }: { json: IDataObject }) =>
		json.assignedTo as { id: unknown; name: string | null; email: string | null };

	it.each([true, false])('one call for all items of a run (batched %s)', async (batchItems) => {
		const { output, error } = await run({ ...get, batching: { batchItems } }, items(fake));
		expect(error?.message).toBeUndefined();
		expect(output).toHaveLength(3);
		for (const row of output) {
			expect(known(row).id).not.toBeNull();
			expect(known(row).name).toMatch(/\S/);
			expect(known(row).email).toMatch(email);
		}
		expect(read()).toHaveLength(1);
	});

	it('one call for a list', async () => {
		const { output } = await run(list);
		expect(output.length).toBeGreaterThan(1);
		for (const row of output) expect(known(row).name).toMatch(/\S/);
		expect(read()).toHaveLength(1);
	});

	it.each([
		['the output is Raw', { output: 'raw' }],
		['nobody is asked for', { options: { selectedFields: 'id, title' } }],
		['it is turned off', { options: { lookUpNames: false } }],
	])('no call where %s', async (_why, more) => {
		const { error } = await run({ ...get, ...more }, items(fake));
		expect(error?.message).toBeUndefined();
		expect(read()).toEqual([]);
	});

	it.each([
		['may not be read', 403, {}],
		['are not found', 400, {}],
		['can not be told', 500, {}],
		['are no list', 200, { result: 'none' }],
	])('the rows have IDs alone where users %s', async (_why, status, body) => {
		fake.fault('answer', {
			answer: { status, body },
			match: ({ path }: { path: string }) => users.test(path),
			times: Infinity,
		});
		const { output, error } = await run(get, items(fake));
		expect(error?.message).toBeUndefined();
		expect(output).toHaveLength(3);
		for (const row of output)
			expect(known(row)).toEqual({ id: known(row).id, name: null, email: null });
	});
});

describe.each([...Object.keys(FOLDERS), 'bitrix24App'])('every read of %s', (node) => {
	let fake: Fake;
	let base: Started['base'];
	beforeAll(async () => ({ fake, base } = await fakeFor(node)));
	afterAll(() => fake.close());

	/** Users of a row, at whatever key: `{ id, name, email }`. */
	const usersOf = (row: IDataObject) =>
		Object.entries(row).flatMap(([key, value]) =>
			[value]
				.flat()
				.filter(
					(one): one is IDataObject =>
						typeof one === 'object' && one !== null && Object.keys(one).join() === 'id,name,email',
				)
				.map(({ name }) => ({ key, name })),
		);

	const reads = operationsOf(node).filter(({ effect }) => effect === 'read');
	it.each(reads.map((row) => [row.name, row] as const))(
		'%s: a name beside every user',
		async (_name, { parameters, items, prepare }) => {
			fake.reset();
			prepare?.(fake);
			const { output, error } = await runNode({ ...base, parameters, items: items.slice(0, 1) });
			expect(error?.message).toBeUndefined();
			const users = output.flatMap(({ json }: { json: IDataObject }) => usersOf(json));
			expect(users).not.toContainEqual(expect.objectContaining({ name: null }));
		},
	);
});
