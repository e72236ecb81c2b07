/** People of Deskera in the spellings of sheets, users by email and status, and answers without a body. */
import type { IDataObject } from 'n8n-workflow';
import { runNode } from '../support/engine.cts';
import { byId, fakeFor, type StartedOf } from '../support/fakes.cts';
import { there } from '../support/there.cts';

type Started = StartedOf<'deskera'>;

let fake: Started['fake'];
let base: Started['base'];
beforeAll(async () => ({ fake, base } = await fakeFor('deskera')));
afterAll(async () => await fake.close());
beforeEach(() => fake.reset());

const run = async (parameters: IDataObject, items: object[] = [{}]) =>
	await runNode({ ...base, parameters: { options: {}, ...parameters }, items });
const good = async (parameters: IDataObject, items?: object[]): Promise<IDataObject[]> => {
	const { error, output } = await run(parameters, items);
	expect(error?.message).toBeUndefined();
	return output.map(({ json }) => json);
};
const byPhone = (value: string) => ({ __rl: true, mode: 'phone', value });
const PERSON = 179_003;

describe.each([
	['030 123456', '+49', true],
	['30 123456', '49', true],
	['06 123456', '+39', false],
	['+49 (0)30 123456', '', true],
	['0049 30 123456', '', true],
])('a contact whose number is kept as %j with the code %j', (phone, code, isGerman) => {
	const given = isGerman
		? ['+49 30 123456', '+49 (0)30 123456', '0049-30-123456', 'tel:+4930123456']
		: ['+39 06 123456'];

	it.each(given)('is found by %s', async (number) => {
		Object.assign(there(fake.vendor.store.contacts.get(PERSON)), { phone, country_code: code });
		await good({
			resource: 'activity',
			operation: 'getMany',
			returnAll: false,
			limit: 1,
			filters: { contact_id: byPhone(number) },
		});
		const listed = fake.calls.findLast(({ path }: { path: string }) =>
			path.endsWith('/activities'),
		);
		expect(listed?.query.get('query')).toBe(`contact_id=${PERSON}`);
	});
});

describe('users', () => {
	const list = async (filters: IDataObject) =>
		await good({ resource: 'user', operation: 'getMany', returnAll: true, filters });

	it('come by email and by status', async () => {
		const { users } = fake.vendor.store;
		there(users.get(46946)).deleted = true;
		const [one] = await list({ email: 'USER3@deskera.example' });
		expect(one).toMatchObject({ email: 'user3@deskera.example', active: false });
		expect(await list({ status: 'inactive' })).toHaveLength(1);
		expect(await list({ status: 'active' })).toHaveLength(users.size - 1);
		expect(await list({ email: 'user3@deskera.example', status: 'active' })).toEqual([]);
	});

	it('Newest is the one that was added last, in whatever order they come', async () => {
		const { users } = fake.vendor.store;
		there(users.get(46950)).email = 'user3@deskera.example';
		const others = [...users].reverse();
		users.clear();
		for (const [id, user] of others) users.set(id, user);
		await good({
			resource: 'activity',
			operation: 'create',
			name: 'Call',
			activity_type: 'call',
			start: '2026-12-01T10:00:00',
			end: '2026-12-01T11:00:00',
			additionalFields: {
				assignee_ids: {
					values: [{ id: { __rl: true, mode: 'email', value: 'user3@deskera.example' } }],
				},
			},
			options: { ifSeveral: 'newest' },
		});
		expect(fake.vendor.writes[0]?.fields).toMatchObject({ assignee_ids: [46950] });
	});
});

it('records of an activity come with their names, and those without details by their IDs', async () => {
	const activity = there(fake.vendor.store.activities.get(2));
	activity.contact_ids = [PERSON, PERSON + 1];
	fake.fault('rewrite', {
		match: ({ path }: { path: string }) => path.endsWith('/activities/2'),
		rewrite: (answer: { body: IDataObject }) => ({
			...answer,
			body: {
				...answer.body,
				contact_ids: [PERSON, PERSON + 1],
				contact_details: [{ id: PERSON, name: 'Ada' }],
			},
		}),
	});
	const [read] = await good({ resource: 'activity', operation: 'get', activityId: byId('2') });
	const contacts = (read?.relatedTo as IDataObject[]).filter(({ type }) => type === 'contact');
	expect(contacts).toEqual([
		{ type: 'contact', id: PERSON, name: 'Ada' },
		{ type: 'contact', id: PERSON + 1, name: null },
	]);
});

describe('API Call by POST', () => {
	const post = (path: string, body: unknown): IDataObject => ({
		resource: 'apiCall',
		operation: 'call',
		method: 'POST',
		path,
		body: JSON.stringify(body),
	});

	it('deletes several activities, which answers without a body', async () => {
		expect(await good(post('/v1/crm/activities/bulkDelete', [11, 12]))).toHaveLength(1);
		expect(fake.vendor.store.activities.has(11)).toBe(false);
		expect(fake.calls).toHaveLength(1);
	});

	it.each([
		['/v1/crm/contacts/multiple', { contact_ids: [] }],
		['/v1/users/info', []],
	])('%s may find nobody', async (path, body) => {
		fake.fault('answer', { answer: { status: 200, body: [] } });
		expect(await good(post(path, body))).toEqual([]);
	});

	it('a new record without an ID stays unknown', async () => {
		fake.fault('answer', { answer: { status: 201, body: {} } });
		const { error } = await run(post('/v1/crm/activities', { name: 'x' }));
		expect(`${error?.message} ${error?.description}`).toMatch(/outcome is unknown/i);
	});
});
