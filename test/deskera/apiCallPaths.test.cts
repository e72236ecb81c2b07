/** Calls of any part of an API: what becomes of values that an expression leaves out, and of their order. */
import { runNode } from '../support/engine.cts';
import { fakeFor, type StartedOf } from '../support/fakes.cts';

type Started = StartedOf<'deskera'>;

let fake: Started['fake'];
let base: Started['base'];
beforeAll(async () => {
	({ fake, base } = await fakeFor('deskera'));
});
afterAll(async () => await fake.close());
beforeEach(() => fake.reset());

const call = async (more: object, items?: object[], rest: object = {}) =>
	await runNode({
		...base,
		...rest,
		parameters: { resource: 'apiCall', operation: 'call', method: 'GET', ...more },
		...(items === undefined ? {} : { items }),
	});
const query = (...values: string[][]) => ({
	values: values.map(([name, value]) => ({ name, value })),
});

it.each([
	['', /last part is empty/],
	['  ', /last part is empty|character/],
	['/', /empty part|last part/],
	['undefined', /"undefined" has no value/],
	['null', /"null" has no value/],
	['NaN', /"NaN" has no value/],
])('a path whose ID came as "%s" is not that of all records', async (id, advice) => {
	for (const method of ['GET', 'DELETE', 'PUT']) {
		const { error } = await call(
			{ method, path: '=/v1/crm/activities/{{ $json.id }}', body: '{}' },
			[{ id }],
		);
		expect(error?.message).toMatch(/^"Path" can't be /);
		expect(error?.description).toMatch(advice);
	}
	expect(fake.calls).toHaveLength(0);
});

it('any name of a query parameter is sent, and none twice', async () => {
	await call({
		path: '/v1/crm/contacts',
		query: query(['__proto__', 'a'], ['constructor', 'b']),
	});
	expect([...(fake.calls[0]?.query ?? [])]).toEqual([
		['__proto__', 'a'],
		['constructor', 'b'],
	]);
	const { error } = await call({
		path: '/v1/crm/contacts',
		query: query(['__proto__', 'a'], [' __proto__ ', 'b']),
	});
	expect(error?.message).toMatch(/^"Query Parameters" holds __proto__ twice/);
});

it('calls about the record of one path keep their order, whatever else they name', async () => {
	fake.fault('slow', { milliseconds: 300 });
	const items = [
		{ path: '/v1/crm/activities/5', contact: 179001, title: 'first' },
		{ path: 'v1/crm/activities/5', contact: 179002, title: 'last' },
		{ path: '/v1/crm/activities/6', contact: 179003, title: 'other' },
	];
	await call(
		{
			method: 'PUT',
			path: '={{ $json.path }}',
			body: '={{ { contact_ids: [$json.contact], title: $json.title } }}',
		},
		items,
		{ onError: 'continueRegularOutput' },
	);
	const titles = fake.calls.map(({ json }) => json.title);
	expect(titles.indexOf('first')).toBeLessThan(titles.indexOf('last'));
	// Others don't wait for them.
	expect(titles.indexOf('other')).toBeLessThan(titles.indexOf('last'));
});
