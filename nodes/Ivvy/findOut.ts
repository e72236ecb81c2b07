import type { IDataObject } from 'n8n-workflow';
import type { FindOut, RequestSpec } from '../shared/contract/call';
import { SOME_JSON } from '../shared/http/proof';
import { eitherTells, isHeld, isListed } from '../shared/operation/findOut';
import { sqlUtcToIso } from '../shared/text/dates';
import { holdsExactly, readsLike, sameValues } from '../shared/text/sameValues';
import { asNumber, asObject, asText, defined } from '../shared/text/unknownJson';
import { byExternalId, externalIdIn } from './externalId';
import { roomIn, rowsOf } from './paging';
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

/** @param body as it is sent @returns undefined for what iVvy has no list of */
export function isSaved(name: string, body: IDataObject): FindOut | undefined {
	const notes = NOTES[name];
	if (notes !== undefined) return noteIsSaved(notes, body);
	const list = LISTS[name];
	if (list === undefined) return undefined;
	return body.id === undefined ? isNew(list, body) : isChanged(list, body);
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

/** The new record is among those of its name, as far as the user of the key sees those of its assigned user. */
function isNew(list: string, body: IDataObject): FindOut {
	const { name, assignedUserId } = body;
	return {
		creates: true,
		*answers(since) {
			const found: unknown[] = [];
			for (let start = 0; ;) {
				const answer = yield filtered(list, { name }, start);
				const rows = rowsOf(answer);
				if (rows === undefined) return undefined;
				if (rows.some((row) => !readsLike({ name }, row))) return undefined;
				for (const row of rows) {
					const created = Date.parse(asText(createdOf(row)));
					if (Number.isNaN(created)) return undefined;
					if (created >= since && readsLike(compared(body), row)) found.push({ id: row.id });
				}
				start += rows.length;
				if (rows.length === 0 || rows.length < (roomIn(answer) ?? 0)) break;
			}
			if (found.length > 0 || assignedUserId === undefined) return found;
			const [other] = rowsOf(yield filtered(list, { assignedUserId })) ?? [];
			return asNumber(other?.assignedUserId) === asNumber(assignedUserId) ? [] : undefined;
		},
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
 * All notes of a record are listed; of a note with an External ID those with that line, as it was looked for before the
 * note was written, so far as iVvy filters by it. What no row shows is written with the text or not at all.
 */
function noteIsSaved(
	{ list: [namespace, list], text, idNames }: NoteList,
	body: IDataObject,
): FindOut {
	const { id } = body;
	const of = Object.fromEntries(idNames.map((name) => [name, body[name]]));
	const written = { [text]: body[text], isPrivate: body.isPrivate, typeId: body.typeId };
	const notes = (filter: IDataObject | undefined, rows: typeof rowsOf) =>
		isListed({
			isUpdate: id !== undefined,
			page: (start) => ({
				...action(
					namespace,
					list,
					defined({ ...of, filter, perPage: PAGE, start }),
					'read',
					SOME_JSON,
				),
				optional: filter !== undefined,
			}),
			rows,
			goesOn: (answer, page) => page.length >= (roomIn(answer) ?? 0),
			isSorted: false,
			created: id === undefined ? createdOf : modifiedOf,
			isIt: (row) =>
				(id === undefined || asNumber(row.id) === asNumber(id)) && readsLike(written, row),
			answer: (row) => ({ id: row.id }),
		});
	const external = externalIdIn(body[text]);
	if (external === null) return notes(undefined, rowsOf);
	const { filter, isObeyed } = byExternalId(text, external);
	const filteredRows = (answer: unknown) => {
		const rows = rowsOf(answer);
		return rows !== undefined && isObeyed(rows) ? rows : undefined;
	};
	return eitherTells(notes(filter, filteredRows), notes(undefined, rowsOf));
}
