/**
 * Stages of boards and of planners, links between tasks, and calendars of a fresh fake Bitrix24 portal (contract 2.8).
 */

import type { CalendarEvent, CalendarSection, OldComment, Stage } from './bitrix24.records.cts';

const TITLES = ['New', 'In Progress', 'Done'];
const SYSTEM = ['NEW', 'WORK', 'FINISH'];

const stagesOf = (
	type: 'G' | 'U',
	owner: number,
	first: number,
	titles: readonly string[],
): Stage[] =>
	titles.map((TITLE, index) => ({
		ID: String(first + index),
		TITLE,
		SORT: String(100 * (index + 1)),
		COLOR: '00C4FB',
		SYSTEM_TYPE: type === 'G' ? (SYSTEM[index] ?? null) : index === 0 ? 'NEW' : null,
		ENTITY_ID: String(owner),
		ENTITY_TYPE: type,
		ADDITIONAL_FILTER: [],
		TO_UPDATE: [],
		TO_UPDATE_ACCESS: null,
	}));

/**
 * Boards of the workgroups 1 to 3, ids 11 to 39; planner of user 1, ids 51 to 53. Group 2 has two stages of one name.
 */
export function boards() {
	const stages = [
		...[1, 2, 3].flatMap((group) =>
			stagesOf('G', group, group * 10 + 1, group === 2 ? [...TITLES, 'done '] : TITLES),
		),
		...stagesOf('U', 1, 51, ['Not Planned', 'This Week', 'Later']),
	];
	return {
		stages: new Map(stages.map((stage) => [Number(stage.ID), stage])),
		/** boards that the webhook's user may not see */
		hiddenBoards: new Set([3]),
		/** `${from}-${to}` -> kind of the link */
		links: new Map([['3-4', 2]]),
	};
}

/** What a new event of a calendar has before anything is said about it (contract 2.13). */
export const BLANK_EVENT = {
	DELETED: 'N',
	DT_SKIP_TIME: 'N',
	TZ_FROM: 'Europe/Berlin',
	TZ_TO: 'Europe/Berlin',
	DESCRIPTION: '',
	PRIVATE_EVENT: '',
	ACCESSIBILITY: 'busy',
	IMPORTANCE: 'normal',
	IS_MEETING: false,
	MEETING_STATUS: 'H',
	LOCATION: '',
	REMIND: [],
	RRULE: '',
	SECTION_ID: '1',
	UF_CRM_CAL_EVENT: false,
	ATTENDEE_LIST: [],
};

/** Of user 1 twenty events in the first days of 2026, ids 1 to 20, and one tomorrow, 23; of user 2 two, 21 and 22. */
function events(): CalendarEvent[] {
	const first = Date.parse('2026-01-05T09:00:00Z') / 1000;
	const tomorrow = Math.floor(Date.now() / 1000) + 86_400;
	return Array.from({ length: 23 }, (_, index) => {
		const id = String(index + 1);
		const owner = index < 20 || index === 22 ? '1' : '2';
		const start = index === 22 ? tomorrow : first + index * 86_400;
		return {
			...BLANK_EVENT,
			ID: id,
			PARENT_ID: id,
			CAL_TYPE: 'user',
			OWNER_ID: owner,
			NAME: `Event ${id}`,
			DATE_FROM: '01/05/2026 10:00:00 am',
			DATE_TO: '01/05/2026 11:00:00 am',
			DATE_FROM_TS_UTC: String(start),
			DATE_TO_TS_UTC: String(start + 3600),
			CREATED_BY: owner,
			MEETING_HOST: owner,
		};
	});
}

const section = (
	ID: string,
	CAL_TYPE: string,
	OWNER_ID: string,
	NAME: string,
): CalendarSection => ({ ID, CAL_TYPE, OWNER_ID, NAME });
const SECTIONS = [
	section('1', 'user', '1', 'My Calendar'),
	section('2', 'user', '1', 'Trips'),
	section('3', 'user', '2', 'My Calendar'),
	section('4', 'group', '1', 'Group Calendar'),
	section('5', 'company_calendar', '0', 'Company Calendar'),
];

export function calendars() {
	return {
		events: new Map(events().map((event) => [Number(event.ID), event])),
		sections: new Map(SECTIONS.map((one) => [Number(one.ID), { ...one }])),
		blankEvent: BLANK_EVENT,
	};
}

/** Tasks 1 and 3 have 60 and 2 comments of the old card, ids 701 to 762, each second one of user 1. */
export function oldComments(): Map<number, OldComment> {
	const said: OldComment[] = Array.from({ length: 62 }, (_, index) => ({
		taskId: index < 60 ? 1 : 3,
		POST_MESSAGE_HTML: null,
		ID: String(701 + index),
		AUTHOR_ID: String(1 + (index % 2)),
		AUTHOR_NAME: 'Boris Fischer',
		AUTHOR_EMAIL: '',
		POST_DATE: '2025-07-15T14:31:00+02:00',
		POST_MESSAGE: `Comment ${index}`,
		ATTACHED_OBJECTS: {},
	}));
	return new Map(said.map((one) => [Number(one.ID), one]));
}
