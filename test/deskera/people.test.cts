/** Contacts by email where Deskera may not search, and activities by due date that move while they are read. */
import { runNode } from '../support/engine.cts';
import { fakeFor, type StartedOf } from '../support/fakes.cts';
import { there } from '../support/there.cts';

type Started = StartedOf<'deskera'>;
type Vendor = Started['fake']['vendor'];

let fake: Started['fake'];
let base: Started['base'];
let handle: Vendor['handle'];
beforeAll(async () => {
	({ fake, base } = await fakeFor('deskera'));
	const { vendor } = fake;
	const answer = vendor.handle;
	handle = (call) => answer.call(vendor, call);
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
	fake.vendor.handle = (call) => {
		call.query.delete('search');
		return handle(call);
	};
}

afterEach(() => {
	fake.vendor.handle = handle;
});

it('two contacts with one email are two, though a search shows the first page only', async () => {
	const people = [...fake.vendor.store.contacts.values()].filter(({ type }) => type === 'person');
	there(people[3]).email = 'shared@example.com';
	there(people[700]).email = 'Shared@example.com';
	ignoresSearch();
	const { error } = await list({ contact_id: byEmail('shared@example.com') });
	expect(error?.message).toBe('2 records have this email ("Contact": "shared@example.com")');
});

it('a search that is made takes one call', async () => {
	const [person] = [...fake.vendor.store.contacts.values()];
	const { error } = await list({ contact_id: byEmail(String(person?.email)) });
	expect(error).toBeUndefined();
	const looked = fake.calls.filter(({ path }: { path: string }) => path === '/v1/crm/contacts');
	expect(looked).toHaveLength(1);
});

it('as many activities as are wanted, though some come twice while others are added', async () => {
	const filters = { dueFrom: '2020-01-01' };
	let added = 0;
	fake.vendor.handle = (call) => {
		// Between two pages others are changed, so that the rest moves down.
		if (call.query.get('page') === '2' && added++ === 0)
			for (const activity of [...fake.vendor.store.activities.values()].slice(0, 30))
				activity.updated_at = activity.updated_at.replace(/^\d{4}/, '2027');
		return handle(call);
	};
	const { output } = await list(filters, {
		returnAll: false,
		limit: 90,
		options: { pageSize: 50 },
	});
	const ids = output.map(({ json }) => json.id);
	expect(new Set(ids).size).toBe(90);
});
