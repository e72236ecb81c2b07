/** calendar.* of the fake Bitrix24 (contract 2.13). Every refusal has an empty code. */
import { coded, integer, isMap, isOneOf, moment, only, whole } from './bitrix24.answers.cts';
import type { Context, Methods, Params } from './bitrix24.portal.cts';

const refused = (text: string) => coded('', text);
const ADMIN = 1;
const TYPES = ['user', 'group', 'company_calendar'];
const NAMES = [
	'type',
	'ownerId',
	'from',
	'to',
	'from_ts',
	'to_ts',
	'section',
	'auto_detect_section',
	'name',
	'skip_time',
	'timezone_from',
	'timezone_to',
	'description',
	'color',
	'text_color',
	'accessibility',
	'importance',
	'private_event',
	'rrule',
	'is_meeting',
	'location',
	'remind',
	'attendees',
	'meeting',
	'crm_fields',
];
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const isNone = (value: unknown) => value === undefined || value === null || value === '';
const listOf = (value: unknown) => (value ?? []) as unknown[];
const ONE_OF = {
	accessibility: ['busy', 'absent', 'quest', 'free'],
	importance: ['high', 'normal', 'low'],
	private_event: ['Y', 'N'],
	skip_time: ['Y', 'N'],
	is_meeting: ['Y', 'N'],
	auto_detect_section: ['Y', 'N'],
};

function needed(params: Params, names: readonly string[], method: string) {
	for (const name of names)
		if (isNone(params[name]))
			throw refused(`The required parameter "${name}" for the method "${method}" is not set`);
}

/** Whose calendar it is; a user's own, or any for the administrator. */
function calendar({ type, ownerId }: Params, { portal, caller }: Context) {
	const owner = integer(ownerId);
	const known =
		(type === 'company_calendar' && owner === 0) ||
		(type === 'user' && portal.store.users.has(owner)) ||
		(type === 'group' && portal.store.groups.has(owner));
	if (!isOneOf(type, TYPES) || !known) throw refused('Access denied');
	if (type === 'user' && owner !== caller.userId && caller.userId !== ADMIN)
		throw refused('Access denied');
	return { CAL_TYPE: type, OWNER_ID: String(owner) };
}

function secondsOf(value: unknown, allDay: boolean) {
	const at = allDay
		? DAY.test(String(value))
			? Date.parse(`${value}T00:00:00Z`)
			: undefined
		: moment(value);
	if (at === undefined) throw refused('An error occurred while creating the event');
	return String(Math.floor(at / 1000));
}

function checked(params: Params, { portal }: Context) {
	for (const [name, values] of Object.entries(ONE_OF))
		if (params[name] !== undefined && !isOneOf(params[name], values))
			throw refused(`Invalid value for the parameter "${name}"`);
	for (const name of ['name', 'description', 'location'])
		if (params[name] !== undefined && typeof params[name] !== 'string')
			throw refused(`Invalid value for the parameter "${name}"`);
	if (params.crm_fields !== undefined && !Array.isArray(params.crm_fields))
		throw refused('The list of event links to CRM must be an array');
	if (params.section !== undefined && !portal.store.sections.has(integer(params.section)))
		throw refused(
			'You specified an invalid calendar section ID or the user does not have access to it',
		);
	const unknownGuest = listOf(params.attendees).some((id) => !portal.store.users.has(integer(id)));
	const badReminder = listOf(params.remind).some(
		(one) =>
			!isMap(one) || !isOneOf(one.type, ['min', 'hour', 'day']) || !(integer(one.count) >= 0),
	);
	if (unknownGuest || badReminder) throw refused('An error occurred while creating the event');
}

/** What is stored of what was sent. */
function stored(params: Params) {
	const allDay = params.skip_time === 'Y';
	const meeting = params.meeting as Params | undefined;
	const taken = {
		NAME: params.name,
		DESCRIPTION: params.description,
		LOCATION: params.location,
		ACCESSIBILITY: params.accessibility,
		IMPORTANCE: params.importance,
		PRIVATE_EVENT: params.private_event,
		REMIND: params.remind,
		RRULE: params.rrule,
		UF_CRM_CAL_EVENT: params.crm_fields,
		// Settings that are left out are off from then on, and whoever was asked again is asked once.
		MEETING:
			meeting === undefined
				? undefined
				: {
						NOTIFY: meeting.notify ?? false,
						REINVITE: false,
						ALLOW_INVITE: meeting.allow_invite ?? false,
						HIDE_GUESTS: meeting.hide_guests ?? false,
					},
		SECTION_ID: params.section === undefined ? undefined : String(params.section),
		...(params.from === undefined
			? {}
			: {
					DT_SKIP_TIME: params.skip_time ?? 'N',
					DATE_FROM_TS_UTC: secondsOf(params.from, allDay),
					DATE_TO_TS_UTC: secondsOf(params.to, allDay),
				}),
		...(params.is_meeting === 'Y'
			? {
					IS_MEETING: true,
					ATTENDEE_LIST: listOf(params.attendees).map((id) => ({ id: whole(id), status: 'Q' })),
				}
			: {}),
	};
	return Object.fromEntries(Object.entries(taken).filter(([, value]) => value !== undefined));
}

