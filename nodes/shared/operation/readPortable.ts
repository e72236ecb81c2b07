import type { IDataObject } from 'n8n-workflow';
import { InvalidInput } from '../contract/errors';
import { isBlank } from '../form/blank';
import { partsOf, readEntry, readFlag, readNumber, readText } from '../form/strictTypes';
import { later, readMoment, toIsoUtc } from '../text/dates';
import { shown } from '../text/sentences';
import { fromJson, isObject } from '../text/unknownJson';
import {
	oneLine,
	PORTABLE_DIRECTIONS,
	PORTABLE_FORMAT,
	PORTABLE_KINDS,
	PORTABLE_PRIORITIES,
	PORTABLE_STATUSES,
	type Portable,
} from './portableRecord';

/** Somebody, by whatever is known: one of them is enough to look for. */
export interface GivenLink {
	readonly id?: string;
	readonly name?: string;
	readonly email?: string;
	readonly phone?: string;
}

type Links = 'owner' | 'creator' | 'parent' | 'related';

/** A portable activity as somebody gives it: keys may be missing. */
export type GivenPortable = {
	readonly [K in Exclude<keyof Portable, Links | 'portable'>]?: Exclude<Portable[K], null>;
} & {
	readonly owner?: GivenLink;
	readonly related?: ReadonlyArray<GivenLink & { readonly type?: string }>;
};

const TEXTS = [
	'vendor',
	'id',
	'source',
	'event',
	'title',
	'description',
	'start',
	'end',
	'due',
	'doneAt',
	'location',
	'address',
	'url',
	'created',
	'updated',
	'version',
] as const;
/** Empty it says something: there is none. */
const MAY_BE_EMPTY = 'description';
const CHOICES = {
	kind: PORTABLE_KINDS,
	status: PORTABLE_STATUSES,
	priority: PORTABLE_PRIORITIES,
	direction: PORTABLE_DIRECTIONS,
} as const;
const FLAGS = ['allDay', 'deleted', 'done'] as const;
const LISTS = ['externalIds', 'tags'] as const;

/**
 * Reads one from an item. Keys with null or no value are left out; keys that are none of it are passed over. `done` and
 * `status` say the same where only one of them is there, and `duration` gives a missing start or end. `subject` of
 * Portable 1 is the title.
 * @param zone the workflow's time zone, an IANA name
 * @throws InvalidInput naming the key
 */
export function readPortable(raw: unknown, zone: string): GivenPortable {
	const given = objectIn(raw);
	checkFormat(given);
	const named: IDataObject = { ...given, title: given.title ?? given.subject };
	const found: IDataObject = {};
	for (const key of TEXTS) {
		const value = named[key];
		if (!isBlank(value)) found[key] = readText(value, labelOf(key));
		else if (key === MAY_BE_EMPTY && typeof value === 'string') found[key] = '';
	}
	for (const [key, allowed] of Object.entries(CHOICES)) {
		const value = named[key];
		if (isBlank(value)) continue;
		if (!(allowed as readonly unknown[]).includes(value))
			throw new InvalidInput(
				`"${labelOf(key)}" can't be ${shown(value)}`,
				`It can be: ${allowed.join(', ')}. If a node read the activity, set its Output to Portable.`,
			);
		found[key] = value;
	}
	for (const key of FLAGS)
		if (!isBlank(named[key])) found[key] = readFlag(named[key], labelOf(key));
	for (const key of LISTS) if (!isBlank(named[key])) found[key] = listIn(named[key], labelOf(key));
	if (!isBlank(named.duration)) found.duration = durationIn(named.duration);
	checkDone(found);
	if (found.status === 'done') found.done = true;
	else if (found.done === true) found.status = 'done';
	const activity: GivenPortable = {
		...found,
		...(isBlank(named.owner) ? {} : { owner: linkIn(linkObject(named.owner, 'owner'), 'owner') }),
		related: relatedIn(named.related),
		...(isObject(named.vendorFields) ? { vendorFields: named.vendorFields } : {}),
	};
	const whole = withBothTimes(activity, zone);
	checkOrder(whole, zone);
	return {
		...whole,
		...(whole.title === undefined ? {} : { title: oneLine(whole.title) }),
	};
}

/** @throws InvalidInput for what is no portable activity */
function objectIn(raw: unknown): IDataObject {
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
	if (!['title', 'subject', 'kind'].some((key) => key in given))
		throw new InvalidInput(
			'"Portable Activity" has neither title nor kind',
			'Set Output of the node that reads the activities to Portable.',
		);
	return given;
}

/** @throws InvalidInput for a format that is newer than this package */
function checkFormat({ portable: format }: IDataObject): void {
	if (isBlank(format)) return;
	if (readNumber(format, labelOf('portable')) <= PORTABLE_FORMAT) return;
	throw new InvalidInput(
		`"Portable Activity" has the format ${shown(format)}, which is newer than this node`,
		'Update the package in this n8n.',
	);
}

/** Whom it is about: a list of links, or its JSON text. What is blank among them is nobody. @throws InvalidInput */
function relatedIn(raw: unknown): NonNullable<GivenPortable['related']> {
	if (isBlank(raw)) return [];
	const label = labelOf('related');
	return partsOf(raw, ',', label)
		.filter((link) => !isBlank(link))
		.map((given) => linkObject(given, 'related'))
		.map((link) => ({
			...linkIn(link, 'related'),
			...(isBlank(link.type) ? {} : { type: readText(link.type, labelOf('related.type')) }),
		}));
}

/** Somebody as an object, or its JSON text: left out without a word they would be missing from the record. */
function linkObject(raw: unknown, key: string): IDataObject {
	const given = typeof raw === 'string' ? fromJson(raw) : raw;
	if (isObject(given)) return given;
	throw new InvalidInput(
		`"${labelOf(key)}" must be an object, not ${shown(raw)}`,
		'Write it as { "email": "name@email.com" }, or remove it.',
	);
}

function linkIn(link: IDataObject, key: string): GivenLink {
	const texts = ['id', 'name', 'email', 'phone'].filter((part) => !isBlank(link[part]));
	return Object.fromEntries(
		texts.map((part) => [part, readText(link[part], labelOf(`${key}.${part}`))]),
	);
}

function listIn(raw: unknown, label: string): string[] {
	return partsOf(raw, ',', label)
		.map((part) => readEntry(part, label))
		.filter((text) => text !== '');
}

/** @throws InvalidInput for less than nothing */
function durationIn(raw: unknown): number {
	const minutes = readNumber(raw, labelOf('duration'));
	if (minutes >= 0) return minutes;
	throw new InvalidInput(
		`"${labelOf('duration')}" can't be ${shown(raw)}`,
		'It is the number of minutes from start to end.',
	);
}

/** The missing one of start and end, where the duration is there. */
function withBothTimes(activity: GivenPortable, zone: string): GivenPortable {
	const { start, end, duration } = activity;
	if (duration === undefined || (start === undefined) === (end === undefined)) return activity;
	const given = start ?? end;
	const edge = start === undefined ? 'end' : 'start';
	const moment = readMoment(given, { zone }, labelOf(edge), edge);
	const minutes = start === undefined ? -duration : duration;
	return {
		...activity,
		[start === undefined ? 'start' : 'end']: toIsoUtc(later(moment, { minutes })),
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
