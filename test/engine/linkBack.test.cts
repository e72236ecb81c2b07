/** An edit of a copy changes the same of its source, and nothing else there. */
import { tableOf } from '../support/fakes.cts';
import { linkedIn, type Started } from '../support/linked.cts';
import { read, startSides, write, sideOf, TARGETS, targetOf } from '../support/portable.cts';
import type { Row } from '../support/row.cts';

jest.setTimeout(300_000);

const NAMES = Object.keys(TARGETS);

let started: Started;
beforeAll(async () => (started = await startSides()));
afterAll(() => started.close());

async function linkedAll(name: string, activities: Row[]): Promise<Row[]> {
	const rows = await linkedIn(started, name, activities);
	for (const row of rows) expect(row).not.toHaveProperty('error');
	return rows;
}

async function linked(name: string, activity: Row): Promise<Row> {
	const [row = {}] = await linkedAll(name, [activity]);
	return row;
}

async function allOf(name: string, ids: unknown[]): Promise<Row[]> {
	return (await read(started.sides, name, ids.map(String))) as Row[];
}

async function portableOf(name: string, id: unknown): Promise<Row> {
	const [record = {}] = await allOf(name, [id]);
	return record;
}

const BASE = { portable: 2, title: 'Offer', description: 'About the offer' };
const HOURS = { start: '2026-12-01T09:00:00Z', end: '2026-12-01T10:30:00Z' };
const SHAPES: Readonly<Record<string, Row>> = {
	'a task with a due time': { ...BASE, kind: 'task', due: HOURS.end, priority: 'high' },
	'a meeting': { ...BASE, kind: 'meeting', ...HOURS, location: 'Room 5', priority: 'high' },
	'a call': { ...BASE, kind: 'call', ...HOURS, priority: 'low' },
	'a task without a description': { ...BASE, kind: 'task', due: HOURS.end, description: '' },
	'a task under way': { ...BASE, kind: 'task', due: HOURS.end, status: 'inProgress' },
	'a cancelled task': { ...BASE, kind: 'task', due: HOURS.end, status: 'cancelled' },
	'a planned task': { ...BASE, kind: 'task', ...HOURS, due: '2026-12-03T10:30:00Z', tags: ['x'] },
};
/** What follows from the change itself. */
const FOLLOWS = ['updated', 'version', 'vendorFields', 'doneAt'];

function without(record: Row, names: readonly string[]): Row {
	return Object.fromEntries(Object.entries(record).filter(([name]) => !names.includes(name)));
}

/** New records, and a copy of each. */
async function pairs(from: string, to: string, shapes: Row[]): Promise<[Row[], Row[]]> {
	const made = (await write(started.sides, from, shapes)) as Array<{ id: string }>;
	const sources = await allOf(
		from,
		made.map(({ id }) => id),
	);
	const copies = await linkedAll(to, sources);
	return [
		sources,
		await allOf(
			to,
			copies.map(({ id }) => id),
		),
	];
}

async function pair(from: string, to: string, shape: Row): Promise<[source: Row, copy: Row]> {
	const [[source = {}], [copy = {}]] = await pairs(from, to, [shape]);
	return [source, copy];
}

describe.each(NAMES.filter((name) => name !== 'LeadSquared activity'))('%s', (from) => {
	const others = NAMES.filter((name) => targetOf(name).node !== targetOf(from).node);

	it.each(others)('copied to %s, where the title is edited', async (to) => {
		const [sources, copies] = await pairs(from, to, Object.values(SHAPES));
		const ids = sources.map(({ id }) => id);
		const back = await linkedAll(
			from,
			copies.map((copy) => ({ ...copy, title: 'Offer 2' })),
		);
		expect(back.map(({ id }) => String(id))).toEqual(ids);
		const after = await allOf(from, ids);
		for (const [place, shape] of Object.keys(SHAPES).entries())
			expect([shape, without(after[place] as Row, FOLLOWS)]).toEqual([
				shape,
				without({ ...sources[place], title: 'Offer 2' }, FOLLOWS),
			]);
	});
});

describe('what was done with the source since', () => {
	const DONE = [
		'Bitrix24 task',
		'Bitrix24 activity',
		'LeadSquared task',
		'iVvy task',
		'Deskera activity',
	];

	it.each(DONE)('%s: completed, it is not opened again by a copy that is open', async (from) => {
		const to = from === 'iVvy task' ? 'Bitrix24 task' : 'iVvy task';
		const [source, copy] = await pair(from, to, SHAPES['a task with a due time'] as Row);
		await linked(from, { ...copy, done: true, status: 'done' });
		expect(await portableOf(from, source.id)).toMatchObject({ done: true });
		await linked(from, { ...copy, title: 'Offer 2', status: 'inProgress', done: false });
		expect(await portableOf(from, source.id)).toMatchObject({ title: 'Offer 2', done: true });
	});

	it.each([
		['iVvy task', 'tasks', 'description', '<p>About <b>the</b> offer</p>'],
		['iVvy activity', 'activities', 'description', '<p>About <b>the</b> offer</p>'],
		['Bitrix24 task', 'tasks', 'DESCRIPTION', 'About [b]the[/b] offer'],
		['Deskera activity', 'activities', 'notes', '<p>About <b>the</b> offer</p>'],
	])('%s: what is bold stays bold', async (from, store, field, text) => {
		const to = from === 'Deskera activity' ? 'Bitrix24 task' : 'Deskera activity';
		const [source] = await pair(from, to, SHAPES['a task with a due time'] as Row);
		const records = tableOf(sideOf(started.sides, from).fake.vendor.store, store);
		const row = [...records].find(([id]) => String(id) === source.id)?.[1] as Row;
		row[field] = text;
		const { id } = await linked(to, await portableOf(from, source.id));
		await linked(from, { ...(await portableOf(to, id)), title: 'Offer 2' });
		expect(row[field]).toBe(text);
		expect(await portableOf(from, source.id)).toMatchObject({ title: 'Offer 2' });
	});
});

describe('a due time that was moved in a copy with no other time', () => {
	const later = '2026-12-01T12:00:00Z';
	const earlier = '2026-12-01T08:00:00Z';

	it.each([
		['Bitrix24 activity', 'iVvy task', later, { start: HOURS.start, end: later }],
		['Bitrix24 activity', 'iVvy task', earlier, { start: earlier, end: earlier }],
		['LeadSquared task', 'iVvy task', later, { start: HOURS.start, end: later }],
		['Deskera activity', 'iVvy task', later, { start: HOURS.start, end: later }],
		['iVvy activity', 'Bitrix24 task', later, { start: HOURS.start, end: later }],
	])('%s: a meeting copied to %s ends then', async (from, to, moved, times) => {
		const [source, copy] = await pair(from, to, SHAPES['a meeting'] as Row);
		await linked(from, { ...copy, start: undefined, end: undefined, due: moved });
		expect(await portableOf(from, source.id)).toMatchObject(times);
	});

	it.each(['iVvy activity', 'Deskera activity'])('a task copied to %s is due then', async (to) => {
		const [source, copy] = await pair('Bitrix24 task', to, SHAPES['a task with a due time'] as Row);
		await linked('Bitrix24 task', { ...copy, end: later, ...(copy.due ? { due: later } : {}) });
		expect(await portableOf('Bitrix24 task', source.id)).toMatchObject({
			start: null,
			end: null,
			due: later,
		});
	});
});
