import type { IDataObject } from 'n8n-workflow';
import type { RequestSpec } from '../shared/contract/call';
import type { RecordSearch } from '../shared/contract/people';
import { externalIdInText, externalIdSearch } from '../shared/form/externalId';
import { SOME_JSON } from '../shared/http/proof';
import { listIn, type Rows } from '../shared/operation/paging';
import { recordWithReference } from '../shared/operation/referencedRecord';
import { plainText } from '../shared/text/html';
import {
	keptReference,
	referenceKey,
	searchable,
	splitReference,
	withHtmlReference,
} from '../shared/text/referenceLine';
import { asNumber, asText, defined, withoutNulls } from '../shared/text/unknownJson';
import {
	isLastPage,
	lastStart,
	listed,
	listRows,
	LOOKED_THROUGH,
	PAGE,
	rowOf,
	rowsOf,
} from './paging';
import { action } from './vendor';

/**
 * iVvy's activities, tasks and notes have no field for an External ID
 * (docs/contracts/ivvy.md sections 6.1, 7.1 and 10): it is the last line of their text.
 */
export const externalId = externalIdInText(
	'Description',
	`Where iVvy does not filter by it, the first ${LOOKED_THROUGH.toLocaleString('en')} records are looked through.`,
);

/** Activities or tasks. */
type ListName = 'getActivityList' | 'getTaskList';

/** A text of iVvy, as it is kept and without tags. */
export const textsOf = (text: unknown) => [asText(text), plainText(asText(text))];

/** The External ID that a text of iVvy keeps; null where it keeps none. */
export function externalIdIn(text: unknown): string | null {
	return (
		textsOf(text)
			.map((one) => splitReference(one).externalId)
			.find((id) => id !== null) ?? null
	);
}

/** The key of the records that items with one External ID change. */
export function externalKey(id: string | undefined): unknown[] {
	return id === undefined ? [] : [['external', referenceKey(id)]];
}

/**
 * The activity or task that was made with an External ID. No page says whether the lists can be filtered by the
 * description (section 5): what comes back shows whether they were; else the list is looked through.
 */
export function recordFrom(
	list: ListName,
	id: string,
): Generator<RequestSpec, IDataObject | undefined, unknown> {
	return recordWithReference(id, {
		...listed(list),
		most: LOOKED_THROUGH,
		texts: ({ description }) => textsOf(description),
		rows: (isIt) => likelyRows(['crm', list], { key: 'description', id, isIt }),
	});
}

interface Likely {
	/** Where rows have the text. */
	readonly key: string;
	readonly id: string;
	readonly isIt: (row: IDataObject) => boolean;
	/** What the list wants beside the filter. */
	readonly of?: Readonly<Record<string, number>>;
}

/**
 * The filter for rows whose text may hold an External ID, and whether a list has obeyed it.
 * @param key where rows have the text
 */
export function byExternalId(key: string, id: string) {
	return byPart(key, searchable(id));
}

function byPart(key: string, part: string) {
	return {
		filter: { [`${key}__CONTAINS`]: part },
		isObeyed: (rows: readonly IDataObject[]) =>
			rows.every((row) =>
				textsOf(row[key]).some((text) => text.toLowerCase().includes(part.toLowerCase())),
			),
	};
}

/**
 * The rows of a list whose text holds an External ID; all of them where the list refuses or ignores the filter, or has
 * shown that it finds nothing by it. Whether the filter works is tried once a run, with a text of a row that is there.
 */
export function* likelyRows(
	[namespace, name]: readonly [namespace: string, name: string],
	{ key, id, isIt, of = {} }: Likely,
): Rows {
	const page = (more: object) =>
		action(namespace, name, { ...of, perPage: PAGE, start: 0, ...more }, 'read', SOME_JSON);
	const isFound = (rows: readonly IDataObject[]) => rows.some(isIt);
	// A list of one page is read anew, as it grows with what the run makes; a longer one stays that.
	const first = yield { ...page({}), keptIf: (body) => !isLastPage(body) };
	const begin = listIn(rowsOf(first), listed(name), first);
	if (isLastPage(first)) return begin;
	const last = yield { ...page({ start: lastStart(first) }), keptIf: () => true };
	const ends = [...(rowsOf(last) ?? []).reverse(), ...begin];
	const { filter, isObeyed } = byExternalId(key, id);
	// One that works may still be refused for what some ID has in it.
	const answer = (yield* filters(page, key, ends, searchable(id)))
		? yield { ...page({ filter }), optional: true }
		: undefined;
	if (answer !== undefined) {
		const rows = isLastPage(answer)
			? listIn(rowsOf(answer), listed(name), answer)
			: yield* listRows(namespace, name, { ...of, filter }, LOOKED_THROUGH, isFound);
		if (isFound(rows)) return rows;
		// A filter may lag behind; what is not found among all rows that it gives is not there otherwise.
		if (isObeyed(rows)) return rows.length < LOOKED_THROUGH && isFound(ends) ? ends : rows;
	}
	return yield* listRows(namespace, name, of, LOOKED_THROUGH, isFound);
}

