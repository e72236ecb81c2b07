/**
 * Both sides changed: two services are kept in step, and people change the two records of a pair before either change
 * has arrived. Different values are merged; for the same value somebody wins, as the workflow says, and the item tells.
 */
import { forgetPairs } from '../../dist/nodes/shared/operation/syncMemory.js';
import { giveClockBack, pass, takeOverClock } from '../support/clock.cts';
import { runNode } from '../support/engine.cts';
import { linkedIn, type Started } from '../support/linked.cts';
import { change, type Portable, read, startSides, write, targetOf } from '../support/portable.cts';
import type { Row } from '../support/row.cts';
import { there } from '../support/there.cts';

jest.setTimeout(180_000);

let started: Started;
beforeEach(async () => {
	takeOverClock();
	forgetPairs();
	started = await startSides();
});
afterEach(async () => {
	await started.close();
	giveClockBack();
});

const vendorOf = (name: string): string => targetOf(name).node;

async function recordOf(name: string, id: unknown): Promise<Portable> {
	return there((await read(started.sides, name, [String(id)]))[0]);
}

/** A person changes some values of a record. */
async function edited(name: string, id: unknown, values: Row): Promise<void> {
	pass(2000);
	const { title, description } = await recordOf(name, id);
	const [error] = await change(
		started.sides,
		name,
		[String(id)],
		[{ title, description, ...values }],
	);
	expect(error).toBeUndefined();
}

/** A trigger hands out a record of one side, and the workflow writes it to the other. */
async function delivered(from: string, id: unknown, to: string, more: Row = {}): Promise<Row> {
	pass(2000);
	const [item = {}] = await linkedIn(started, to, [await recordOf(from, id)], {
		options: {},
		...more,
	});
	expect(item).not.toHaveProperty('error');
	return item;
}

/** A pair of records in step: a person has made the first of them. */
async function pair(one: string, other: string, more: Row = {}): Promise<[string, string]> {
	const [made] = (await write(started.sides, one, [
		{
			kind: 'task',
			title: 'Call back',
			description: 'About the offer',
			start: '2027-03-01T09:00:00Z',
			due: '2027-03-01T10:00:00Z',
		},
	])) as Array<{ id: string }>;
	const id = String(made?.id);
	const copy = await delivered(one, id, other, more);
	return [id, String(copy.id)];
}

const PAIRS = [
	['Bitrix24 task', 'iVvy task'],
	['iVvy task', 'Deskera activity'],
	['Deskera activity', 'LeadSquared task'],
	['LeadSquared task', 'Bitrix24 task'],
	['Bitrix24 activity', 'iVvy task'],
	['iVvy activity', 'Deskera activity'],
] as const;

describe.each(PAIRS)('%s and its copy, %s', (one, other) => {
	it('what has won once is not fought over again when something else is changed', async () => {
		const [id, copy] = await pair(one, other);
		await edited(one, id, { description: 'As on the phone' });
		await edited(other, copy, { description: 'With the new prices' });
		expect(await delivered(one, id, other)).toMatchObject({
			conflict: { keys: ['description'], winner: vendorOf(other) },
		});
		await edited(one, id, { title: 'Call back today' });
		expect(await delivered(other, copy, one)).not.toHaveProperty('conflict');
		expect(await recordOf(one, id)).toMatchObject({
			title: 'Call back today',
			description: 'With the new prices',
		});
	});

	it('keep both edits where different values were changed', async () => {
		const [id, copy] = await pair(one, other);
		await edited(other, copy, { description: 'With the new prices' });
		await edited(one, id, { title: 'Call back today' });
		const forth = await delivered(one, id, other);
		expect(forth).toMatchObject({ id: expect.anything(), keptHere: ['description'] });
		expect(forth).not.toHaveProperty('conflict');
		expect(await recordOf(other, copy)).toMatchObject({
			title: 'Call back today',
			description: 'With the new prices',
		});
		const back = await delivered(other, copy, one);
		expect(back).not.toHaveProperty('conflict');
		expect(back).not.toHaveProperty('keptHere');
		expect(await recordOf(one, id)).toMatchObject({
			title: 'Call back today',
			description: 'With the new prices',
		});
		expect(await delivered(one, id, other)).toMatchObject({ unchanged: true });
	});

	it.each([
		['the source', true],
		['the copy', false],
	])('let the newest win where the same value was changed, here %s', async (_which, isSource) => {
		const [id, copy] = await pair(one, other);
		const first = [other, copy, { title: 'From the copy' }] as const;
		const second = [one, id, { title: 'From the source' }] as const;
		for (const [name, record, values] of isSource ? [first, second] : [second, first])
			await edited(name, record, values);
		const wins = isSource ? 'From the source' : 'From the copy';
		const forth = await delivered(one, id, other);
		expect(forth.conflict).toEqual({
			keys: ['title'],
			winner: vendorOf(isSource ? one : other),
			here: { title: 'From the copy' },
			there: { title: 'From the source' },
		});
		expect(await recordOf(other, copy)).toMatchObject({ title: wins });
		await delivered(other, copy, one);
		expect(await recordOf(one, id)).toMatchObject({ title: wins });
		expect(await recordOf(other, copy)).toMatchObject({ title: wins });
	});

	it('find no conflict in edits that follow each other', async () => {
		const [id, copy] = await pair(one, other);
		for (const title of ['Second', 'Third']) {
			await edited(other, copy, { title: `${title} by the copy` });
			expect(await delivered(other, copy, one)).not.toHaveProperty('conflict');
			await edited(one, id, { title: `${title} by the source` });
			const item = await delivered(one, id, other);
			expect(item).not.toHaveProperty('conflict');
			expect(item).not.toHaveProperty('keptHere');
			expect(await recordOf(other, copy)).toMatchObject({ title: `${title} by the source` });
		}
	});
});

