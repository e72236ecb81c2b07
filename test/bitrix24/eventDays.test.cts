/** Calendar events of whole days and of times, and which of them a limit gives. */
import { runNode } from '../support/engine.cts';
import { fakeFor, byId, type StartedOf } from '../support/fakes.cts';
import { there } from '../support/there.cts';

let portal: StartedOf<'bitrix24'>;
beforeAll(async () => {
	portal = await fakeFor('bitrix24');
});
afterAll(async () => await portal.fake.close());
beforeEach(() => portal.fake.reset());

const run = async (operation: string, parameters: object, timezone = 'Europe/Berlin') => {
	const { output, error } = await runNode({
		...portal.base,
		timezone,
		parameters: { resource: 'calendarEvent', operation, ...parameters },
	});
	expect(error).toBeUndefined();
	return output.map(({ json }) => json);
};
const mine = { calendar: 'user', user: byId('1') };
const create = async (more: object) =>
	there((await run('create', { ...mine, title: 'Fair', availability: 'busy', ...more }))[0]);
const changed = async (id: unknown, updateFields: object) => {
	const [told] = await run('update', { eventId: byId(String(id)), updateFields });
	const [read] = await run('get', { eventId: byId(String(id)) });
	expect(read).toMatchObject(there(told));
	return read;
};

describe('an event of whole days', () => {
	const event = async () =>
		await create({ start: '2026-12-01', end: '2026-12-02', additionalFields: { allDay: true } });

	it('is told as it is read', async () => {
		const told = await event();
		const [read] = await run('get', { eventId: byId(String(told.id)) });
		expect([read?.start, read?.end, read?.allDay]).toEqual([told.start, told.end, true]);
	});

	it('stays one when it is moved to other days', async () => {
		const { id } = await event();
		expect(await changed(id, { start: '2026-12-08', end: '2026-12-09' })).toMatchObject({
			allDay: true,
			start: '2026-12-08T00:00:00Z',
			end: '2026-12-09T00:00:00Z',
		});
	});

	it('loses no time that it is given', async () => {
		const { id } = await event();
		expect(
			await changed(id, { start: '2026-12-08T10:00:00', end: '2026-12-08T11:30:00' }),
		).toMatchObject({
			allDay: false,
			start: '2026-12-08T09:00:00Z',
			end: '2026-12-08T10:30:00Z',
		});
	});

	it('takes the days of times where All Day says so', async () => {
		const { id } = await event();
		const days = { allDay: true, start: '2026-12-08T10:00:00', end: '2026-12-09T11:30:00' };
		expect(await changed(id, days)).toMatchObject({
			allDay: true,
			start: '2026-12-08T00:00:00Z',
			end: '2026-12-09T00:00:00Z',
		});
	});
});

describe('a day of a time that comes in UTC', () => {
	it("is that of the workflow's zone, unless it is a whole day there", async () => {
		for (const [start, end, days] of [
			['2026-12-07T23:00:00Z', '2026-12-09T22:59:59Z', ['2026-12-08', '2026-12-09']],
			['2026-12-07T23:30:00Z', '2026-12-08T10:00:00Z', ['2026-12-08', '2026-12-08']],
			['2026-12-08T00:00:00Z', '2026-12-09T00:00:00Z', ['2026-12-08', '2026-12-09']],
		] as const) {
			const told = await create({ start, end, additionalFields: { allDay: true } });
			expect([told.start, told.end]).toEqual(days.map((day) => `${day}T00:00:00Z`));
		}
	});

	it('moves an event of whole days, which stays one', async () => {
		const { id } = await create({
			start: '2026-12-01',
			end: '2026-12-02',
			additionalFields: { allDay: true },
		});
		expect(
			await changed(id, { start: '2026-12-07T23:00:00Z', end: '2026-12-09T22:59:59Z' }),
		).toMatchObject({ allDay: true, start: '2026-12-08T00:00:00Z', end: '2026-12-09T00:00:00Z' });
	});

	it('is not left out of a list', async () => {
		const filters = { from: '2030-12-02T03:00:00Z', to: '2030-12-03T04:59:59Z' };
		await run('getMany', { ...mine, returnAll: true, filters }, 'America/New_York');
		const asked = portal.fake.calls.map(({ json }: { json: object }) => json);
		expect(asked).toContainEqual(expect.objectContaining({ from: '2030-12-01', to: '2030-12-02' }));
	});
});

it('a limit gives the earliest events of the period, in whatever order they come', async () => {
	for (const day of ['20', '03', '12'])
		await create({
			start: `2030-12-${day}T10:00:00`,
			end: `2030-12-${day}T11:00:00`,
			additionalFields: {},
		});
	const period = { filters: { from: '2030-12-01', to: '2030-12-31' } };
	const found = await run('getMany', { ...mine, ...period, returnAll: false, limit: 2 });
	expect(found.map(({ start }) => start)).toEqual(['2030-12-03T09:00:00Z', '2030-12-12T09:00:00Z']);
});
