import type { IDataObject } from 'n8n-workflow';
import type { FindOut, RequestSpec } from '../shared/contract/call';
import { SOME_JSON } from '../shared/http/proof';
import { eitherTells, isHeld, isListed } from '../shared/operation/findOut';
import { sqlUtcToIso } from '../shared/text/dates';
import { hasReference } from '../shared/text/referenceLine';
import { holdsExactly, readsLike, sameValues } from '../shared/text/sameValues';
import { asNumber, asObject, asText, defined } from '../shared/text/unknownJson';
import { byExternalId, textsOf } from './externalId';
import { isLastPage, lastStart, rowsOf } from './paging';
import { action } from './vendor';

/**
 * How it is found out whether a record was saved. Lists can't be sorted, and no page says by which fields of activities
 * and tasks they can be filtered (docs/contracts/ivvy.md sections 5 and 6.3): what comes back shows whether a filter
 * was obeyed. Where it was not, nothing is known.
 */

const LISTS: Readonly<Record<string, string>> = {
	addOrUpdateActivity: 'getActivityList',
	addOrUpdateTask: 'getTaskList',
};
/** The list that shows a note again, how it calls the text and the IDs of the record. */
interface NoteList {
	readonly list: readonly [namespace: string, name: string];
	readonly text: string;
	readonly idNames: readonly string[];
}

const NOTES: Readonly<Record<string, NoteList>> = {
	addOrUpdateBookingNote: {
		list: ['venue', 'getBookingNoteList'],
		text: 'description',
		idNames: ['bookingId', 'venueId'],
	},
	addOrUpdateCompanyNote: {
		list: ['contact', 'getCompanyNoteList'],
		text: 'noteText',
		idNames: ['companyId'],
	},
	addOrUpdateContactNote: {
		list: ['contact', 'getContactNoteList'],
		text: 'noteText',
		idNames: ['contactId'],
	},
	addOrUpdateLeadNote: { list: ['crm', 'getLeadNoteList'], text: 'note', idNames: ['leadId'] },
	addOrUpdateOpportunityNote: {
		list: ['crm', 'getOpportunityNoteList'],
		text: 'note',
		idNames: ['leadId', 'venueId'],
	},
};

const PAGE = 100;
/** Says which record it is, and what no row shows: a purpose is told by its name (docs/contracts/ivvy.md section 8). */
const UNCOMPARED = ['id', 'purposeId'];

/**
 * @param body as it is sent
 * @param external the External ID that is kept in it
 * @returns undefined for what iVvy has no list of
 */
export function isSaved(name: string, body: IDataObject, external?: string): FindOut | undefined {
	const notes = NOTES[name];
	if (notes !== undefined) return noteIsSaved(notes, body, external);
	const list = LISTS[name];
	if (list === undefined) return undefined;
	return body.id === undefined ? isNew(list, body, external) : isChanged(list, body);
}

/** Descriptions are HTML (section 6.1). */
const WRITTEN = { texts: ['name', 'location'], html: ['description'] };

const createdOf = ({ createdDate }: IDataObject) => sqlUtcToIso(createdDate);
const modifiedOf = ({ modifiedDate }: IDataObject) => sqlUtcToIso(modifiedDate);

function compared(body: IDataObject): IDataObject {
	return Object.fromEntries(Object.entries(body).filter(([name]) => !UNCOMPARED.includes(name)));
}

function filtered(list: string, filter: IDataObject, start = 0): RequestSpec {
	return action('crm', list, { perPage: PAGE, start, filter }, 'read', SOME_JSON);
}

/** The list that shows a new record, and how the record is known. */
interface NewRecord {
	readonly page: (more: object) => RequestSpec;
	/** What finds it quickly, if iVvy filters by it; left out, the list is read. */
	readonly filter?: IDataObject;
	/** Whether it was obeyed. */
	readonly isObeyed?: (rows: readonly IDataObject[]) => boolean;
	readonly isIt: (row: IDataObject) => boolean;
	/** It is known by its External ID, which no other record has. */
	readonly isExternal: boolean;
}

/**
 * A new record: one that the filter finds is there. That it finds none says nothing, so the list itself is read before
 * the record counts as not made.
 */