/**
 * Whether a list can be filtered by a part of a text: a row that is known to be there has to come.
 * @param wanted the text that is searched for; where no row has any, it must not be refused
 */
function* filters(
	page: (more: object) => RequestSpec,
	key: string,
	rows: readonly IDataObject[],
	wanted: string,
): Generator<RequestSpec, boolean, unknown> {
	const parts = rows.map((row) => partOf(row[key]));
	const part =
		parts.find(({ isReference }) => isReference) ?? parts.find(({ text }) => text !== '');
	const { filter, isObeyed } = byPart(key, part?.text ?? wanted);
	const answer = yield { ...page({ filter }), optional: true, keptIf: () => part !== undefined };
	if (part === undefined) return answer !== undefined;
	const found = rowsOf(answer) ?? [];
	return found.length > 0 && isObeyed(found);
}

/** What a text can be searched by: its External ID, or else the longest of its words. */
function partOf(text: unknown): { readonly text: string; readonly isReference: boolean } {
	const id = externalIdIn(text);
	if (id !== null) return { text: searchable(id), isReference: true };
	const words = (plainText(asText(text)).match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) =>
		asText(text).includes(word),
	);
	const longest = words.reduce((found, one) => (one.length > found.length ? one : found), '');
	return { text: longest, isReference: false };
}

/** A new record with its External ID. */
export function withExternalId<B extends { readonly description?: string | null }>(
	body: B,
	id: string | undefined,
) {
	return id === undefined
		? body
		: { ...body, description: withHtmlReference(body.description, id) };
}

/** What changes at a record that is found by its External ID, which stays. */
export function changesWith<B extends { readonly description?: string | null }>(
	body: B,
	id: string,
) {
	return body.description === undefined ? body : withExternalId(body, id);
}

/**
 * The changes of a record whose text is changed: an External ID that the present one keeps is kept.
 * @param id of the record
 */
export function* keepingExternalId<B extends { readonly description?: string | null }>(
	list: ListName,
	id: number,
	changes: B,
): Generator<RequestSpec, B & { readonly description?: string | null }, unknown> {
	if (changes.description === undefined) return changes;
	const row = yield* rowOf(list, id);
	const [present, text] = [row?.description, changes.description].map((one) =>
		plainText(asText(one)),
	);
	const kept = keptReference(present, text);
	return kept === null ? changes : { ...changes, ...withExternalId(changes, kept) };
}

/** A kind of record that has an External ID: in which list it is found, how it is saved, and what comes out. */
interface RecordKind {
	readonly list: ListName;
	readonly save: (body: object, external?: string) => RequestSpec;
	readonly written: (answer: unknown, request: RequestSpec) => IDataObject;
}

/**
 * A new record, or changes of the one that was made with the External ID.
 * @param body of a new one
 * @param changes of the one that is there
 * @param needed what a new one has to have @throws InvalidInput
 */
export function* createdOrUpdated(
	{ list, save, written }: RecordKind,
	id: string | undefined,
	body: { readonly description?: string | null },
	changes: (present: IDataObject) => { readonly description?: string | null },
	needed: () => void = () => undefined,
): Generator<RequestSpec, IDataObject, unknown> {
	const present = id === undefined ? undefined : yield* recordFrom(list, id);
	if (id === undefined || present === undefined) {
		needed();
		const request = save(withExternalId(withoutNulls(defined({ ...body })), id), id);
		return written(yield request, request);
	}
	const request = save({ id: asNumber(present.id), ...changesWith(changes(present), id) });
	return { ...written(yield request, request), updated: true };
}

/** ID of the record that was made with an External ID. */
export function* recordIdFrom(
	list: ListName,
	id: string,
): Generator<RequestSpec, string | undefined, unknown> {
	const found = yield* recordFrom(list, id);
	return found === undefined ? undefined : asText(found.id);
}

/** Finds an activity or task by its External ID. */
export function searchIn(list: ListName, record: string): RecordSearch {
	return externalIdSearch(record, (id) => recordIdFrom(list, id));
}
