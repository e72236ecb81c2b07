import type { IDataObject } from 'n8n-workflow';
import { InvalidInput } from '../../shared/contract/errors';
import type { Values } from '../../shared/contract/field';
import {
	choice,
	clearable,
	collection,
	criterion,
	date,
	flag,
	integer,
	text,
	when,
	words,
} from '../../shared/form/fields';
import { NUMBER_ID, picker } from '../../shared/form/recordPickers';
import { atHome, inOrder, toIsoOffset, type Moment } from '../../shared/text/dates';
import { defined, withCleared } from '../../shared/text/unknownJson';
import { user, users } from '../recordPickers';
import { crmRecords } from '../task/crmLinks';
import { yesNo } from '../yesNo';

/** Events of calendars; docs/contracts/bitrix24.md section 2.13. */

export const eventId = picker('Event', NUMBER_ID, {
	search: 'searchCalendarEvents',
	description: 'The event. The list shows your own calendar for the coming weeks.',
});

const CALENDARS = [
	{ name: 'Company Calendar', value: 'company_calendar' },
	{ name: 'User Calendar', value: 'user' },
	{ name: 'Workgroup Calendar', value: 'group' },
] as const;
type CalendarType = (typeof CALENDARS)[number]['value'];

/** Whose calendar it is. */
export const CALENDAR = {
	calendar: choice<CalendarType>('Calendar', CALENDARS, { fallback: 'user' }),
	user: when(user('User', 'Whose calendar it is'), { calendar: ['user'] }),
	group: when(picker('Workgroup', NUMBER_ID, { search: 'searchGroups' }), { calendar: ['group'] }),
};

/** @throws InvalidInput when it is not said whose calendar it is */
export function calendarOf({
	calendar: type = 'user',
	user: userId,
	group,
}: Values<typeof CALENDAR>): { readonly type: CalendarType; readonly ownerId: number } {
	// The company calendar belongs to nobody.
	const ownerId = { company_calendar: 0, user: userId, group }[type];
	if (ownerId === undefined)
		throw new InvalidInput(
			`"${type === 'user' ? 'User' : 'Workgroup'}" is empty`,
			'Pick whose calendar it is.',
		);
	return { type, ownerId };
}

export const AVAILABILITIES = [
	{ name: 'Absent', value: 'absent' },
	{ name: 'Busy', value: 'busy' },
	{ name: 'Free', value: 'free' },
	{ name: 'Tentative', value: 'quest' },
] as const;
type Availability = (typeof AVAILABILITIES)[number]['value'];

const IMPORTANCES = [
	{ name: 'High', value: 'high' },
	{ name: 'Low', value: 'low' },
	{ name: 'Normal', value: 'normal' },
] as const;

const FREQUENCIES = [
	{ name: 'Daily', value: 'DAILY' },
	{ name: 'Monthly', value: 'MONTHLY' },
	{ name: 'Weekly', value: 'WEEKLY' },
	{ name: 'Yearly', value: 'YEARLY' },
] as const;
const DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

export const title = text('Title', { placeholder: 'e.g. Meeting with Ada' });
export const start = date('Start', 'start');
export const end = date('End', 'end');
export const availability = choice<Availability>('Availability', AVAILABILITIES, {
	fallback: 'busy',
	description: 'How the time is shown to others. Busy blocks it.',
});
export const attendees = users(
	'Attendees',
	'Attendee',
	'Users who are invited. Bitrix24 notifies them.',
);

const linked = crmRecords(
	'Deals, contacts, companies and leads that the event is linked to. On update they replace the current ones.',
	{
		codes: /^(?:L|D|C|CO)_\d+$/i,
		looksLike: 'a short code such as D_10 (deal), C_5 (contact), CO_7 (company) or L_1 (lead)',
	},
);

/** How a series goes on. It is written as a whole: without one of these it would have more events, or others. */
const SERIES = {
	repeatCount: criterion(
		integer('Repeat Count', {
			min: 1,
			fallback: 10,
			description: 'How many times the event takes place. Used with Repeat.',
		}),
	),
	repeatDays: criterion(
		words('Repeat on Days', {
			placeholder: 'e.g. MO, WE',
			description: 'MO, TU, WE, TH, FR, SA and SU, separated by commas. Used with Repeat.',
		}),
	),
	repeatInterval: criterion(
		integer('Repeat Every', {
			min: 1,
			description: 'Interval in days, weeks, months or years. Used with Repeat.',
		}),
	),
};

/** What an event can have beside what every event has. */
const DETAILS = {
	allDay: flag('All Day', 'Whether the event takes whole days, without times'),
	allowInvite: flag('Attendees May Invite Others', 'Whether attendees may invite others'),
	crmRecords: clearable(linked),
	description: clearable(text('Description', { rows: 4 })),
	hideGuests: flag('Hide Attendees', 'Whether the list of attendees is hidden'),
	importance: choice('Importance', IMPORTANCES, { fallback: 'normal' }),
	isPrivate: flag('Private', 'Whether others see only that the time is taken'),
	location: clearable(text('Location', { placeholder: 'e.g. Room 3' })),
	notify: flag(
		'Notify Organizer',
		'Whether the organizer is notified of who accepts and who declines',
	),
	reinvite: flag(
		'Ask Attendees Again',
		'Whether attendees have to confirm once more when the event changes',
	),
	reminders: words('Reminders', {
		placeholder: 'e.g. 15, 60',
		description: 'When to remind, in minutes before the start, separated by commas',
	}),
	repeat: choice('Repeat', FREQUENCIES, { fallback: 'WEEKLY' }),
	...SERIES,
	section: picker('Calendar Section', NUMBER_ID, {
		search: 'searchCalendarSections',
		description: 'One of the calendars of the user or workgroup. If not added, Bitrix24 picks it.',
	}),
};

