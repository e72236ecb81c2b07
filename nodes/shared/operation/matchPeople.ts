import type { IDataObject } from 'n8n-workflow';
import { InvalidInput } from '../contract/errors';
import type { AddressKind, FoundRecords, PersonFinder } from '../contract/people';
import { asEmail, asPhone } from '../form/addresses';
import { isBlank } from '../form/blank';
import { readEach } from '../form/foundRecords';
import { readText, refuseInvalid } from '../form/strictTypes';
import { fromJson, invalidIn, isObject } from '../text/unknownJson';
import type { GivenLink, GivenPortable } from './readPortable';

/** A kind of record in which somebody may be found. */
export interface FoundIn {
	readonly type: string;
	readonly finder: PersonFinder;
}

/**
 * type of a link -> where such people are in this CRM, the likeliest first. Owners are of the type `user`. Types that
 * nobody can be found by an address in, such as deals, are matched by the table alone.
 */
export type PeopleFinders = Readonly<Record<string, readonly FoundIn[] | undefined>>;

/** A record of this CRM. */
export interface MatchedRecord {
	readonly type: string;
	/** As the picker of its type takes it. */
	readonly id: string;
	/** By which it is known, as the portable activity tells. */
	readonly email?: string;
	readonly phone?: string;
}

export interface MatchedPeople {
	/** As the picker for users takes it. */
	readonly owner?: string;
	/** The owner was not found, and another user takes the place: a record that exists keeps its own. */
	readonly isStandIn?: boolean;
	readonly related: readonly MatchedRecord[];
}

export const NOBODY: MatchedPeople = { related: [] };

export type IfNobody = 'fail' | 'leaveOut' | 'standIn';

export interface MatchTerms {
	readonly finders: PeopleFinders;
	readonly ifNobody: IfNobody;
	/** ID or email of the user who takes the place of an owner that is not found. */
	readonly standIn?: string;
	/** As `readPeopleTable` gives it. */
	readonly table: ReadonlyMap<string, string>;
}

const LABEL = 'People Table';

/**
 * Reads the table of people, an object or its JSON: email, phone number, ID, `type:ID` or name there -> ID or email
 * here; an empty value leaves somebody out.
 * @throws InvalidInput
 */
export function readPeopleTable(raw: unknown): ReadonlyMap<string, string> {
	if (isBlank(raw)) return new Map();
	const given = typeof raw === 'string' ? fromJson(raw) : raw;
	if (!isObject(given))
		throw new InvalidInput(
			`"${LABEL}" must be an object`,
			'Write it as { "jane@old.example": "jane@new.example" }.',
		);
	refuseInvalid(invalidIn(given), LABEL);
	return new Map(
		Object.entries(given).map(([key, value]) => [
			comparable(key),
			isBlank(value) ? '' : readText(value, LABEL).trim(),
		]),
	);
}

function comparable(key: string): string {
	return asEmail(key) ?? asPhone(key) ?? key.trim().toLowerCase();
}

/**
 * Finds the people of a portable activity in this CRM: by the table, else by email, else by phone.
 * @throws LookUpFirst while somebody has to be looked up, InvalidInput where several have an address, and for nobody
 * where that is to fail
 */
export function matchPeople(
	{ owner, related = [] }: GivenPortable,
	records: FoundRecords,
	terms: MatchTerms,
): MatchedPeople {
	const asked = [
		...(owner === undefined ? [] : [{ link: owner, type: USER, role: 'owner' }]),
		...related.map((link) => ({ link, type: link.type ?? '', role: link.type ?? 'record' })),
	];
	const found = readEach(asked, ({ link, type, role }) =>
		matched(link, type, role, records, terms),
	);
	const ofOwner = owner === undefined ? undefined : found[0];
	const standIn = owner !== undefined && terms.ifNobody === 'standIn' ? terms.standIn : undefined;
	return {
		owner: ofOwner === LEFT_OUT ? undefined : (ofOwner?.id ?? standIn),
		isStandIn: ofOwner === undefined && standIn !== undefined,
		related: found
			.slice(owner === undefined ? 0 : 1)
			.filter((one): one is MatchedRecord => one !== undefined && one !== LEFT_OUT),
	};
}

const USER = 'user';
/** Whom the table leaves out, so that nobody takes the place. */
const LEFT_OUT: MatchedRecord = { type: '', id: '' };

function matched(
	link: GivenLink,
	type: string,
	role: string,
	records: FoundRecords,
	{ finders, ifNobody, table }: MatchTerms,
): MatchedRecord | undefined {
	const places = (Object.hasOwn(finders, type) ? finders[type] : undefined) ?? [];
	const { email, phone } = link;
	const listed = inTable(link, type, table);
	if (listed === '') return LEFT_OUT;
	if (listed !== undefined) return { type: places[0]?.type ?? type, id: listed, email, phone };
	for (const [kind, address] of addressesOf(link))
		for (const { type: foundType, finder } of places) {
			const search = finder[kind];
			const id = search && records.find(search, address, `${role} of the portable activity`);
			if (id !== undefined) return { type: foundType, id, email, phone };
		}
	if (places.length === 0) return undefined;
	if (ifNobody === 'fail') throw nobody(link, role);
	if (ifNobody === 'leaveOut' || type !== USER)
		records.leaveOut(email ?? phone ?? link.name ?? role);
	return undefined;
}

function inTable(
	{ id, name, email, phone }: GivenLink,
	type: string,
	table: ReadonlyMap<string, string>,
): string | undefined {
	const keys = [email, phone, id === undefined ? undefined : `${type}:${id}`, id, name];
	return keys
		.filter((key) => key !== undefined)
		.map((key) => table.get(comparable(key)))
		.find((value) => value !== undefined);
}

/** An address that is none can't be looked for. */
function addressesOf({ email, phone }: GivenLink): Array<[AddressKind, string]> {
	const known: Array<[AddressKind, string | undefined]> = [
		['email', asEmail(email)],
		['phone', asPhone(phone)],
	];
	return known.filter((one): one is [AddressKind, string] => one[1] !== undefined);
}

function nobody(link: GivenLink, role: string): InvalidInput {
	const { email, phone, name, id = '' } = link;
	const known = [email, phone].filter((one) => one !== undefined);
	const who = name ?? id;
	return new InvalidInput(
		known.length === 0
			? `"${role} of the portable activity": ${who} has neither an email nor a phone number`
			: `"${role} of the portable activity": nobody here is known by ${known.join(' or ')}`,
		`Add the person here or to "${LABEL}", or set If Nobody Is Found to Leave Out.`,
	);
}

/** The IDs of the records of some types. */
export function idsOf({ related }: MatchedPeople, ...types: readonly string[]): string[] {
	return related.filter(({ type }) => types.includes(type)).map(({ id }) => id);
}

/** The same as a list for a field, or undefined where there is none. */
export function listOf(...ids: ReadonlyArray<string | undefined>): IDataObject[string] | undefined {
	const known = [...new Set(ids.filter((id) => id !== undefined))];
	return known.length === 0 ? undefined : known;
}