function add(params: Params, context: Context) {
	only(params, NAMES, refused);
	needed(params, ['type', 'ownerId', 'name', 'from', 'to'], 'calendar.event.add');
	const place = calendar(params, context);
	checked(params, context);
	const { portal, caller } = context;
	const id = portal.nextId();
	portal.store.events.set(id, {
		...portal.store.blankEvent,
		ID: String(id),
		PARENT_ID: String(id),
		...place,
		CREATED_BY: String(caller.userId),
		MEETING_HOST: String(caller.userId),
		...stored(params),
	});
	context.wrote(id, params);
	return { result: id };
}

function eventOf({ id }: Params, { portal }: Context) {
	return portal.store.events.get(integer(id));
}

function update(params: Params, context: Context) {
	only(params, ['id', 'host', 'recurrence_mode', 'current_date_from', ...NAMES], refused);
	needed(params, ['id', 'type', 'ownerId', 'name'], 'calendar.event.update');
	const place = calendar(params, context);
	const event = eventOf(params, context);
	const host = whole(params.host ?? context.caller.userId);
	if (
		event?.CAL_TYPE !== place.CAL_TYPE ||
		event.OWNER_ID !== place.OWNER_ID ||
		host !== Number(event.MEETING_HOST)
	)
		throw refused('Access denied.');
	checked(params, context);
	Object.assign(event, stored(params));
	context.wrote(Number(event.ID), params);
	return { result: Number(event.ID) };
}

/** What an event that is gone gives is not documented: nothing. */
function getById(params: Params, context: Context) {
	only(params, ['id'], refused);
	needed(params, ['id'], 'calendar.event.getbyid');
	return { result: eventOf(params, context) ?? [] };
}

const MONTH = 30 * 86_400;

function get(params: Params, context: Context) {
	only(params, ['type', 'ownerId', 'from', 'to', 'section'], refused);
	needed(params, ['type', 'ownerId'], 'calendar.event.get');
	const place = calendar(params, context);
	const now = Date.now() / 1000;
	const days = { from: now - MONTH, to: now + 3 * MONTH };
	for (const name of ['from', 'to'] as const)
		if (params[name] !== undefined) {
			if (!DAY.test(String(params[name]))) throw refused('Access denied');
			days[name] = Date.parse(`${params[name]}T00:00:00Z`) / 1000 + (name === 'to' ? 86_400 : 0);
		}
	const found = [...context.portal.store.events.values()].filter(
		(event) =>
			event.CAL_TYPE === place.CAL_TYPE &&
			event.OWNER_ID === place.OWNER_ID &&
			Number(event.DATE_FROM_TS_UTC) < days.to &&
			Number(event.DATE_TO_TS_UTC) >= days.from &&
			(params.section === undefined ||
				listOf(params.section).map(String).includes(event.SECTION_ID)),
	);
	return { result: found };
}

function remove(params: Params, context: Context) {
	only(params, ['id'], refused);
	if (isNone(params.id)) throw refused('Event id not specified');
	if (!context.portal.store.events.delete(integer(params.id)))
		throw refused('An error occurred while deleting the event');
	context.wrote(whole(params.id), undefined);
	return { result: true };
}

function sections(params: Params, context: Context) {
	only(params, ['type', 'ownerId'], refused);
	const place = calendar({ ownerId: context.caller.userId, ...params }, context);
	return {
		result: [...context.portal.store.sections.values()].filter(
			({ CAL_TYPE, OWNER_ID }) => CAL_TYPE === place.CAL_TYPE && OWNER_ID === place.OWNER_ID,
		),
	};
}

/** What these have done can be read afterwards, so that a lost answer can be found out. */
export const SHOWN: Methods = {
	'calendar.event.add': add,
	'calendar.event.update': update,
	'calendar.event.delete': remove,
};

export const METHODS: Methods = {
	...SHOWN,
	'calendar.event.getbyid': getById,
	'calendar.event.get': get,
	'calendar.section.get': sections,
};
