'use strict';
/** Users as a resource: the same keys for all four vendors, found by ID and by email, filtered by status. */
const { runNode } = require('../support/engine');
const { fakeFor, byId } = require('../support/fakes');

jest.setTimeout(60_000);

const KEYS = ['id', 'name', 'firstName', 'lastName', 'email', 'phone', 'position', 'active'];
/** name -> an active user, an inactive one made of it, and the number of users */
const VENDORS = {
	bitrix24: {
		email: 'user3@portal.example',
		id: () => 3,
		count: 30,
		retire: ({ users }) => {
			[...users.values()].find(({ ID }) => ID === '3').ACTIVE = false;
		},
	},
	leadSquared: {
		email: 'user3@account.example',
		id: ({ vendor }) => vendor.userId(3),
		count: 60,
		retire: ({ users }) => {
			[...users.values()].find(({ EmailAddress }) => EmailAddress.startsWith('user3@')).StatusCode =
				1;
		},
	},
	ivvy: {
		email: 'user3@ivvy.example',
		id: () => 3,
		count: 40,
		retire: ({ users }) => {
			users.get(3).currentStatus = 2;
		},
	},
	deskera: {
		email: 'user3@deskera.example',
		id: () => 46946,
		count: 30,
		retire: ({ users }) => {
			users.get(46946).deleted = true;
		},
	},
};

describe.each(Object.entries(VENDORS))('%s', (name, { email, id, count, retire }) => {
	let fake;
	let base;
	beforeAll(async () => ({ fake, base } = await fakeFor(name)));
	afterAll(() => fake.close());
	beforeEach(() => fake.reset());

	const run = async (operation, parameters) => {
		const { error, output } = await runNode({
			...base,
			parameters: { resource: 'user', operation, options: {}, ...parameters },
			items: [{}],
		});
		return { error, rows: output.map(({ json }) => json) };
	};
	const list = async (filters = {}, more = {}) =>
		await run('getMany', { returnAll: true, filters, ...more });

	it('lists all users, each once, with the keys of a user', async () => {
		const { error, rows } = await list();
		expect(error).toBeUndefined();
		expect(rows).toHaveLength(count);
		expect(new Set(rows.map((row) => row.id)).size).toBe(count);
		for (const row of rows) expect(Object.keys(row)).toEqual(KEYS);
	});

	it('keeps to the limit', async () => {
		const { rows } = await list({}, { returnAll: false, limit: 7 });
		expect(rows).toHaveLength(7);
	});

	it('gets one by ID and by email, and the ID is what fields for users take', async () => {
		const wanted = id(fake);
		for (const userId of [byId(String(wanted)), { __rl: true, mode: 'email', value: email }]) {
			const { error, rows } = await run('get', { userId });
			expect(error).toBeUndefined();
			expect(rows).toMatchObject([{ id: wanted, email }]);
		}
	});

	it('says who is active, and finds deactivated users by email, too', async () => {
		retire(fake.vendor.store);
		const { error, rows } = await run('get', {
			userId: { __rl: true, mode: 'email', value: email },
		});
		expect(error).toBeUndefined();
		expect(rows).toMatchObject([{ email, active: false }]);
	});

	if (name === 'deskera') {
		it('searches names and emails', async () => {
			const { rows } = await list({ search: 'user3@' });
			expect(rows.map((row) => row.email)).toEqual([email]);
		});
		it('shows the record as it was sent with Simplify switched off', async () => {
			const { rows } = await list({}, { simple: false });
			expect(rows[0]).toHaveProperty('iamUserId');
			expect(rows[0]).not.toHaveProperty('number');
		});
	} else
		it('filters by status and email', async () => {
			retire(fake.vendor.store);
			const key = name === 'bitrix24' ? 'EMAIL' : 'email';
			const { rows: active } = await list({ status: 'active' });
			const { rows: inactive } = await list({ status: 'inactive' });
			expect(active.every((row) => row.active === true)).toBe(true);
			expect(inactive.every((row) => row.active === false)).toBe(true);
			expect(active.length + inactive.length).toBe(count);
			expect(inactive.map((row) => row.email)).toContain(email);
			const { rows } = await list({ [key]: email });
			expect(rows.map((row) => row.email)).toEqual([email]);
		});
});
