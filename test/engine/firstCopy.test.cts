/** Link Existing Records: what is in both services already becomes a pair, before anything is created. */
import { linkedIn, type Started } from '../support/linked.cts';
import { read, startSides, write, targetOf } from '../support/portable.cts';
import type { Row } from '../support/row.cts';

jest.setTimeout(120_000);

let started: Started;
beforeEach(async () => (started = await startSides()));
afterEach(() => started.close());

async function copied(to: string, items: Row[], more: Row = {}): Promise<Row[]> {
	return await linkedIn(started, to, items, { linkPresent: true, options: {}, ...more });
}

const task = (title: string, more: Row = {}): Row => ({
	kind: 'task',
	title,
	description: `About ${title}`,
	start: '2027-03-01T09:00:00Z',
	due: '2027-03-01T10:00:00Z',
	...more,
});

async function made(name: string, tasks: Row[]): Promise<string[]> {
	const records = (await write(started.sides, name, tasks)) as Array<{ id: string }>;
	return records.map(({ id }) => String(id));
}

describe.each([
	['iVvy task', 'Bitrix24 task'],
	['Bitrix24 task', 'iVvy task'],
	['iVvy task', 'Deskera activity'],
	['iVvy task', 'LeadSquared task'],
])('%s to %s', (from, to) => {
	it('links what is there and says the same, once each, and makes the rest', async () => {
		const tasks = [task('Both'), task('Twice'), task('Twice'), task('Only there')];
		const there = await made(from, tasks);
		const here = await made(to, [
			task('Both', { description: 'Older words' }),
			task('Twice'),
			task('Twice'),
			task('Only there', { due: '2027-04-01T10:00:00Z', start: '2027-04-01T09:00:00Z' }),
		]);
		const sources = (await read(started.sides, from, there)) as Row[];
		const items = await copied(to, sources);
		expect(items.map(({ error }) => error)).toEqual([undefined, undefined, undefined, undefined]);
		expect(items.map(({ linked }) => linked)).toEqual([true, true, true, undefined]);
		expect(
			items
				.slice(0, 3)
				.map(({ id }) => String(id))
				.sort(),
		).toEqual(here.slice(0, 3).sort());
		expect(here).not.toContain(String(items[3]?.id));
		const [both] = (await read(started.sides, to, [here[0] as string])) as [Row];
		const vendor = targetOf(from).node;
		expect(both).toMatchObject({
			title: 'Both',
			description: 'About Both',
			externalIds: [`${vendor}:${there[0] as string}`],
		});
		const again = await copied(to, sources);
		expect(again.map(({ id, unchanged }) => [id, unchanged])).toEqual(
			items.map(({ id }) => [id, true]),
		);
	});
});

it.each([
	['iVvy task', 'Deskera activity'],
	['iVvy task', 'Bitrix24 task'],
	['Deskera activity', 'iVvy task'],
])('%s to %s finds titles with characters that a filter can not hold', async (from, to) => {
	const tasks = ['Send <draft>, then call', '<=>', 'a = b', "50 % [x] 'y'"].map((title) =>
		task(title),
	);
	const there = await made(from, tasks);
	const here = await made(to, tasks);
	const items = await copied(to, (await read(started.sides, from, there)) as Row[]);
	expect(items.map(({ id, linked, error }) => [String(id), linked, error])).toEqual(
		here.map((id) => [id, true, undefined]),
	);
});

it('without it a second record is made, as before', async () => {
	const there = await made('iVvy task', [task('Both')]);
	const here = await made('Bitrix24 task', [task('Both')]);
	const sources = (await read(started.sides, 'iVvy task', there)) as Row[];
	const [item] = await copied('Bitrix24 task', sources, { linkPresent: false });
	expect(here).not.toContain(String(item?.id));
	expect(item).not.toHaveProperty('linked');
});
