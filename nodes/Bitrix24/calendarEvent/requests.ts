import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';
import type { Problem, RequestSpec } from '../../shared/contract/call';
import { about, anId, NUMBER, unless } from '../../shared/http/proof';
import { isAdded } from '../../shared/operation/findOut';
import { recordsOf } from '../../shared/operation/paging';
import { readsLike } from '../../shared/text/sameValues';
import {
	asArray,
	asNumber,
	asObject,
	asText,
	defined,
	isObject,
} from '../../shared/text/unknownJson';
import { idAt, listAt } from '../answerProofs';
import { MAY_NOT_SEE } from '../methodErrors';
import { method, resultOf } from '../vendor';

const NO_EVENT: Problem = {
	kind: 'missing',
	title: 'The event does not exist',
	field: ['eventId'],
	advice: MAY_NOT_SEE,
};

/** False or something empty in place of a record: what an event that is gone gives is not documented. */
function isNothing(result: unknown): boolean {
	if (result === false || result === '') return true;
	if (Array.isArray(result)) return asArray(result).length === 0;
	return isObject(result) && Object.keys(asObject(result)).length === 0;
}

export function readEvent(id: number): RequestSpec {
	const proof = unless(
		(body) =>
			isObject(body) && 'result' in body && isNothing(resultOf(body)) ? NO_EVENT : undefined,
		anId(NUMBER, (body) => asObject(resultOf(body)).ID, 'the event'),
	);
	return method('calendar.event.getbyid', { id }, 'read', about(id, proof));
}

/** A changed event answers its ID, one of a series an object with it (docs/contracts/bitrix24.md section 2.13). */
export const EVENT_CHANGED = anId(
	NUMBER,
	(body) => {
		const result = resultOf(body);
		return isObject(result) ? result.id : result;
	},
	'the ID of the event',
);

const EVENT_MADE = idAt();

/** The first and the last day of a list of events. */
interface Days {
	readonly from?: string;
	readonly to?: string;
}

/** Events of a calendar in a period; without days from a month ago to three months from now (section 2.13). */
export function eventsRequest(
	calendar: IDataObject,
	{ from, to }: Days,
	section?: readonly number[],
): RequestSpec {
	return method(
		'calendar.event.get',
		defined({ ...calendar, from, to, section }),
		'read',
		listAt(),
	);
}

export const eventsIn = (body: unknown) => recordsOf(resultOf(body));

/**
 * A new event. Events tell no time at which they were made, so those of its days are read before it is, and one that
 * is not among them is new. Who may not read the calendar does without.
 * @param sent as calendar.event.add takes it
 */
export function* made(
	calendar: IDataObject,
	sent: IDataObject,
): Generator<RequestSpec, unknown, unknown> {
	const day = (value: unknown, days: number) =>
		DateTime.fromISO(asText(value), { setZone: true }).plus({ days }).toFormat('yyyy-MM-dd');
	const read = eventsRequest(calendar, { from: day(sent.from, -1), to: day(sent.to, 1) });
	const before = yield { ...read, mayBeDenied: true };
	const startsThen = ({ DATE_FROM_TS_UTC: seconds }: IDataObject) =>
		sent.skip_time === 'Y' ||
		asNumber(seconds) === Math.floor(Date.parse(asText(sent.from)) / 1000);
	const findOut = isAdded(before, {
		read,
		rows: eventsIn,
		id: ({ ID }) => ID,
		isIt: (event) => readsLike({ NAME: sent.name }, event) && startsThen(event),
		answer: ({ ID }) => ({ result: asNumber(ID) }),
	});
	const add = method('calendar.event.add', { ...calendar, ...sent }, 'write', EVENT_MADE);
	return resultOf(yield { ...add, findOut });
}
