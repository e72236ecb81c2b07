/** Link to Source: a copy knows its source, so that edits on either side update the other and nothing is doubled. */
import { tableOf } from '../support/fakes.cts';
import { linkedIn, type Started } from '../support/linked.cts';
import { NODES, read, startSides, sideOf, targetOf, TARGETS } from '../support/portable.cts';
import type { Row } from '../support/row.cts';

jest.setTimeout(180_000);

let started: Started;
beforeEach(async () => (started = await startSides()));
afterEach(() => started.close());

async function written(
	name: string,
	activities: Row[],
	more: Row = {},
): Promise<Array<Row & { error?: unknown }>> {
	return await linkedIn(started, name, activities, more);
}

async function portableOf(name: string, id: unknown): Promise<Row> {
	const [record] = (await read(started.sides, name, [String(id)])) as [Row];
	return record;
}

const source = (name: string, more: Row = {}): Row => ({
	portable: 2,
	vendor: targetOf(name).node === 'deskera' ? 'ivvy' : 'deskera',
	id: '777',
	kind: 'task',
	title: 'Call back',
	description: 'About the offer',
	due: '2026-12-01T10:30:00Z',
	end: '2026-12-01T10:30:00Z',
	start: '2026-12-01T10:00:00Z',
	done: false,
	...more,
});

describe.each(Object.keys(TARGETS))('%s', (name) => {
	const count = () => sideOf(started.sides, name).fake.vendor.writes.length;

	it('is made once, updated by an edit of its source, and left alone by what changes nothing', async () => {
		const [made] = await written(name, [source(name)]);
		expect(made).not.toHaveProperty('error');
		const first = await portableOf(name, made?.id);
		const [edited] = await written(name, [source(name, { title: 'Call back soon' })]);
		expect(edited).toMatchObject({ id: made?.id, updated: true });
		expect(await portableOf(name, made?.id)).toMatchObject({
			title: 'Call back soon',
			description: 'About the offer',
		});
		expect(first).toMatchObject({ title: 'Call back' });
		const before = count();
		const [again] = await written(name, [source(name, { title: 'Call back soon' })]);
		expect(again).toMatchObject({ id: made?.id });
		// The note of an activity of LeadSquared can't be read to compare it.
		if (name !== 'LeadSquared activity') {
			expect(again).toMatchObject({ updated: false, unchanged: true });
			expect(count()).toBe(before);
		}
	});

	it('says where it comes from, so that an edit of the copy updates the source', async () => {
		const [made] = await written(name, [source(name, { id: '778' })]);
		const origin = await portableOf(name, made?.id);
		const copy = {
			...source(name),
			id: '9',
			externalIds: [origin.source],
			title: 'Edited in the copy',
		};
		const [followed] = await written(name, [copy]);
		expect(followed).toMatchObject({ id: made?.id, updated: true });
		expect(await portableOf(name, made?.id)).toMatchObject({
			title: 'Edited in the copy',
			kind: origin.kind,
			externalIds: origin.externalIds,
		});
		if (name === 'LeadSquared activity') return;
		const before = count();
		const [again] = await written(name, [copy]);
		expect(again).toMatchObject({ updated: false, unchanged: true });
		expect(count()).toBe(before);
	});

	it('needs to know the source, and takes none of the same service', async () => {
		const vendor = targetOf(name).node;
		const before = count();
		const [same, unknown] = await written(name, [
			source(name, { vendor }),
			source(name, { vendor: undefined }),
		]);
		expect(String(same?.error)).toContain('comes from the same service');
		expect(String(unknown?.error)).toContain('does not say where it comes from');
		expect(count()).toBe(before);
	});
});

it.each(['Bitrix24 task', 'LeadSquared task', 'iVvy task', 'Deskera activity'])(
	'%s: completing the copy completes the source, once',
	async (name) => {
		const target = targetOf(name);
		const [made] = await written(name, [source(name)]);
		const copy = {
			...source(name),
			id: '9',
			externalIds: [(await portableOf(name, made?.id)).source],
			done: true,
			status: 'done',
		};
		expect((await written(name, [copy]))[0]).toMatchObject({ updated: true });
		expect(await portableOf(name, made?.id)).toMatchObject({ done: true });
		const { writes } = started.sides[target.node].fake.vendor;
		const before = writes.length;
		expect((await written(name, [copy]))[0]).toMatchObject({ unchanged: true });
		expect(writes).toHaveLength(before);
	},
);

describe.each([
	['Bitrix24 activity', 'Bitrix24 task'],
	['iVvy activity', 'iVvy task'],
])('%s and %s of one ID', (activity, task) => {
	/** Until the IDs of both have come to the same number. */
	async function withOneId(): Promise<[Row, Row]> {
		const { store } = sideOf(started.sides, task).fake.vendor;
		const [made] = await written(task, [source(task, { id: '801' })]);
		const [other] = await written(activity, [source(activity, { id: '802' })]);
		const records = tableOf(store, 'activities');
		const key = [...records.keys()].find((one) => String(one) === String(other?.id));
		const record = records.get(key) as Row;
		const id = Number(made?.id);
		records.delete(key);
		records.set(id, { ...record, ...('ID' in record ? { ID: String(id) } : { id }) });
		return [await portableOf(activity, id), await portableOf(task, id)];
	}

	it('have a copy each', async () => {
		const [one, other] = await withOneId();
		expect(one.id).toBe(other.id);
		const copies = await written('Deskera activity', [one, other]);
		expect(copies.map(({ error }) => error)).toEqual([undefined, undefined]);
		expect(copies[0]?.id).not.toBe(copies[1]?.id);
	});

	it('are not taken for each other when a copy comes back', async () => {
		const [one, other] = await withOneId();
		for (const [name, wrong] of [
			[task, one],
			[activity, other],
		] as const) {
			const copy = { ...source(name), externalIds: [wrong.source], title: 'Edited' };
			const [back] = await written(name, [copy]);
			expect(String(back?.error)).toContain('which is another kind of record');
		}
		expect(await portableOf(task, other.id)).toMatchObject({ title: 'Call back' });
		expect(await portableOf(activity, one.id)).toMatchObject({ title: 'Call back' });
	});
});

it('every service is tried', () => {
	expect([...new Set(Object.values(TARGETS).map(({ node }) => node))].sort()).toEqual(
		[...NODES].sort(),
	);
});
