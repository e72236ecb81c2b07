/** Searches for more than a page of custom activities: the newest, whatever columns come. */
import { runNode } from '../support/engine.cts';
import { fakeFor, byId, type StartedOf } from '../support/fakes.cts';

type Started = StartedOf<'leadSquared'>;

let fake: Started['fake'];
let base: Started['base'];
beforeAll(async () => {
	({ fake, base } = await fakeFor('leadSquared'));
});
afterAll(async () => await fake.close());
beforeEach(() => fake.reset());

const search = async (more: object): Promise<Array<Record<string, unknown>>> => {
	const { output, error } = await runNode({
		...base,
		parameters: {
			resource: 'customActivity',
			operation: 'search',
			activityType: byId('201'),
			conditions: { values: [{ field: 'mx_Custom_2', operator: 'gte', value: '0' }] },
			output: 'raw',
			...more,
		},
	});
	expect(error).toBeUndefined();
	return output.map(({ json }: { json: Record<string, unknown> }) => json);
};
const stored = () => [...fake.vendor.store.activities.values()];

it.each([
	['all', { returnAll: true }],
	['a limit above a page', { returnAll: false, limit: 1500 }],
	['a limit below a page', { returnAll: false, limit: 300 }],
])('the newest come first, with columns or without: %s', async (_what, limits) => {
	const whole = await search(limits);
	const part = await search({ ...limits, options: { columns: 'Status' } });
	const created = new Map(stored().map(({ ProspectActivityId: id, CreatedOn }) => [id, CreatedOn]));
	for (const rows of [whole, part]) {
		const times = rows.map((row) => String(created.get(String(row.ProspectActivityId))));
		expect(times).toEqual([...times].sort().reverse());
		expect(times.length).toBeGreaterThan(250);
	}
	expect(part.map(({ ProspectActivityId: id }) => id).sort()).toEqual(
		whole.map(({ ProspectActivityId: id }) => id).sort(),
	);
	expect(Object.keys(part[0] ?? {}).sort()).toEqual([
		'ActivityEvent',
		'ProspectActivityId',
		'Status',
	]);
});

it('a column that is asked for is given, whatever else is read', async () => {
	const rows = await search({ returnAll: true, options: { columns: 'CreatedOn' } });
	expect(rows.every(({ CreatedOn }) => typeof CreatedOn === 'string')).toBe(true);
});
