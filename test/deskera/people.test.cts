/** Contacts by email where Deskera may not search, and activities by due date that move while they are read. */
import { runNode } from '../support/engine.js';
import { byId, fakeFor } from '../support/fakes.js';

type Started = Awaited<ReturnType<typeof fakeFor>>;

let fake: Started['fake'];
let base: Started['base'];
beforeAll(async () => {
	({ fake, base } = await fakeFor('deskera'));
});
afterAll(async () => await fake.close());
beforeEach(() => fake.reset());

const byEmail = (value: string) => ({ __rl: true, mode: 'email', value });
const list = async (filters: object, more: object = {}) =>
	await runNode({
		...base,
		parameters: {
			resource: 'activity',
			operation: 'getMany',
			returnAll: true,
			filters,
			options: {},
			...more,
		},
	});

/** Deskera answers with the first page of all contacts, whatever is searched for. */
function ignoresSearch() {
	const { handle } = fake.vendor;
	jest.spyOn(fake.vendor, 'handle').mockImplementation((call: { query: URLSearchParams }) => {
		call.query.delete('search');
		return handle.call(fake.vendor, call);
	});
}

afterEach(() => jest.restoreAllMocks());

it('two contacts with one email are two, though a search shows the first page only', async () => {
	const people = [...fake.vendor.store.contacts.values()].filter(
		({ type }: { type: string }) => type === 'person',
	);
	people[3].email = 'shared@example.com';
	people[700].email = 'Shared@example.com';
	ignoresSearch();
	const { error } = await list({ contact_id: byEmail('shared@example.com') });
	expect(error.message).toBe('"Contact": 2 records have the email shared@example.com');
});

it('a search that is made takes one call', async () => {
	const [person] = [...fake.vendor.store.contacts.values()];
	const { error } = await list({ contact_id: byEmail(person.email) });
	expect(error).toBeUndefined();
	const looked = fake.calls.filter(({ path }: { path: string }) => path === '/v1/crm/contacts');
	expect(looked).toHaveLength(1);
});

it('as many activities as are wanted, though some come twice while others are added', async () => {
	const filters = { dueFrom: '2020-01-01', contact_id: byId('') };
	delete (filters as { contact_id?: unknown }).contact_id;
	let added = 0;
	const { handle } = fake.vendor;
	jest.spyOn(fake.vendor, 'handle').mockImplementation((call: { query: URLSearchParams }) => {
		// Between two pages others are changed, so that the rest moves down.
		if (call.query.get('page') === '2' && added++ === 0)
			for (const activity of [...fake.vendor.store.activities.values()].slice(0, 30))
				activity.updated_at = activity.updated_at.replace(/^\d{4}/, '2027');
		return handle.call(fake.vendor, call);
	});
	const { output } = await list(filters, {
		returnAll: false,
		limit: 90,
		options: { pageSize: 50 },
	});
	const ids = output.map(({ json }: { json: { id: number } }) => json.id);
	expect(new Set(ids).size).toBe(90);
});
