/** Events of calendars: meetings that block time. */
import type { IDataObject } from 'n8n-workflow';
import { byId } from '../support/fakes.cts';
import { portal } from './support/portal';

type Portal = Awaited<ReturnType<typeof portal>>;

let fake: Portal['fake'];
let onPortal: Portal['run'];
beforeAll(async () => ({ fake, run: onPortal } = await portal('bitrix24')));
afterAll(() => fake.close());
beforeEach(() => {
	fake.reset();
	fake.calls.length = 0;
});

const run = async (operation: string, parameters: IDataObject) =>
	await onPortal({ resource: 'calendarEvent', operation, ...parameters });

const TIMES = { start: '2026-12-01T09:00:00Z', end: '2026-12-01T10:00:00Z' };
const create = async (more: IDataObject) =>
	await run('create', {
		calendar: 'user',
		user: byId('2'),
		title: 'Demo',
		...TIMES,
		attendees: {},
		availability: 'busy',
		additionalFields: {},
		...more,
	});
const update = async (updateFields: IDataObject, options: IDataObject = {}) =>
	await run('update', { eventId: byId('1'), updateFields, options });
const written = () => fake.vendor.writes.at(-1)?.fields;
const event = (id = 1) => fake.vendor.store.events.get(id);

it('a meeting blocks the time of the user, with those who are invited', async () => {
	const { output, error } = await create({ attendees: { values: [{ id: byId('2, 3') }] } });
	expect(error?.message).toBeUndefined();
	expect(written()).toMatchObject({
		type: 'user',
		ownerId: 2,
		name: 'Demo',
		accessibility: 'busy',
		is_meeting: 'Y',
		attendees: [2, 3],
		skip_time: 'N',
	});
	const made = await run('get', { eventId: byId(String(output[0]?.json.id)) });
	const person = (id: number) => ({
		id,
		name: expect.stringMatching(/\S/),
		email: expect.stringMatching('@'),
	});
	expect(made.output[0]?.json).toMatchObject({
		title: 'Demo',
		start: '2026-12-01T09:00:00Z',
		end: '2026-12-01T10:00:00Z',
		allDay: false,
		availability: 'Busy',
		organizer: person(1),
		attendees: [person(2), person(3)],
	});
	// What is written has the users it was given.
	expect(output[0]?.json.attendees).toEqual([
		{ id: 2, name: null, email: null },
		{ id: 3, name: null, email: null },
	]);
});

it('whole days are days, the last one included', async () => {
	const { error } = await create({
		start: '2026-12-01',
		end: '2026-12-03',
		additionalFields: { allDay: true },
	});
	expect(error?.message).toBeUndefined();
	expect(written()).toMatchObject({ from: '2026-12-01', to: '2026-12-03', skip_time: 'Y' });
});

it('a series says how often and on which days', async () => {
	await create({
		additionalFields: { repeat: 'Weekly', repeatDays: 'mo, WE', repeatCount: 4, reminders: '15' },
	});
	expect(written()).toMatchObject({
		rrule: { FREQ: 'WEEKLY', BYDAY: ['MO', 'WE'], COUNT: 4 },
		remind: [{ type: 'min', count: 15 }],
	});
});

it.each<[IDataObject, string]>([
	[{ user: byId('') }, '"User" is empty'],
	[{ end: '2026-12-01T08:00:00Z' }, '"End" is before "Start"'],
	[{ additionalFields: { repeatCount: 2 } }, '"Repeat Count" requires Repeat'],
	[{ additionalFields: { repeat: 'DAILY', repeatDays: 'Monday' } }, '"Repeat on Days" can\'t be'],
	[{ additionalFields: { reminders: '1h' } }, '"Reminders" holds "1h"'],
	[
		{ additionalFields: { crmRecords: { values: [{ id: byId('T80_6') }] } } },
		'"CRM Records" must be',
	],
])('%j is refused before anything is sent', async (more, says) => {
	const { error } = await create(more);
	expect(error?.message).toContain(says);
	expect(fake.calls).toEqual([]);
});

it.each(['repeatCount', 'repeatDays', 'repeatInterval'])(
	'a blank in %s would make more events, or others, and is an error',
	async (field) => {
		const series = { repeat: 'WEEKLY', [field]: '={{ null }}' };
		for (const { error } of [
			await create({ additionalFields: series }),
			await update(series),
			await update(series, { blankValues: 'clear' }),
		])
			expect(error?.message).toMatch(/^"Repeat (?:Count|on Days|Every)" is empty/);
		expect(fake.calls).toEqual([]);
	},
);

it('the company calendar belongs to nobody, that of a workgroup to it', async () => {
	await create({ calendar: 'company_calendar' });
	expect(written()).toMatchObject({ type: 'company_calendar', ownerId: 0 });
	await create({ calendar: 'group', group: byId('1') });
	expect(written()).toMatchObject({ type: 'group', ownerId: 1 });
});

it('a change finds out whose event it is, and keeps who is invited', async () => {
	event().ATTENDEE_LIST = [{ id: 3, status: 'Y' }];
	const { error } = await update({ title: 'Moved', ...TIMES });
	expect(error?.message).toBeUndefined();
	expect(written()).toMatchObject({ type: 'user', ownerId: 1, host: 1, name: 'Moved' });
	expect(event()).toMatchObject({ NAME: 'Moved', ATTENDEE_LIST: [{ id: 3, status: 'Y' }] });
});

it('an event of whole days keeps being one when it is moved', async () => {
	event().DT_SKIP_TIME = 'Y';
	await update({ start: '2026-12-05', end: '2026-12-06' });
	expect(written()).toMatchObject({ from: '2026-12-05', to: '2026-12-06', skip_time: 'Y' });
});

it('attendees and texts are cleared when blanks are to clear', async () => {
	event().ATTENDEE_LIST = [{ id: 3, status: 'Y' }];
	const blank = { attendees: {}, description: '', location: '', crmRecords: {} };
	const { error } = await update(blank, { blankValues: 'clear' });
	expect(error?.message).toBeUndefined();
	expect(event()).toMatchObject({ ATTENDEE_LIST: [], DESCRIPTION: '', UF_CRM_CAL_EVENT: [] });
	expect((await update(blank)).error?.message).toMatch(/^There is nothing to update/);
});

it('a list takes days and ends with the limit', async () => {
	const { output } = await run('getMany', {
		calendar: 'user',
		user: byId('1'),
		returnAll: false,
		limit: 3,
		filters: { from: '2026-01-06', to: '2026-01-31' },
	});
	expect(output.map(({ json }) => json.id)).toEqual([2, 3, 4]);
	expect(fake.calls[0]?.json).toEqual({
		type: 'user',
		ownerId: 1,
		from: '2026-01-06',
		to: '2026-01-31',
	});
});
