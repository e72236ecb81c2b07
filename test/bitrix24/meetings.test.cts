/** Settings of meetings that are changed one by one, and attendees who are asked once more. */
import type { IDataObject } from 'n8n-workflow';
import { runNode } from '../support/engine.cts';
import { byId, fakeFor, type StartedOf } from '../support/fakes.cts';
import { there } from '../support/there.cts';

type Started = StartedOf<'bitrix24'>;

let fake: Started['fake'];
let base: Started['base'];
beforeAll(async () => ({ fake, base } = await fakeFor('bitrix24')));
afterAll(async () => await fake.close());
beforeEach(() => fake.reset());

const update = async (updateFields: IDataObject, options: IDataObject = {}) =>
	await runNode({
		...base,
		parameters: {
			resource: 'calendarEvent',
			operation: 'update',
			eventId: byId('1'),
			updateFields,
			options: { batching: false, ...options },
		},
		onError: 'continueRegularOutput',
	});
const event = () => there(fake.vendor.store.events.get(1));
const sent = () =>
	fake.calls.filter(({ path }: { path: string }) => path.endsWith('calendar.event.update'));
const lose = (stored: boolean) =>
	fake.fault('reset', {
		stored,
		match: ({ path }: { path: string }) => path.endsWith('calendar.event.update'),
	});

beforeEach(() => {
	Object.assign(event(), {
		MEETING: { NOTIFY: true, REINVITE: false, ALLOW_INVITE: '1', HIDE_GUESTS: '' },
	});
});

it('one setting is changed, and the others stay', async () => {
	const { output } = await update({ hideGuests: true });
	expect(output[0]?.json.error).toBeUndefined();
	expect(event().MEETING).toEqual({
		NOTIFY: true,
		REINVITE: false,
		ALLOW_INVITE: true,
		HIDE_GUESTS: true,
	});
});

it('what changes no setting sends none, and names the event as the page wants', async () => {
	await update({ location: 'Room 3' });
	expect(sent()[0]?.json).toMatchObject({ id: 1, name: 'Event 1', location: 'Room 3' });
	expect(sent()[0]?.json).not.toHaveProperty('meeting');
});

it('asking attendees again is no setting that stays', async () => {
	await update({ reinvite: true });
	expect(sent()[0]?.json.meeting).toEqual({
		notify: true,
		allow_invite: true,
		hide_guests: false,
		reinvite: true,
	});
});

describe('after a lost answer attendees', () => {
	it('are not asked twice, as no event shows that they were asked', async () => {
		lose(true);
		const { output } = await update({ reinvite: true });
		expect(output[0]?.json.details?.completed).toBe('unknown');
		expect(sent()).toHaveLength(1);
	});

	it('were asked where the event has moved', async () => {
		lose(true);
		const { output } = await update({ title: 'Moved', reinvite: true });
		expect(output[0]?.json.error).toBeUndefined();
		expect(sent()).toHaveLength(1);
	});

	it('are asked with the change where it was not made', async () => {
		lose(false);
		const { output } = await update({ title: 'Moved', reinvite: true });
		expect(output[0]?.json.error).toBeUndefined();
		expect(sent()).toHaveLength(2);
		expect(event().NAME).toBe('Moved');
	});
});

it('a setting that an event shows is found out', async () => {
	lose(true);
	const { output } = await update({ hideGuests: true, reinvite: false });
	expect(output[0]?.json.error).toBeUndefined();
	expect(sent()).toHaveLength(1);
});