function isMade({ page, filter, isObeyed = () => true, isIt, isExternal }: NewRecord): FindOut {
	const found = (rows: readonly IDataObject[] | undefined, since: number) => {
		const own = rows?.filter(isIt).map((row) => ({ id: row.id, at: madeAt(row) }));
		if (own === undefined || own.some(({ at }) => Number.isNaN(at))) return undefined;
		const made = own.filter(({ at }) => at >= since);
		// Another record has the External ID already.
		if (isExternal && made.length === 0 && own.length > 0) return undefined;
		return made.map(({ id }) => ({ id }));
	};
	const secondLook: FindOut['answers'] = function* (since) {
		return found(yield* rowsSince(page, since), since);
	};
	if (filter === undefined) return { creates: true, answers: secondLook };
	return {
		creates: true,
		*answers(since) {
			const answer = yield { ...page({ filter, start: 0 }), optional: true };
			const rows = rowsOf(answer);
			if (rows === undefined || !isObeyed(rows) || !isLastPage(answer))
				return yield* secondLook(since);
			return found(rows, since);
		},
		secondLook,
	};
}

const madeAt = (row: IDataObject) => Date.parse(asText(createdOf(row)));

/** So many pages of a list are read, and so many of its end. */
const MOST_PAGES = 20;
const PAGES_OF_END = 4;

/**
 * The rows of a list among which are all that were made since. Lists can't be sorted: where both ends of one show that
 * it is in the order in which its rows were made, they are enough; otherwise it is read as a whole.
 * @returns undefined where it is too long for that, or no list
 */
function* rowsSince(page: NewRecord['page'], since: number): SomeRows {
	const first = yield page({ start: 0 });
	const begin = rowsOf(first);
	if (begin === undefined || isLastPage(first)) return begin;
	const start = lastStart(first);
	if (start > begin.length) {
		const end = yield* rowsFrom(page, start, PAGES_OF_END);
		const order = orderOf([...begin, ...(end ?? [])].map(madeAt));
		if (end?.some((row) => madeAt(row) < since) === true && order === 'rising') return end;
		if (begin.some((row) => madeAt(row) < since) && order === 'falling') return begin;
	}
	const rest = yield* rowsFrom(page, begin.length, MOST_PAGES - 1);
	return rest === undefined ? undefined : [...begin, ...rest];
}

type SomeRows = Generator<RequestSpec, readonly IDataObject[] | undefined, unknown>;

/** The rows of a list from one to the end. @returns undefined where they are on more pages than are read, or none */
function* rowsFrom(page: NewRecord['page'], start: number, most: number): SomeRows {
	const rows: IDataObject[] = [];
	for (let pages = 0; pages < most; pages++) {
		const at = start + rows.length;
		const answer = yield page({ start: at });
		const more = rowsOf(answer);
		if (more === undefined) return undefined;
		rows.push(...more);
		if (isLastPage(answer, at)) return rows;
	}
	return undefined;
}

/** The order of numbers; undefined where they have none, or are all the same. */
function orderOf(times: readonly number[]): 'rising' | 'falling' | undefined {
	const [first] = times;
	const last = times[times.length - 1];
	const follow = (isSo: (one: number, next: number) => boolean) =>
		times.every((time, at) => at === 0 || isSo(times[at - 1], time));
	if (first < last && follow((one, next) => one <= next)) return 'rising';
	return first > last && follow((one, next) => one >= next) ? 'falling' : undefined;
}

/** It is among those of its name or External ID, as far as the key's user sees those of its assigned user. */
function isNew(list: string, body: IDataObject, external: string | undefined): FindOut {
	const { name, assignedUserId } = body;
	const known = byName(name, compared(body));
	const made = isMade({
		page: (more) => action('crm', list, { perPage: PAGE, ...more }, 'read', SOME_JSON),
		...(external === undefined ? known : byReference('description', external)),
	});
	return {
		...made,
		*secondLook(since) {
			const found = yield* (made.secondLook ?? made.answers)(since);
			if (found?.length !== 0 || assignedUserId === undefined) return found;
			const [other] = rowsOf(yield filtered(list, { assignedUserId })) ?? [];
			return asNumber(other?.assignedUserId) === asNumber(assignedUserId) ? [] : undefined;
		},
	};
}

