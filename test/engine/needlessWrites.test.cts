/** Updates from a portable activity: what would change nothing is not sent, and the item says so. */
import { runNode } from '../support/engine.cts';
import { byId } from '../support/fakes.cts';
import { read, sideOf, startSides, TARGETS, targetOf, write } from '../support/portable.cts';
import type { Row } from '../support/row.cts';

jest.setTimeout(120_000);

let started: Awaited<ReturnType<typeof startSides>>;
beforeAll(async () => (started = await startSides()));
afterAll(() => started.close());

/** LeadSquared shows no note beside one activity, so that nothing can be compared. */
const SHOWN = Object.keys(TARGETS).filter((name) => name !== 'LeadSquared activity');

const ACTIVITY = {
	portable: 2,
	kind: 'meeting',
	title: 'Visit & offer',
	description: 'First line, a < b\nSecond line 会議',
	start: '2026-12-01T09:00:00Z',
	end: '2026-12-01T10:30:00Z',
	due: '2026-12-01T10:30:00Z',
	priority: 'high',
	tags: ['quote', 'urgent'],
};

async function updated(name: string, id: string, activity: Row): Promise<Row> {
	const target = targetOf(name);
	const side = started.sides[target.node];
	const { error, output } = (await runNode({
		...side.base,
		parameters: {
			valuesFrom: 'portable',
			portableActivity: '={{ $json }}',
			options: {},
			...target.update(activity),
			[target.id]: byId(id),
		},
		items: [activity],
	})) as { error?: Error; output: Array<{ json: Row }> };
	if (error !== undefined) throw error;
	return output[0]?.json ?? {};
}

describe.each(SHOWN)('%s', (name) => {
	const writes = (): unknown[] => sideOf(started.sides, name).fake.vendor.writes;
	let id: string;
	beforeAll(async () => {
		const [made] = (await write(started.sides, name, [ACTIVITY])) as [{ id: string }];
		({ id } = made);
	});

	it('the same again is not sent', async () => {
		// Of its activities iVvy does not tell the priority, so that it can't be compared.
		const { priority, ...shown } = ACTIVITY;
		const again = name === 'iVvy activity' ? shown : { ...shown, priority };
		const before = writes().length;
		expect(await updated(name, id, again)).toMatchObject({ unchanged: true });
		expect(writes()).toHaveLength(before);
	});

	it('the record as it is read is not sent', async () => {
		const [record] = (await read(started.sides, name, [id])) as [Row];
		const before = writes().length;
		expect(await updated(name, id, record)).toMatchObject({ unchanged: true });
		expect(writes()).toHaveLength(before);
	});

	it.each([
		['title', { title: 'Visit & offers' }],
		['line breaks of the description', { description: 'First line, a < b\n\nSecond line 会議' }],
		['letters of the description', { description: 'first line, a < b\nSecond line 会議' }],
	])('another %s is sent', async (_what, change) => {
		const before = writes().length;
		const item = await updated(name, id, { ...ACTIVITY, ...change });
		expect(item).not.toHaveProperty('unchanged');
		expect(writes().length).toBeGreaterThan(before);
		const [record] = (await read(started.sides, name, [id])) as [Row];
		expect(record).toMatchObject(change);
	});
});

it('a record that can not be read is written', async () => {
	const [{ id }] = (await write(started.sides, 'Bitrix24 task', [ACTIVITY])) as [{ id: string }];
	const { fake } = started.sides.bitrix24;
	const before = fake.vendor.writes.length;
	fake.fault('rewrite', {
		match: () => true,
		rewrite: (answer: { body: { result?: Row } }) =>
			answer.body.result !== undefined && 'task' in answer.body.result
				? { ...answer, body: { ...answer.body, result: [] } }
				: answer,
	});
	expect(await updated('Bitrix24 task', id, { ...ACTIVITY, tags: undefined })).not.toHaveProperty(
		'unchanged',
	);
	expect(fake.vendor.writes.length).toBeGreaterThan(before);
});
