import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';
import { InvalidInput } from '../contract/errors';
import { isBlank } from '../form/blank';
import { readFlag, readText } from '../form/strictTypes';
import { isoUtc, readMoment, toIsoUtc } from '../text/dates';
import { shown } from '../text/sentences';
import { asArray, asNumber, asText, fromJson, isObject } from '../text/unknownJson';

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

/** A person or record that an activity belongs to, by the vendor's ID. */
export interface PortableLink {
	readonly id: string;
	readonly name?: string;
	readonly email?: string;
}

/**
 * An activity or task in the words of no vendor: the same keys from each. What a vendor does not
 * tell is null. Texts are
 * plain, the subject is one line, a line break is `\n`; times are ISO in UTC (`2026-12-01T09:30:00Z`).
 */
export interface Portable {
	readonly vendor: string;
	readonly id: string;
	readonly kind: (typeof PORTABLE_KINDS)[number];
	readonly subject: string;
	readonly description: string;
	readonly start: string | null;
	readonly end: string | null;
	readonly due: string | null;
	readonly done: boolean | null;
	readonly status: (typeof PORTABLE_STATUSES)[number] | null;
	readonly priority: (typeof PORTABLE_PRIORITIES)[number] | null;
	readonly owner: PortableLink | null;
	readonly related: ReadonlyArray<PortableLink & { readonly type: string }>;
	readonly url: string | null;
	readonly created: string | null;
	readonly updated: string | null;
	/** ID of the record in another system. */
	readonly externalId: string | null;
}

type Known = Pick<Portable, 'vendor' | 'id' | 'kind' | 'subject'> & Partial<Portable>;

/** A whole portable activity, its keys in their order, from what a vendor tells. */
export function portable({
	vendor,
	id,
	kind,
	subject,
	description = '',
	start = null,
	end = null,
	due = null,
	done = null,
	status = null,
	priority = null,
	owner = null,
	related = [],
	url = null,
	created = null,
	updated = null,
	externalId = null,
}: Known): IDataObject {
	return {
		vendor,
		id,
		kind,
		subject: oneLine(subject),
		description: withBreaks(description),
		start,
		end,
		due,
		done,
		status,
		priority,
		owner: owner as IDataObject | null,
		related: related.map((link) => ({ ...link })),
		url,
		created,
		updated,
		externalId,
	};
}

function oneLine(text: string): string {
	return text.replace(/[\r\n]+/g, ' ');
}

function withBreaks(text: string): string {
	return text.replace(/\r\n|\r/g, '\n');
}

/** A link, or null where there is no ID. */
export function linkOf(id: unknown, name = '', email = ''): PortableLink | null {
	const text = asText(id);
	return text === '' || asNumber(id) === 0
		? null
		: {
				id: text,
				...(name.trim() === '' ? {} : { name: name.trim() }),
				...(email === '' ? {} : { email }),
			};
}

/** Links of one type, those without an ID left out. */
export function linksOf(
	type: string,
	...ids: readonly unknown[]
): Array<PortableLink & { type: string }> {
	return ids
		.map((id) => linkOf(id))
		.filter((link) => link !== null)
		.map((link) => ({ type, ...link }));
}

const LONGEST_TIME = 50;

/** A vendor's time, with an offset or in UTC, as ISO in UTC; null for what is none. Far years stand for "never". */
export function utcIso(value: unknown): string | null {
	const text = asText(value).trim();
	if (text.length > LONGEST_TIME) return null;
	const moment = DateTime.fromISO(text.replace(' ', 'T').replace(/ ?UTC$/, ''), { zone: 'utc' });
	return moment.isValid && moment.year > 1 && moment.year < 9000 ? isoUtc(moment) : null;
}

/** A portable activity as somebody gives it: keys may be missing. */
export type GivenPortable = { readonly [K in keyof Portable]?: Exclude<Portable[K], null> };