function byName(name: IDataObject[string], written: IDataObject) {
	return {
		filter: { name },
		isObeyed: (rows: readonly IDataObject[]) => rows.every((row) => readsLike({ name }, row)),
		isIt: (row: IDataObject) => readsLike(written, row),
		isExternal: false,
	};
}

/** People may have edited the rest of it meanwhile. */
function byReference(key: string, id: string) {
	return {
		...byExternalId(key, id),
		isIt: (row: IDataObject) => textsOf(row[key]).some((text) => hasReference(text, id)),
		isExternal: true,
	};
}

/** @returns undefined for a record that is not in the answer */
function rowWithId(answer: unknown, id: unknown): IDataObject | undefined {
	return rowsOf(answer)?.find((row) => asNumber(row.id) === asNumber(id));
}

/** How a saved record is read again. */
export function presentIn(list: string, toPortable: (row: IDataObject) => IDataObject) {
	return {
		read: (id: string): RequestSpec => filtered(list, { id: asNumber(id) }),
		portable(answer: unknown, { body }: RequestSpec): IDataObject | undefined {
			const row = rowWithId(answer, asObject(asObject(body).filter).id);
			return row === undefined ? undefined : toPortable(row);
		},
	};
}

/** Records with a name, as far as iVvy filters by it. */
export function* recordsNamed(
	list: string,
	name: string,
): Generator<RequestSpec, readonly IDataObject[], unknown> {
	return rowsOf(yield filtered(list, { name })) ?? [];
}

function isChanged(list: string, body: IDataObject): FindOut {
	const { id } = body;
	const rowIn = (answer: unknown) => rowWithId(answer, id);
	return isHeld({
		read: filtered(list, { id }),
		holds(answer) {
			const row = rowIn(answer);
			// An empty list is an answer to the question; another record shows that the question was ignored.
			if (row === undefined) return rowsOf(answer)?.length === 0 ? false : undefined;
			const is = sameValues(compared(body), row, WRITTEN);
			return is === true && 'purposeId' in body ? undefined : is;
		},
		isSame(answer) {
			const row = rowIn(answer);
			return (
				row !== undefined && !('purposeId' in body) && holdsExactly(compared(body), row, WRITTEN)
			);
		},
		changed: (answer) => modifiedOf(rowIn(answer) ?? {}),
		// No row shows priority and purpose, which are written with the others or not at all.
		isOwnChange(answer) {
			const row = rowIn(answer) ?? {};
			return Object.keys(compared(body)).some((name) => row[name] !== undefined);
		},
		answer: () => ({ id }),
	});
}

/**
 * All notes of a record are listed; of a note with an External ID first those with that line, as it was looked for
 * before the note was written. What no row shows is written with the text or not at all.
 */
function noteIsSaved(
	{ list: [namespace, list], text, idNames }: NoteList,
	body: IDataObject,
	external: string | undefined,
): FindOut {
	const of = Object.fromEntries(idNames.map((name) => [name, body[name]]));
	const written = { [text]: body[text], isPrivate: body.isPrivate, typeId: body.typeId };
	const page = (more: object) =>
		action(namespace, list, { ...of, perPage: PAGE, ...more }, 'read', SOME_JSON);
	const isIt = (row: IDataObject) => readsLike(written, row);
	if (body.id === undefined)
		return isMade({
			page,
			...(external === undefined ? { isIt, isExternal: false } : byReference(text, external)),
		});
	const isChanged = (filter: IDataObject | undefined, rows: typeof rowsOf) =>
		isListed({
			isUpdate: true,
			page: (start) => ({ ...page(defined({ filter, start })), optional: filter !== undefined }),
			rows,
			goesOn: (answer, _rows, read) => !isLastPage(answer, read),
			isSorted: false,
			created: modifiedOf,
			isIt: (row) => asNumber(row.id) === asNumber(body.id) && isIt(row),
			answer: ({ id }) => ({ id }),
		});
	const whole = isChanged(undefined, rowsOf);
	if (external === undefined) return whole;
	const { filter, isObeyed } = byExternalId(text, external);
	const filteredRows = (answer: unknown) => {
		const rows = rowsOf(answer);
		return rows !== undefined && isObeyed(rows) ? rows : undefined;
	};
	return {
		...eitherTells(isChanged(filter, filteredRows), whole),
		secondLook: whole.answers,
	};
}
