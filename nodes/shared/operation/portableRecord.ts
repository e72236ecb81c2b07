import type { IDataObject } from 'n8n-workflow';
import { fingerprint } from '../secrets/compareSecrets';
import { utcSeconds } from '../text/dates';
import { asNumber, asText, isObject } from '../text/unknownJson';

/** Number of the format, in every portable record as `portable`. */
export const PORTABLE_FORMAT = 2;

export const PORTABLE_KINDS = ['call', 'email', 'meeting', 'note', 'other', 'task'] as const;
export const PORTABLE_STATUSES = [
	'cancelled',
	'deferred',
	'done',
	'inProgress',
	'open',
	'waiting',
] as const;
export const PORTABLE_PRIORITIES = ['high', 'low', 'normal'] as const;
/** Of calls and emails: who called or wrote. */
export const PORTABLE_DIRECTIONS = ['incoming', 'outgoing'] as const;

/** A person or record, by the vendor's ID, and by what it is known by elsewhere; null where that is not told. */
export interface PortableLink {
	readonly id: string;
	readonly name: string | null;
	readonly email: string | null;
	readonly phone: string | null;
}

/** A record that an activity belongs to. */
export type PortableRelation = PortableLink & { readonly type: string };

/**
 * An activity or task in the words of no vendor: the same keys from each, as docs/portable.schema.json describes them.
 * What a vendor does not tell is null. Texts are plain, the title is one line, a line break is `\n`; times are ISO in
 * UTC (`2026-12-01T09:30:00Z`).
 */
export interface Portable {
	readonly portable: typeof PORTABLE_FORMAT;
	readonly vendor: string;
	readonly id: string;
	/** By which a copy knows it: vendor and ID, between them the kind of record where the ID alone does not tell it. */
	readonly source: string;
	/** What happened, of the items of a trigger. */
	readonly event: string | null;
	readonly deleted: boolean;
	readonly kind: (typeof PORTABLE_KINDS)[number];
	readonly title: string;
	readonly description: string;
	readonly start: string | null;
	readonly end: string | null;
	readonly due: string | null;
	readonly allDay: boolean | null;
	/** Minutes from start to end. */
	readonly duration: number | null;
	readonly done: boolean | null;
	readonly doneAt: string | null;
	readonly status: (typeof PORTABLE_STATUSES)[number] | null;
	readonly priority: (typeof PORTABLE_PRIORITIES)[number] | null;
	readonly direction: (typeof PORTABLE_DIRECTIONS)[number] | null;
	readonly location: string | null;
	readonly address: string | null;
	readonly owner: PortableLink | null;
	readonly related: readonly PortableRelation[];
	readonly creator: PortableLink | null;
	readonly tags: readonly string[];
	/** The activity or task that this one is a part of. */
	readonly parent: PortableLink | null;
	/** By which other systems know it, such as `crm:12`. */
	readonly externalIds: readonly string[];
	readonly url: string | null;
	readonly created: string | null;
	readonly updated: string | null;
	/** The same as long as nothing has changed that a person can see. */
	readonly version: string;
	/** What the vendor tells beside all this, by its own names. */
	readonly vendorFields: IDataObject;
}

type Known = Pick<Portable, 'vendor' | 'id' | 'kind' | 'title'> &
	Partial<Omit<Portable, 'portable' | 'duration' | 'source' | 'version'>> & {
		/** The kind of record, where another kind of the vendor's may have the same ID. */
		readonly idsOf?: string;
		/** The External ID, where it is kept in a place of its own; it becomes one of `externalIds`. */
		readonly externalId?: string | null;
	};

/** A whole portable record, its keys in their order, from what a vendor tells. */
export function portable({
	vendor,
	id,
	event = null,
	deleted = false,
	kind,
	title,
	description = '',
	start = null,
	end = null,
	due = null,
	allDay = null,
	done = null,
	doneAt = null,
	status = null,
	priority = null,
	direction = null,
	location = null,
	address = null,
	owner = null,
	related = [],
	creator = null,
	tags = [],
	parent = null,
	externalIds = [],
	url = null,
	created = null,
	updated = null,
	vendorFields = {},
	externalId = null,
	idsOf,
}: Known): IDataObject {
	const record = {
		portable: PORTABLE_FORMAT,
		vendor,
		id,
		source: sourceText(vendor, id, idsOf),
		event,
		deleted,
		kind,
		title: oneLine(title),
		description: withBreaks(description),
		start,
		end,
		due,
		allDay,
		duration: minutesBetween(start, end),
		done,
		doneAt,
		status,
		priority,
		direction,
		location,
		address,
		owner: owner === null ? null : { ...owner },
		related: related.map((link) => ({ ...link })),
		creator: creator === null ? null : { ...creator },
		tags: [...tags],
		parent: parent === null ? null : { ...parent },
		externalIds: [...new Set([externalId ?? '', ...externalIds])].filter((one) => !isMark(one)),
		url,
		created,
		updated,
	};
	return { ...record, version: versionOf(record), vendorFields };
}

