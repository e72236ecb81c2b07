'use strict';
/** The lists behind pickers. */
const { lookUp } = require('../support/reported');
const { fakeFor } = require('../support/fakes');

let fake;
let base;
beforeAll(async () => ({ fake, base } = await fakeFor('deskera')));
afterAll(() => fake.close());
beforeEach(() => fake.reset());

describe('pickers', () => {
	it.each([
		['searchContacts', 1200],
		['searchOrganizations', 300],
		['searchDeals', 400],
		['searchUsers', 30],
		['searchActivities', 3000],
	])('%s lists all of them by scrolling', async (method, count) => {
		const seen = [];
		for (let token; ;) {
			const { results, paginationToken } = await lookUp({ ...base, method, args: ['', token] });
			seen.push(...results.map(({ value }) => value));
			if (paginationToken === undefined) break;
			token = paginationToken;
		}
		expect(new Set(seen).size).toBe(count);
	});

	it.each(['array', 'data', 'content'])(
		'users come in the envelope %s, with the number that activities use',
		async (usersEnvelope) => {
			fake.vendor.options.usersEnvelope = usersEnvelope;
			const { results } = await lookUp({ ...base, method: 'searchUsers' });
			expect(results[0].value).toBe(46944);
		},
	);

	it('deals come with pipeline and stage', async () => {
		const { results } = await lookUp({ ...base, method: 'searchDeals' });
		const deal = fake.vendor.store.deals.get(results[0].value);
		const pipeline = fake.vendor.store.pipelines.get(deal.pipeline_id);
		expect(results[0].name).toBe(
			`${deal.name} (${pipeline.name} › ${pipeline.stages.find(({ id }) => id === deal.stage_id).name})`,
		);
	});

	it('users come with their other number where the activities hold that one', async () => {
		for (const activity of fake.vendor.store.activities.values()) {
			const { id } = fake.vendor.store.users.get(activity.owner_id);
			fake.vendor.store.users.set(id, {
				...fake.vendor.store.users.get(activity.owner_id),
				iamUserId: id,
			});
			activity.owner_id = id;
			activity.assignee_ids = [];
		}
		const listed = [...fake.vendor.store.users].filter(([number]) => number >= 46944);
		const { results } = await lookUp({ ...base, method: 'searchUsers' });
		expect(results.map(({ value }) => value)).toEqual(
			expect.arrayContaining(listed.map(([, { id }]) => id)),
		);
	});

	it('search', async () => {
		const name = fake.vendor.store.contacts.get(179900).name;
		const { results } = await lookUp({ ...base, method: 'searchContacts', args: [name] });
		expect(results.map(({ value }) => value)).toContain(179900);
	});
});
