/** Events of calendars of the fake portal. */
import { byId } from '../../fakes.cts';
import type { RowOf } from '../../operations.cts';
import { UNKNOWN } from './unknownId.cts';

const EVENTS = [{ id: 1 }, { id: UNKNOWN }, { id: 3 }];
const PEOPLE = [{ user: 1 }, { user: UNKNOWN }, { user: 2 }];
const form = (operation: string, more: object = {}) => ({
	resource: 'calendarEvent',
	operation,
	...more,
});
const ofEvent = (operation: string, more: object = {}) =>
	form(operation, { eventId: byId('={{ $json.id }}'), ...more });
const ofCalendar = { calendar: 'user', user: byId('={{ $json.user }}') };
const noCalendar = 'The user of the credential may not do this with the calendar or the event';

export const CALENDAR: Array<RowOf<'bitrix24'>> = [
	{
		name: 'bitrix24 calendarEvent create',
		parameters: form('create', {
			...ofCalendar,
			title: 'A & B',
			start: '2026-12-01T09:00:00',
			end: '2026-12-01T10:00:00',
			availability: 'busy',
			attendees: { values: [{ id: byId('3') }] },
			additionalFields: {
				description: 'About it',
				location: 'Room 3',
				reminders: '15, 60',
				crmRecords: { values: [{ id: byId('D_1') }] },
			},
		}),
		items: PEOPLE,
		refusal: noCalendar,
	},
	{
		name: 'bitrix24 calendarEvent update',
		parameters: ofEvent('update', { updateFields: { title: 'New', availability: 'free' } }),
		items: EVENTS,
		refusal: 'The event does not exist',
	},
	{
		name: 'bitrix24 calendarEvent get',
		effect: 'read',
		parameters: ofEvent('get'),
		items: EVENTS,
		refusal: 'The event does not exist',
	},
	{
		name: 'bitrix24 calendarEvent delete',
		parameters: ofEvent('delete'),
		items: EVENTS,
		refusal: 'The event does not exist, or the user of the credential may not delete it',
	},
	{
		name: 'bitrix24 calendarEvent getMany',
		effect: 'read',
		bulk: false,
		parameters: form('getMany', {
			...ofCalendar,
			returnAll: true,
			filters: { from: '2026-01-01', to: '2026-02-28' },
		}),
		items: PEOPLE,
		refusal: noCalendar,
	},
];