/** What a trigger tells of a record that is gone. */
export function deletedPortable(
	known: Pick<Known, 'vendor' | 'id' | 'kind' | 'idsOf'>,
): IDataObject {
	return portable({ ...known, title: '', deleted: true, event: 'deleted' });
}

/** Such as `crm:12`, and `crm:activity:12` where tasks of that vendor may have the same ID. */
export function sourceText(vendor: string, id: string, idsOf?: string): string {
	return [vendor, ...(idsOf === undefined ? [] : [idsOf]), id].join(':');
}

/** What a record's version is made of: IDs and times of the vendor's own are none of it. */
const SEEN = [
	'kind',
	'title',
	'description',
	'start',
	'end',
	'due',
	'allDay',
	'done',
	'status',
	'priority',
	'direction',
	'location',
	'address',
	'tags',
] as const;
const VERSION_LENGTH = 16;

/** @param record whole, its times as ISO in UTC @returns a text of 16 characters, the same for the same content */
export function versionOf(record: IDataObject): string {
	const seen = SEEN.map((key) => record[key]);
	const people = [record.owner, ...(Array.isArray(record.related) ? record.related : [])];
	const ids = people.map((one) => (isObject(one) ? asText(one.id) : ''));
	return fingerprint(JSON.stringify([seen, ids])).slice(0, VERSION_LENGTH);
}

const MINUTE_MS = 60_000;

function minutesBetween(start: string | null, end: string | null): number | null {
	if (start === null || end === null) return null;
	const minutes = Math.round((Date.parse(end) - Date.parse(start)) / MINUTE_MS);
	return minutes < 0 ? null : minutes;
}

/** What these nodes put in to find a record again after a lost answer: no ID of any system. */
function isMark(text: string): boolean {
	return text === '' || /^n8n-[0-9a-f]{32}$/.test(text);
}

/** Text without line breaks, as a title is. */
export function oneLine(text: string): string {
	return text.replace(/[\r\n]+/g, ' ');
}

function withBreaks(text: string): string {
	return text.replace(/\r\n|\r/g, '\n');
}

/** Text, or null where there is none. */
export function textOrNull(value: unknown): string | null {
	const text = asText(value);
	return text.trim() === '' ? null : text;
}

/** A link, or null where there is no ID. */
export function linkOf(
	id: unknown,
	name: unknown = '',
	email: unknown = '',
	phone: unknown = '',
): PortableLink | null {
	const text = asText(id);
	return text === '' || asNumber(id) === 0
		? null
		: {
				id: text,
				name: textOrNull(asText(name).trim()),
				email: textOrNull(email),
				phone: textOrNull(phone),
			};
}

/** Links of one type, those without an ID left out. */
export function linksOf(type: string, ...ids: readonly unknown[]): PortableRelation[] {
	return ids
		.map((id) => linkOf(id))
		.filter((link) => link !== null)
		.map((link) => ({ type, ...link }));
}

const LONGEST_TIME = 50;
const FIRST_YEAR = '0002';
const LAST_YEAR = '9000';

/** A vendor's time, with an offset or in UTC, as ISO in UTC; null for what is none. Far years stand for "never". */
export function utcIso(value: unknown): string | null {
	const text = asText(value).trim();
	if (text === '' || text.length > LONGEST_TIME) return null;
	const iso = utcSeconds(BLANK_OR_UTC.test(text) ? asIso(text) : text);
	return iso !== null && iso >= FIRST_YEAR && iso < LAST_YEAR ? iso : null;
}

const BLANK_OR_UTC = /[ U]/;

function asIso(text: string): string {
	return text.replace(' ', 'T').replace(/ ?UTC$/, '');
}

/** Of a create: a new record is open anyway, and one that exists is never opened again. */
export function onlyDone(done: boolean | undefined): true | undefined {
	return done === true ? true : undefined;
}

/** The first of the times that is there. */
export function firstOf(...times: ReadonlyArray<string | undefined>): string | undefined {
	return times.find((time) => time !== undefined);
}
