import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';
import type { RequestSpec } from '../../shared/contract/call';
import { isLastForSure, listIn, repeats } from '../../shared/operation/paging';
import { isoUtc, sqlUtcToIso } from '../../shared/text/dates';
import { asText } from '../../shared/text/unknownJson';
import { readOn, type ListPage, type ListPart, type LongList } from '../../shared/trigger/longList';
import {
	changeOf,
	doneUpTo,
	isAfter,
	isTime,
	know,
	roomIn,
	type Polled,
	type PollState,
} from '../../shared/trigger/polling';
import type { Reading } from '../../shared/trigger/pollRun';
import { listed, listRows, roomIn as roomOnPage, rowsOf, totalOf } from '../paging';
import { action, ROWS } from '../vendor';

export type ChangeList = 'getActivityList' | 'getTaskList';

const PAGE = 100;
/**
 * iVvy's lists are in no order of time, and records change while they are read. So what has changed
 * up to a moment is read whole, over as many polls as it takes, and later changes wait for the next
 * time, unless this one is soon over. iVvy refuses calls of a server whose clock is off (docs/contracts/ivvy.md
 * section 4.2): a moment so far back lies in the past for both.
 */
const SETTLED = { minutes: 15 };

export function polled(row: IDataObject): Polled {
	const created = asText(sqlUtcToIso(row.createdDate));
	const modified = asText(sqlUtcToIso(row.modifiedDate)) || created;
	return { id: asText(row.id), created, modified, content: row };
}

/** A few records, for a test of the trigger. */
export function sample(
	list: ChangeList,
	limit: number,
): Generator<RequestSpec, IDataObject[], unknown> {
	return listRows('crm', list, {}, limit);
}

/**
 * Where the trigger begins: what has changed of late is known. Where iVvy can't be asked for that, it
 * begins at the present moment by the clock of this server.
 */
export function* begin(list: ChangeList): Generator<RequestSpec, PollState, unknown> {
	const now = isoOf(DateTime.utc());
	const until = settled();
	const recent = new RecentChanges(list, until);
	const first = yield* recent.page(0);
	if (recent.isWhole) return { since: now, done: now, known: {} };
	const rows = first.isLast
		? first.rows
		: yield* listRows('crm', list, { filter: recent.filter }, Infinity);
	return know({ since: until, done: until, known: {} }, rows.map(polled));
}

/**
 * What has changed since, in the order of the list: first what changed up to some minutes ago, and
 * where that is read to its end, what is later. Of that only so much is handed out as can be
 * remembered until it is some minutes old, too.
 */
export function* changes(list: ChangeList, state: PollState): Reading {
	const { done, place } = state;
	const until = asText(place?.until) || (isAfter(settled(), done) ? settled() : done);
	const isWhole = place?.isWhole === true;
	const settling = new RecentChanges(list, done, until, isWhole);
	const later: IDataObject[] = [];
	for (const reading = readOn(settling, place); ;) {
		const step = yield* nextPart(reading);
		if (step === undefined) break;
		const rows = step.rows.filter((row) => isSettled(polled(row), until));
		if (settling.isWhole) later.push(...step.rows.filter((row) => !isSettled(polled(row), until)));
		yield { rows, place: { ...step.place, until, isWhole: settling.isWhole } };
	}
	yield { rows: [], upTo: until };
	const after = doneUpTo(state, until);
	const room = roomIn(after);
	const news = (rows: readonly IDataObject[]) =>
		rows.filter((row) => changeOf(after, polled(row)) !== undefined);
	let fresh = news(later);
	if (!settling.isWhole) {
		const recent = new RecentChanges(list, until);
		for (const reading = readOn(recent, undefined); fresh.length < room;) {
			const step = yield* nextPart(reading);
			if (step === undefined) break;
			fresh = [...fresh, ...news(step.rows)];
		}
	}
	yield { rows: fresh.slice(0, room), isPart: true };
}

/** A time that can't be read is not settled: such a record has to be remembered itself. */
function isSettled({ modified }: Polled, until: string): boolean {
	return isTime(modified) && !isAfter(modified, until);
}

/** Makes calls until there is a part of the list. @returns undefined at its end */
function* nextPart(
	reading: Generator<RequestSpec | ListPart, void, unknown>,
): Generator<RequestSpec, ListPart | undefined, unknown> {
	let step = reading.next();
	while (step.done !== true) {
		const { value } = step;
		if ('rows' in value) return value;
		step = reading.next(yield value);
	}
	return undefined;
}

/**
 * A list by the date of change. Whether the lists can be filtered by it is not documented (section
 * 13): where that is refused or ignored, it is the whole list.
 */
class RecentChanges implements LongList {
	readonly size = PAGE;
	readonly isAligned = false;
	readonly filter: Readonly<Record<string, string>>;

	constructor(
		private readonly list: ChangeList,
		private readonly from: string,
		private readonly to?: string,
		/** The filter is refused or ignored. */
		public isWhole = false,
	) {
		this.filter = {
			modifiedDate__GREATERTHAN: sqlOf(from),
			...(to === undefined ? {} : { modifiedDate__LESSTHAN: sqlOf(to) }),
		};
	}

	*page(start: number): Generator<RequestSpec, ListPage, unknown> {
		const body = yield* this.answer(start);
		const rows = listIn(rowsOf(body), listed(this.list), body);
		const total = totalOf(body);
		if (rows.some((row) => this.isOutside(polled(row).modified))) this.isWhole = true;
		const position = start + rows.length;
		return { rows, total, isLast: isLastForSure({ rows, position }, roomOnPage(body) ?? 0, total) };
	}

	private *answer(start: number): Generator<RequestSpec, unknown, unknown> {
		const page = { perPage: PAGE, start };
		if (!this.isWhole) {
			const filtered = { ...page, filter: this.filter };
			const body = yield {
				...action('crm', this.list, filtered, 'read', ROWS),
				optional: start === 0,
			};
			if (body !== undefined) return body;
			this.isWhole = true;
		}
		return yield action('crm', this.list, page, 'read', ROWS);
	}

	private isOutside(modified: string): boolean {
		return (
			isTime(modified) &&
			(isAfter(sqlIso(this.from), modified) ||
				(this.to !== undefined && isAfter(modified, this.to)))
		);
	}

	idOf(row: IDataObject): string {
		return asText(row.id);
	}

	repeats(): Error {
		return repeats(listed(this.list));
	}
}

function settled(): string {
	return isoOf(DateTime.utc().minus(SETTLED));
}

function isoOf(moment: DateTime): string {
	return isoUtc(moment) ?? '';
}

/** Whole seconds, as filters know no more. */
function sqlOf(moment: string): string {
	return moment.slice(0, 19).replace('T', ' ');
}

function sqlIso(moment: string): string {
	return `${moment.slice(0, 19)}Z`;
}
