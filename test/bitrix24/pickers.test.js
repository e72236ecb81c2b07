'use strict';
/** The lists behind pickers. */
const { lookUp } = require('../support/engine');
const { fakeFor, byId } = require('../support/fakes');

let fake;
let base;
beforeAll(async () => ({ fake, base } = await fakeFor('bitrix24')));
afterAll(() => fake.close());
beforeEach(() => fake.reset());

const update = (more = {}) => ({
	resource: 'activity',
	operation: 'update',
	activityId: byId('4'),
	updateFields: {},
	options: {},
	...more,
});
const stored = (id) => fake.vendor.store.activities.get(id);

describe('pickers', () => {
	const all = async (method, parameters = update()) => {
		const seen = [];
		for (let token; ;) {
			const { results, paginationToken } = await lookUp({
				...base,
				parameters,
				method,
				args: ['', token],
			});
			seen.push(...results);
			if (paginationToken === undefined) return seen;
			token = paginationToken;
		}
	};

	it('users: active ones, and by name', async () => {
		expect(await all('searchUsers')).toHaveLength(27);
		const [user] = [...fake.vendor.store.users.values()];
		const { results } = await lookUp({ ...base, method: 'searchUsers', args: [user.LAST_NAME] });
		expect(results.map(({ value }) => value)).toContain(Number(user.ID));
	});

	it('owner types with smart processes, and records of the chosen type', async () => {
		expect((await all('searchOwnerTypes')).map(({ value }) => value)).toEqual(
			expect.arrayContaining([1, 2, 3, 4, 177]),
		);
		expect(
			await all('searchOwners', update({ updateFields: { OWNER_TYPE_ID: byId('177') } })),
		).toHaveLength(40);
		expect(
			await all('searchOwners', update({ updateFields: { OWNER_TYPE_ID: byId('4') } })),
		).toHaveLength(300);
	});

	it('contacts, companies and leads in one list', async () => {
		const { results } = await lookUp({ ...base, method: 'searchClients' });
		expect(fake.calls).toHaveLength(1);
		expect(new Set(results.map(({ value }) => value.split('_')[0]))).toEqual(
			new Set(['C', 'CO', 'L']),
		);
		const contact = [...fake.vendor.store.items.get(3).values()].at(-1);
		const found = await lookUp({ ...base, method: 'searchClients', args: [contact.lastName] });
		expect(found.results.map(({ value }) => value)).toContain(`C_${contact.id}`);
	});

	it('activities by a part of the subject', async () => {
		const { results } = await lookUp({
			...base,
			method: 'searchActivities',
			args: [stored(4).SUBJECT],
		});
		expect(results.map(({ value }) => value)).toContain(4);
	});
});