export const details = collection('Additional Fields', DETAILS);
export const changes = collection('Update Fields', {
	...DETAILS,
	attendees: clearable(attendees),
	availability,
	end,
	start,
	title,
});

type EventValues = Partial<Values<typeof DETAILS>> & {
	readonly attendees?: readonly number[] | null;
	readonly availability?: Availability;
	readonly end?: Moment;
	readonly start?: Moment;
	readonly title?: string;
};

/** How a field of an event is cleared: a text is empty, and a list has no entries. */
const CLEARED = { crm_fields: [], description: '', location: '' } as const;

/**
 * The fields that were filled in or are to be cleared, as Bitrix24 wants them.
 * @param wasAllDay whether the event that is changed takes whole days: it goes on doing so where it is given days
 * @throws InvalidInput
 */
export function eventBody(values: EventValues, wasAllDay = false): IDataObject {
	const { attendees: invited, start: from, end: to } = values;
	if ((from === undefined) !== (to === undefined))
		throw new InvalidInput('"Start" and "End" belong together', 'Fill in both, or leave both out.');
	inOrder(from, to, ['Start', 'End']);
	if (values.allDay !== undefined && from === undefined)
		throw new InvalidInput('"All Day" requires Start and End', 'Fill in both.');
	const hasDays = [from, to].every(
		(one) => one === undefined || isDay(one.local) || isDay(atHome(one)),
	);
	const allDay = values.allDay ?? (wasAllDay && hasDays);
	const moment = (value: Moment) => (allDay ? wholeDay(value) : toIsoOffset(value));
	const { allowInvite, hideGuests, notify, reinvite } = values;
	const meeting = defined({
		allow_invite: allowInvite,
		hide_guests: hideGuests,
		notify,
		reinvite,
	});
	const filled = defined({
		name: values.title,
		from: from && moment(from),
		to: to && moment(to),
		skip_time: from === undefined ? undefined : yesNo(allDay),
		description: values.description,
		location: values.location,
		accessibility: values.availability,
		importance: values.importance,
		private_event: yesNo(values.isPrivate),
		section: values.section,
		auto_detect_section: values.section === undefined ? undefined : 'N',
		remind: remindersOf(values.reminders),
		rrule: repetitionOf(values),
		crm_fields: values.crmRecords,
		...(invited === undefined ? {} : { is_meeting: 'Y', attendees: invited ?? [] }),
		meeting: Object.keys(meeting).length === 0 ? undefined : meeting,
	});
	return withCleared(filled, CLEARED);
}

/**
 * A day as it was given, in whatever zone it begins or ends, such as `2026-12-01T00:00:00Z` of an event that was read;
 * of any other time that in the workflow's zone.
 */
function wholeDay(value: Moment): string {
	return (isDay(value.local) ? value.local : atHome(value)).toISODate() ?? '';
}

/** Whether it is the first moment or the last second of a day in its zone. */
function isDay(local: Moment['local']): boolean {
	return [local.startOf('day'), local.endOf('day').startOf('second')].some(
		(edge) => edge.toMillis() === local.startOf('second').toMillis(),
	);
}

function remindersOf(minutes: readonly string[] | undefined): IDataObject[] | undefined {
	const wrong = minutes?.find((part) => !/^\d{1,9}$/.test(part));
	if (wrong !== undefined)
		throw new InvalidInput(
			`"Reminders" holds "${wrong}", which is no number of minutes`,
			'Write minutes before the start, such as 15, 60.',
		);
	return minutes?.map((part) => ({ type: 'min', count: Number(part) }));
}

function repetitionOf({
	repeat,
	repeatCount,
	repeatDays,
	repeatInterval,
}: EventValues): IDataObject | undefined {
	const more = Object.entries({
		'Repeat Count': repeatCount,
		'Repeat on Days': repeatDays,
		'Repeat Every': repeatInterval,
	}).find(([, value]) => value !== undefined);
	if (repeat === undefined && more !== undefined)
		throw new InvalidInput(`"${more[0]}" requires Repeat`, 'Add Repeat, or remove this field.');
	if (repeat === undefined) return undefined;
	const days = repeatDays?.map((day) => day.toUpperCase());
	const wrong = days?.find((day) => !DAYS.includes(day));
	if (wrong !== undefined)
		throw new InvalidInput(
			`"Repeat on Days" can't be "${wrong}"`,
			`It can hold: ${DAYS.join(', ')}.`,
		);
	return defined({ FREQ: repeat, COUNT: repeatCount, INTERVAL: repeatInterval, BYDAY: days });
}
