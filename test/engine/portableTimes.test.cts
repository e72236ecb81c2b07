/** Values of a portable activity beside values that are filled in, and what it says without a value. */
import { runNode } from '../support/engine.cts';
import { byId } from '../support/fakes.cts';
import { read, sideOf, startSides, TARGETS, targetOf, write } from '../support/portable.cts';
import type { Row } from '../support/row.cts';

jest.setTimeout(120_000);

let started: Awaited<ReturnType<typeof startSides>>;
beforeAll(async () => (started = await startSides()));
afterAll(() => started.close());

async function run(name: string, activity: Row, form: Row): Promise<Row> {
	const side = sideOf(started.sides, name);
	const parameters = {
		valuesFrom: 'portable',
		portableActivity: '={{ $json }}',
		options: {},
		...form,
	};
	const { output, error } = (await runNode({ ...side.base, parameters, items: [activity] })) as {
		output: Array<{ json: Row }>;
		error?: Error;
	};
	if (error !== undefined) throw error;
	return output[0]?.json ?? {};
}

async function made(name: string, activity: Row): Promise<string> {
	const [{ id }] = (await write(started.sides, name, [activity])) as [{ id: string }];
	return id;
}

async function updated(name: string, id: string, activity: Row, form: Row = {}): Promise<Row> {
	const { update, id: picker } = targetOf(name);
	await run(name, activity, { ...update(activity), [picker]: byId(id), ...form });
	const [record] = (await read(started.sides, name, [id])) as [Row];
	return record;
}

const DUE = '2026-12-10T10:00:00Z';
const EARLIER = '2026-12-05T10:00:00Z';
const TASK = { portable: 2, kind: 'task', title: 'Offer', description: 'About it', due: DUE };

describe('Deskera: what is filled in overrides the activity', () => {
	const { create } = TARGETS['Deskera activity'];
	const form = () => create(started.sides.deskera);

	it('an End before the due time of an activity without a start', async () => {
		const name = 'Deskera activity';
		const { id } = await run(name, TASK, { ...form(), end: EARLIER });
		const [record] = (await read(started.sides, name, [String(id)])) as [Row];
		expect(record).toMatchObject({ start: EARLIER, end: EARLIER });
		const other = await made(name, {
			...TASK,
			kind: 'call',
			start: '2026-12-01T09:00:00Z',
			end: DUE,
		});
		const times = { start: '2026-12-01T09:00:00Z', end: EARLIER };
		const { kind, ...said } = TASK;
		expect(await updated(name, other, said, { updateFields: { end: EARLIER } })).toMatchObject(
			times,
		);
		expect(kind).toBe('task');
	});

	it('a duration', async () => {
		const call = { ...TASK, kind: 'call', due: undefined, start: EARLIER, end: DUE };
		expect(
			await run('Deskera activity', call, { ...form(), additionalFields: { duration: 60 } }),
		).toMatchObject({ start: EARLIER, end: '2026-12-05T11:00:00Z' });
	});
});

it.each([
	['later', '2026-12-20T10:00:00Z', { start: EARLIER, end: '2026-12-20T10:00:00Z' }],
	[
		'earlier',
		'2026-12-01T10:00:00Z',
		{ start: '2026-12-01T10:00:00Z', end: '2026-12-01T10:00:00Z' },
	],
])(
	'Bitrix24: a meeting that is due %s does not end before it starts',
	async (_when, due, times) => {
		const meeting = { ...TASK, kind: 'meeting', due: undefined, start: EARLIER, end: DUE };
		const id = await made('Bitrix24 activity', meeting);
		expect(await updated('Bitrix24 activity', id, { title: 'Offer', due })).toMatchObject(times);
	},
);

/** One note holds title and description there. */
const WITH_DESCRIPTION = Object.keys(TARGETS).filter((name) => name !== 'LeadSquared activity');

it.each(WITH_DESCRIPTION)(
	'%s: an empty description clears it, where that is wanted',
	async (name) => {
		const id = await made(name, { ...TASK, description: '0' });
		const said = { ...TASK, description: '' };
		expect(await updated(name, id, said)).toMatchObject({ description: '0' });
		expect(await updated(name, id, said, { options: { blankValues: 'clear' } })).toMatchObject({
			description: '',
		});
	},
);

describe.each(WITH_DESCRIPTION)('%s: what differs is written', (name) => {
	it.each([
		['title', 'Offer', '<b>Offer</b>'],
		['title', 'A & B', 'A &amp; B'],
		['title', '2026-12-01T00:00:00Z', '2026-12-01'],
		['description', 'Hello', '<b>Hello</b>'],
		['description', '2026-12-01', '2026-12-01 00:00:00'],
		['description', 'x &amp; y', 'x & y'],
	])('%s %j, then %j', async (key, before, after) => {
		const id = await made(name, { ...TASK, [key]: before });
		expect(await updated(name, id, { ...TASK, [key]: after })).toMatchObject({ [key]: after });
	});
});

it('Bitrix24: tags that are written twice take the place of others', async () => {
	const id = await made('Bitrix24 task', { ...TASK, tags: ['a', 'b', 'c'] });
	expect(
		(await updated('Bitrix24 task', id, { ...TASK, tags: ['a', 'b', 'b'] })).tags,
	).not.toContain('c');
});
