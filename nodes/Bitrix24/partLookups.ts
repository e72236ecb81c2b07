import type { IDataObject } from 'n8n-workflow';
import type { RequestSpec } from '../shared/contract/call';
import { InvalidInput } from '../shared/contract/errors';
import { mayHaveMore, type Lookup, type LookupPage } from '../shared/form/lookups';
import { countOf, recordsOf } from '../shared/operation/paging';
import { asNumber, asObject, asText } from '../shared/text/unknownJson';
import { idAt, listAt } from './answerProofs';
import { stagesIn, stagesRequest } from './task/stages';
import { oldCommentsIn, oldCommentsRequest } from './taskComment/oldComments';
import { resultsIn, resultsRequest } from './taskResult/resultList';
import { method, resultOf } from './vendor';

/** Lists of what hangs on a task or a CRM record, for pickers. */

/** @throws InvalidInput when it is not chosen yet */
function chosen(parameter: (name: string) => unknown, name: string, noun: string): number {
	const id = asNumber(parameter(name));
	if (id === undefined)
		throw new InvalidInput(`Pick the ${noun} first`, 'What can be picked here depends on it.');
	return id;
}

function picked({ id, text, detail }: { id: unknown; text: unknown; detail: string }) {
	const value = asNumber(id);
	if (value === undefined) return undefined;
	const name = asText(text).trim().slice(0, 60) || `#${value}`;
	return { name: detail === '' ? name : `${name} (${detail})`, value };
}

/** From the newest on, each page begins behind the last ID of the one before. */
function behind(lastId: unknown, { at }: LookupPage): number | undefined {
	const last = asNumber(lastId) ?? 0;
	return last > 0 && (at === 0 || last < at) ? last : undefined;
}

export const taskTimes: Lookup = {
	request: (_filter, at, parameter) =>
		method(
			'task.elapseditem.getlist',
			{
				TASKID: chosen(parameter, 'taskId', 'task'),
				ORDER: { ID: 'desc' },
				...(at === 0 ? {} : { FILTER: { '<ID': at } }),
			},
			'read',
			listAt(),
		),
	rows: (body) => recordsOf(resultOf(body)),
	item: ({ ID, COMMENT_TEXT, MINUTES }) =>
		picked({ id: ID, text: COMMENT_TEXT, detail: `${asText(MINUTES)} min` }),
	next: (body, page) => behind(recordsOf(resultOf(body))?.at(-1)?.ID, page),
	filterHere: true,
};

export const taskResults: Lookup = {
	request: (_filter, at, parameter) =>
		resultsRequest(chosen(parameter, 'taskId', 'task'), at === 0 ? [] : [['id', '<', at]]),
	rows: resultsIn,
	item: ({ id, text }) => picked({ id, text, detail: `#${asText(id)}` }),
	next: (body, page) => behind(resultsIn(body)?.at(-1)?.id, page),
	filterHere: true,
};

const LOG_PAGE = 10;

/** Ten a page (docs/contracts/bitrix24.md section 2.7). */
export const timelineLogs: Lookup = {
	request: (_filter, at, parameter): RequestSpec =>
		method(
			'crm.timeline.logmessage.list',
			{
				entityTypeId: chosen(parameter, 'ownerType', 'related record type'),
				entityId: chosen(parameter, 'owner', 'related record'),
				order: { id: 'desc' },
				start: at,
			},
			'read',
			listAt(),
		),
	rows: (body) => recordsOf(resultOf(body)),
	item: ({ id, title, created }) =>
		picked({ id, text: title, detail: asText(created).slice(0, 10) }),
	next: (body, page) =>
		mayHaveMore(page, LOG_PAGE, countOf(asObject(body).total)) ? page.at + page.rows : undefined,
	filterHere: true,
};

export const timelineIcons: Lookup = {
	request: () => method('crm.timeline.icon.list', {}, 'read', listAt('icons')),
	rows: (body) => recordsOf(asObject(resultOf(body)).icons),
	item: ({ code }: IDataObject) =>
		asText(code) === '' ? undefined : { name: asText(code), value: asText(code) },
	next: () => undefined,
	filterHere: true,
};

export const timelineLogos: Lookup = {
	...timelineIcons,
	request: () => method('crm.timeline.logo.list', {}, 'read', listAt('logos')),
	rows: (body) => recordsOf(asObject(resultOf(body)).logos),
};

/** Stages of the workgroup of the form; without one, those of My Planner. */
export const stages: Lookup = {
	request: (_filter, _at, parameter) =>
		stagesRequest(
			['group', 'additionalFields.GROUP_ID', 'updateFields.GROUP_ID', 'filters.GROUP_ID']
				.map((name) => asNumber(parameter(name)))
				.find((id) => id !== undefined) ?? 0,
		),
	rows: stagesIn,
	item: ({ ID, TITLE }) => picked({ id: ID, text: TITLE, detail: '' }),
	next: () => undefined,
	filterHere: true,
};

/** Events of the own calendar in the months around now; an ID is what all else is given by. */
export const calendarEvents: Lookup = {
	before: () => method('user.current', {}, 'read', idAt('ID')),
	request: (_filter, _at, _parameter, me) =>
		method(
			'calendar.event.get',
			{ type: 'user', ownerId: asNumber(asObject(resultOf(me)).ID) ?? 0 },
			'read',
			listAt(),
		),
	rows: (body) => recordsOf(resultOf(body)),
	item: ({ ID, NAME, DATE_FROM }) => picked({ id: ID, text: NAME, detail: asText(DATE_FROM) }),
	next: () => undefined,
	filterHere: true,
};

const OWNERS_OF_CALENDARS: Readonly<Record<string, string>> = { group: 'group', user: 'user' };

/** Calendars of the user, workgroup or company of the form. */
export const calendarSections: Lookup = {
	request(_filter, _at, parameter) {
		const type = asText(parameter('calendar')) || 'user';
		const owner = asNumber(parameter(OWNERS_OF_CALENDARS[type] ?? ''));
		return method(
			'calendar.section.get',
			type === 'user' && owner === undefined ? { type } : { type, ownerId: owner ?? 0 },
			'read',
			listAt(),
		);
	},
	rows: (body) => recordsOf(resultOf(body)),
	item: ({ ID, NAME }) => picked({ id: ID, text: NAME, detail: '' }),
	next: () => undefined,
	filterHere: true,
};

/** Comments of the old task card, from the newest on. */
export const oldTaskComments: Lookup = {
	request: (_filter, at, parameter) =>
		oldCommentsRequest(chosen(parameter, 'taskId', 'task'), at === 0 ? {} : { '<ID': at }),
	rows: oldCommentsIn,
	item: ({ ID, POST_MESSAGE, AUTHOR_NAME }) =>
		picked({ id: ID, text: POST_MESSAGE, detail: asText(AUTHOR_NAME) }),
	next: (body, page) => behind(oldCommentsIn(body)?.at(-1)?.ID, page),
	filterHere: true,
};
