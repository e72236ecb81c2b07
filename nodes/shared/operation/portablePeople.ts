import type { IDataObject } from 'n8n-workflow';
import type { RequestSpec } from '../contract/call';
import { asArray, asText, isObject } from '../text/unknownJson';
import { textOrNull } from './portableRecord';

/** What people are known by outside of a CRM, as a vendor tells it. */
export interface Addresses {
	readonly name?: unknown;
	readonly email?: unknown;
	readonly phone?: unknown;
}

/** Reads people of one type by their IDs. A refusal must not end the item: its requests are `mayBeDenied`. */
export type AddressReader = (
	ids: readonly string[],
) => Generator<RequestSpec, ReadonlyMap<string, Addresses>, unknown>;

/** type of a link -> its reader. Owners and creators are of the type `user`. */
export type AddressBook = Readonly<Record<string, AddressReader | undefined>>;

const USER = 'user';

/**
 * Adds names, emails and phone numbers to the people of portable records, each person read once. Who has an email or a
 * phone number already is not read.
 * @returns the records; who could not be read stays as it was
 */
export function* withAddresses(
	records: readonly IDataObject[],
	book: AddressBook,
): Generator<RequestSpec, IDataObject[], unknown> {
	const known = new Map<string, ReadonlyMap<string, Addresses>>();
	for (const [type, ids] of missingIn(records)) {
		const read = book[type];
		if (read !== undefined) known.set(type, yield* read(ids));
	}
	const filled = (link: unknown, type: string): unknown => {
		if (!isObject(link)) return link;
		const found = known.get(type)?.get(asText(link.id));
		if (found === undefined) return link;
		return {
			...link,
			name: link.name ?? textOrNull(found.name),
			email: link.email ?? textOrNull(found.email),
			phone: link.phone ?? textOrNull(found.phone),
		};
	};
	return records.map((record): IDataObject => {
		if (record.portable === undefined) return record;
		const people: Record<string, unknown> = {
			owner: filled(record.owner, USER),
			related: asArray(record.related).map((link) => filled(link, typeOf(link))),
			creator: filled(record.creator, USER),
		};
		return { ...record, ...(people as IDataObject) };
	});
}

function typeOf(link: unknown): string {
	return isObject(link) ? asText(link.type) : '';
}

/** The IDs of everybody of whom no address is known, by type. */
function missingIn(records: readonly IDataObject[]): ReadonlyMap<string, readonly string[]> {
	const missing = new Map<string, Set<string>>();
	for (const { portable, owner, creator, related } of records) {
		if (portable === undefined) continue;
		const links = [
			...[owner, creator].map((link) => ({ link, type: USER })),
			...asArray(related).map((link) => ({ link, type: typeOf(link) })),
		];
		for (const { link, type } of links) {
			if (!isObject(link) || link.email !== null || link.phone !== null) continue;
			missing.set(type, (missing.get(type) ?? new Set()).add(asText(link.id)));
		}
	}
	return new Map([...missing].map(([type, ids]) => [type, [...ids]]));
}

/** Rows by ID, as an address reader gives them. */
export function addressesOf(
	rows: readonly IDataObject[],
	idOf: (row: IDataObject) => unknown,
	read: (row: IDataObject) => Addresses,
): ReadonlyMap<string, Addresses> {
	return new Map(rows.map((row) => [asText(idOf(row)), read(row)]));
}

/** So many at a time. */
export function inParts<T>(all: readonly T[], size: number): T[][] {
	return Array.from({ length: Math.ceil(all.length / size) }, (_none, part) =>
		all.slice(part * size, (part + 1) * size),
	);
}
