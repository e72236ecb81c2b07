import type { IDataObject } from 'n8n-workflow';
import { asText, isObject } from '../text/unknownJson';
import { utcIso } from './portableRecord';

/**
 * The keys of the Simplified output, the same for all vendors, and for all operations and triggers that put out a
 * record of a kind (docs/output.md). What a vendor does not tell is null, times are ISO in UTC, texts are plain.
 */

/** A user or another person; where an ID is a number, it is one here. */
export interface PersonParts {
	readonly id?: unknown;
	readonly name?: unknown;
	readonly email?: unknown;
}

/** @returns `{ id, name, email }`, what is not known null; null where nobody is named */
export function person({ id, name, email }: PersonParts): IDataObject | null {
	const known = { id: idOf(id), name: textOrNull(name), email: textOrNull(email) };
	return Object.values(known).every((part) => part === null) ? null : known;
}

/**
 * What a record belongs to.
 * @param type of the record, in one word such as `deal`
 * @param more what else a vendor needs to name it, by the vendor's own words
 * @returns a list of one `{ type, id, name }`, or an empty one where there is no ID
 */
export function related(
	type: string,
	id: unknown,
	name: unknown = undefined,
	more: IDataObject = {},
): IDataObject[] {
	const known = idOf(id);
	return known === null ? [] : [{ type, id: known, name: textOrNull(name), ...more }];
}

/** No vendor has a person or record of the number 0: it stands for none. */
function idOf(id: unknown): string | number | null {
	if (typeof id === 'number') return id === 0 ? null : id;
	const text = asText(id).trim();
	return text === '' || text === '0' ? null : text;
}

function textOrNull(value: unknown): string | null {
	const text = asText(value);
	return text.trim() === '' ? null : text;
}

interface Times {
	readonly createdAt?: unknown;
	readonly updatedAt?: unknown;
}

/** What a vendor tells of an activity or task. */
export interface ActivityParts extends Times {
	readonly id: unknown;
	readonly title: unknown;
	readonly description: unknown;
	/** In words: Call, Task, To-Do. */
	readonly kind: string | null;
	readonly start?: unknown;
	readonly end?: unknown;
	readonly due?: unknown;
	/** Its label. Where a vendor only knows done or not, `Completed` or `Open`. */
	readonly status?: string | null;
	readonly done?: boolean | null;
	/** Its label. */
	readonly priority?: string | null;
	readonly assignedTo?: IDataObject | null;
	readonly relatedTo?: readonly IDataObject[];
	readonly url?: string | null;
	readonly externalId?: string | null;
}

/** An activity or task in the keys of docs/output.md, followed by what only its vendor has. */
export function simplifiedActivity(parts: ActivityParts, more: IDataObject = {}): IDataObject {
	const { done = null } = parts;
	return {
		id: idOf(parts.id),
		title: textOrNull(parts.title),
		description: textOrNull(parts.description),
		kind: parts.kind,
		start: utcIso(parts.start),
		end: utcIso(parts.end),
		due: utcIso(parts.due),
		status: parts.status ?? (done === null ? null : done ? 'Completed' : 'Open'),
		done,
		priority: parts.priority ?? null,
		assignedTo: parts.assignedTo ?? null,
		relatedTo: [...(parts.relatedTo ?? [])],
		createdAt: utcIso(parts.createdAt),
		updatedAt: utcIso(parts.updatedAt),
		url: parts.url ?? null,
		externalId: parts.externalId ?? null,
		...more,
	};
}

/** What a vendor tells of a note or comment. */
export interface NoteParts extends Times {
	readonly id: unknown;
	readonly description: unknown;
	readonly kind: string;
	readonly createdBy?: IDataObject | null;
	readonly relatedTo?: readonly IDataObject[];
	/** For notes that can have one; undefined for others. */
	readonly externalId?: string | null;
}

/** A note or comment in the keys of docs/output.md, followed by what only its vendor has. */
export function simplifiedNote(parts: NoteParts, more: IDataObject = {}): IDataObject {
	return {
		id: idOf(parts.id),
		description: textOrNull(parts.description),
		kind: parts.kind,
		createdBy: parts.createdBy ?? null,
		relatedTo: [...(parts.relatedTo ?? [])],
		createdAt: utcIso(parts.createdAt),
		updatedAt: utcIso(parts.updatedAt),
		externalId: parts.externalId ?? null,
		...more,
	};
}

/** Simplified keys by the names under which a vendor takes the values. */
export type WrittenNames = Readonly<Record<string, string | readonly string[]>>;

/**
 * The output of a write: the ID of the record and what was written, in the keys that a reading would give. Values
 * that have no such key stand in `fields`, by the vendor's names.
 * @param sent values by the vendor's names; one that was cleared is there, too
 * @param simplify what makes a record out of them
 * @param always keys that are put out in any case
 */
export function writtenRecord(
	id: unknown,
	sent: IDataObject,
	{
		names,
		simplify,
		always = [],
	}: {
		readonly names: WrittenNames;
		readonly simplify: (record: IDataObject) => IDataObject;
		readonly always?: readonly string[];
	},
): IDataObject {
	const keys = new Set(always);
	const fields: IDataObject = {};
	for (const name of Object.keys(sent)) {
		if (sent[name] === undefined) continue;
		if (!Object.hasOwn(names, name)) fields[name] = sent[name];
		else for (const key of [names[name]].flat()) keys.add(key);
	}
	const all = simplify(sent);
	if (all.externalId !== null) keys.add('externalId');
	const record: IDataObject = { id: idOf(id) };
	for (const key of Object.keys(all)) if (key !== 'id' && keys.has(key)) record[key] = all[key];
	if (Object.keys(fields).length === 0) return record;
	return { ...record, fields: { ...(isObject(all.fields) ? all.fields : {}), ...fields } };
}

/** Such a record where the vendor gives it no ID, or none yet. */
export function withoutId(record: IDataObject): IDataObject {
	const rest = { ...record };
	delete rest.id;
	return rest;
}