describe('whoever is to win', () => {
	const [one, other] = ['Bitrix24 task', 'iVvy task'] as const;
	/** The copy was changed last. */
	const clash = async (more: Row): Promise<[Row, string, string]> => {
		const [id, copy] = await pair(one, other, more);
		await edited(one, id, { title: 'From the source' });
		await edited(other, copy, { title: 'From the copy' });
		return [await delivered(one, id, other, more), id, copy];
	};

	it('is the activity', async () => {
		const [item, , copy] = await clash({ ifBothChanged: 'activity' });
		expect(item.conflict).toMatchObject({ winner: 'bitrix24' });
		expect(await recordOf(other, copy)).toMatchObject({ title: 'From the source' });
	});

	it('is the record here', async () => {
		const [item, , copy] = await clash({ ifBothChanged: 'here' });
		expect(item).toMatchObject({ unchanged: true, conflict: { winner: 'ivvy' } });
		expect(await recordOf(other, copy)).toMatchObject({ title: 'From the copy' });
	});

	it('is nobody: both stay as they are, and each delivery tells it until a person has decided', async () => {
		const more = { ifBothChanged: 'flag' };
		const [item, id, copy] = await clash(more);
		expect(item).toMatchObject({
			unchanged: true,
			conflict: {
				keys: ['title'],
				winner: null,
				here: { title: 'From the copy' },
				there: { title: 'From the source' },
			},
		});
		expect(await delivered(other, copy, one, more)).toMatchObject({ conflict: { winner: null } });
		expect(await recordOf(one, id)).toMatchObject({ title: 'From the source' });
		expect(await recordOf(other, copy)).toMatchObject({ title: 'From the copy' });
		await edited(one, id, { title: 'From the copy' });
		expect(await delivered(one, id, other, more)).not.toHaveProperty('conflict');
		await edited(one, id, { title: 'And on' });
		expect(await delivered(one, id, other, more)).not.toHaveProperty('conflict');
		expect(await recordOf(other, copy)).toMatchObject({ title: 'And on' });
	});

	it('is whoever comes last, when nothing is compared', async () => {
		const more = { ifBothChanged: 'last' };
		const [id, copy] = await pair(one, other, more);
		const { vendor } = started.sides.ivvy.fake;
		await edited(other, copy, { title: 'From the copy', description: 'Of the copy' });
		await edited(one, id, { title: 'From the source' });
		const item = await delivered(one, id, other, more);
		expect(item).not.toHaveProperty('conflict');
		expect(await recordOf(other, copy)).toMatchObject({
			title: 'From the source',
			description: 'About the offer',
		});
		expect(vendor.writes.length).toBeGreaterThan(0);
	});
});

it('after a restart nothing is known of a pair until it was seen once: the activity is written', async () => {
	const [one, other] = ['Bitrix24 task', 'Deskera activity'] as const;
	const [id, copy] = await pair(one, other);
	await edited(one, id, { title: 'From the source' });
	await edited(other, copy, { description: 'Of the copy' });
	forgetPairs();
	const item = await delivered(one, id, other);
	expect(item).not.toHaveProperty('keptHere');
	expect(await recordOf(other, copy)).toMatchObject({ description: 'About the offer' });
	await edited(one, id, { title: 'Once more' });
	await edited(other, copy, { description: 'Of the copy again' });
	expect(await delivered(one, id, other)).toMatchObject({ keptHere: ['description'] });
});

it('an item whose write was done is done, also where the record can not be read again', async () => {
	const target = targetOf('Bitrix24 task');
	const { base, fake } = started.sides.bitrix24;
	const activities = ['1', '2', '3'].map((id) => ({
		portable: 2,
		vendor: 'ivvy',
		id,
		kind: 'task',
		title: `Task ${id}`,
		created: '2026-11-01T10:00:00Z',
	}));
	fake.fault('502', {
		times: Infinity,
		match: ({ text, path }: { text: string; path: string }) =>
			`${path} ${text}`.includes('tasks.task.get'),
	});
	const { output } = (await runNode({
		...base,
		parameters: {
			...target.create(started.sides.bitrix24),
			valuesFrom: 'portable',
			portableActivity: '={{ $json }}',
			linkToSource: true,
			options: {},
		},
		items: activities,
	})) as { output: Array<{ json: Row }> };
	expect(output.map(({ json }) => json)).toEqual(
		activities.map(({ title }) => expect.objectContaining({ id: expect.any(Number), title })),
	);
});