const TEXTS = [
	'vendor',
	'id',
	'subject',
	'description',
	'start',
	'end',
	'due',
	'url',
	'created',
	'updated',
] as const;
/** Empty it says something: there is none. */
const MAY_BE_EMPTY = 'description';
const CHOICES = {
	kind: PORTABLE_KINDS,
	status: PORTABLE_STATUSES,
	priority: PORTABLE_PRIORITIES,
} as const;

/**
 * Reads one from an item. Keys with null or no value are left out; keys that are none of it are passed over. `done` and
 * `status` say the same where only one of them is there.
 * @param zone the workflow's time zone, an IANA name
 * @throws InvalidInput naming the key
 */
export function readPortable(raw: unknown, zone: string): GivenPortable {
	const given = typeof raw === 'string' ? fromJson(raw) : raw;
	if (given === undefined && typeof raw === 'string')
		throw new InvalidInput(
			'"Portable Activity" is not valid JSON',
			'Use an expression such as {{ $json }}.',
		);
	if (!isObject(given))
		throw new InvalidInput(
			'"Portable Activity" is not an activity',
			'It takes one item of an operation or trigger with Output set to Portable, such as {{ $json }}.',
		);
	if (!('subject' in given) && !('kind' in given))
		throw new InvalidInput(
			'"Portable Activity" has neither subject nor kind',
			'Set Output of the node that reads the activities to Portable.',
		);
	const found: IDataObject = {};
	for (const key of TEXTS) {
		const value = given[key];
		if (value === undefined || value === null || (value === '' && key !== MAY_BE_EMPTY)) continue;
		found[key] = readText(value, labelOf(key));
	}
	for (const [key, allowed] of Object.entries(CHOICES)) {
		const value = given[key];
		if (value === undefined || value === null || value === '') continue;
		if (!(allowed as readonly unknown[]).includes(value))
			throw new InvalidInput(
				`"${labelOf(key)}" can't be ${shown(value)}`,
				`It can be: ${allowed.join(', ')}.`,
			);
		found[key] = value;
	}
	if (!isBlank(given.done)) found.done = readFlag(given.done, labelOf('done'));
	checkDone(found);
	if (found.status === 'done') found.done = true;
	else if (found.done === true) found.status = 'done';
	if (isObject(given.owner)) found.owner = given.owner;
	found.related = asArray(given.related).filter(isObject);
	const activity = found as GivenPortable;
	checkOrder(activity, zone);
	return {
		...activity,
		...(activity.subject === undefined ? {} : { subject: oneLine(activity.subject) }),
	};
}

function labelOf(key: string): string {
	return `${key} of the portable activity`;
}

/** @throws InvalidInput when `done` and `status` say different things */
function checkDone({ done, status }: IDataObject): void {
	if (done === undefined || status === undefined || done === (status === 'done')) return;
	throw new InvalidInput(
		`The portable activity is done: ${String(done)}, but its status is ${String(status)}`,
		'Correct one of the two, or remove it.',
	);
}

/** No vendor keeps such an activity, and which of the two is wrong only its user knows. @throws InvalidInput */
function checkOrder({ start, end }: GivenPortable, zone: string): void {
	if (start === undefined || end === undefined) return;
	const from = toIsoUtc(readMoment(start, { zone }, labelOf('start'), 'start'));
	const to = toIsoUtc(readMoment(end, { zone }, labelOf('end'), 'end'));
	if (to < from)
		throw new InvalidInput(
			'The portable activity ends before it starts',
			`Its start is ${from}, its end ${to}. Correct one of the two.`,
		);
}

/** Of a create: a new record is open anyway, and one that exists is never opened again. */
export function onlyDone(done: boolean | undefined): true | undefined {
	return done === true ? true : undefined;
}

/** The first of the times that is there. */
export function firstOf(...times: ReadonlyArray<string | undefined>): string | undefined {
	return times.find((time) => time !== undefined);
}
