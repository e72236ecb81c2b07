import type { IDataObject, INodeProperties, INodePropertyMode } from 'n8n-workflow';
import { InvalidInput } from '../contract/errors';
import type { Field, Place } from '../contract/field';
import type { AddressKind, PersonFinder, RecordSearch } from '../contract/people';
import { shown } from '../text/sentences';
import { asArray, asObject, isInvalid, isObject } from '../text/unknownJson';
import { asWritten, emailIn, readAddress } from './addresses';
import { filledIn, isBlank, onBlank, trimmed } from './blank';
import { entries } from './entries';
import { readExternalId } from './externalId';
import { parameter } from './fields';
import { readEach } from './foundRecords';
import { partsOf } from './strictTypes';

/** How ids of one kind look. */
export interface IdKind<T> {
	/** For the message, e.g. `a whole number such as 123`. */
	readonly looksLike: string;
	readonly placeholder: string;
	/** @returns undefined when the text is no such id */
	parse(text: string): T | undefined;
}

export const NUMBER_ID: IdKind<number> = {
	looksLike: 'a whole number such as 123',
	placeholder: 'e.g. 123',
	parse(text) {
		const id = /^\d{1,15}$/.test(text) ? Number(text) : 0;
		return id > 0 ? id : undefined;
	},
};

/** A value that is its own text, such as a status. @param example one that fits the field, for its placeholder */
export const textId = (example: string): IdKind<string> => ({
	looksLike: 'text',
	placeholder: `e.g. ${example}`,
	parse: (text) => text,
});

const GUID = /^\{?([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\}?$/i;

export const GUID_ID: IdKind<string> = {
	looksLike: 'an ID such as 093d5c54-6009-48d4-840e-84fd12e8d63a',
	placeholder: 'e.g. 093d5c54-6009-48d4-840e-84fd12e8d63a',
	parse: (text) => GUID.exec(text)?.[1].toLowerCase(),
};

interface PickerLooks {
	readonly description?: string;
	readonly hint?: string;
	/** Name of the node's list search; without one the field takes an ID only. */
	readonly search?: string;
	/** Vendors with web addresses: what the address looks like, and a pattern whose first group is the id. */
	readonly url?: { readonly placeholder: string; readonly pattern: string };
	/** People, who are also found by email or phone. */
	readonly people?: PersonFinder;
	/** Finds the record that was made with an External ID; by `externalIdSearch`. */
	readonly externalId?: RecordSearch;
	/**
	 * Where other fields of the form say what kind of record it is: who finds those, of the same kinds of addresses.
	 * @throws InvalidInput where they can't be found by an address
	 */
	readonly peopleBeside?: (
		values: Readonly<Record<string, unknown>>,
		label: string,
	) => PersonFinder;
}

/** One record, picked from a searchable list, by its address in the vendor's app, or by ID. */
export function picker<T>(
	label: string,
	ids: IdKind<T>,
	looks: PickerLooks = {},
): Field<T | undefined> {
	return {
		label,
		looksUp: looks.people !== undefined || looks.externalId !== undefined,
		property: (name) => pickerProperty(label, name, ids, looks),
		read: (raw, place) =>
			isBlank(raw) ? onBlank(label, place) : readRecord(raw, label, ids, looks, place),
	};
}

/**
 * Any number of records, each picked like one, or many at once in one entry: IDs (`12, 15`, or a list), or addresses
 * with commas or semicolons between. Among IDs there may be email addresses, too.
 */
export function pickers<T>(
	label: string,
	single: string,
	ids: IdKind<T>,
	looks: PickerLooks = {},
): Field<readonly T[] | undefined> {
	return {
		label,
		property: (name) =>
			entries(
				label,
				name,
				single,
				[pickerProperty(single, 'id', ids, { ...looks, description: undefined })],
				{ description: looks.description },
			),
		looksUp: looks.people !== undefined,
		isBlank: (raw) => pickedIn(raw, label).every(isBlank),
		read(raw, place) {
			const picked = readEach(filledIn(pickedIn(raw, label), label, place), (one) =>
				readRecord(one, label, ids, looks, place),
			);
			return picked.length === 0 ? onBlank(label, place) : [...new Set(picked)];
		},
	};
}

/** What stands in the entries of a list, blanks among it. */
function pickedIn(raw: unknown, label: string): unknown[] {
	const isForm = isObject(raw) && ('values' in raw || Object.keys(raw).length === 0);
	if (!isForm || isInvalid(raw)) return manyIds(raw, label);
	return asArray(raw.values).flatMap((entry) => manyIds(asObject(entry).id, label));
}

/** IDs from one field: a list, the JSON text of one, or text with commas or spaces between. */
export function idList<T>(
	label: string,
	ids: IdKind<T>,
	description: string,
): Field<readonly T[] | undefined> {
	return {
		label,
		property: (name) => ({
			displayName: label,
			name,
			type: 'string',
			default: '',
			description,
			placeholder: ids.placeholder,
		}),
		isBlank: (raw) => manyIds(raw, label).every(isBlank),
		read(raw, place) {
			const found = filledIn(manyIds(raw, label), label, place).map((id) =>
				readId(id, label, ids, undefined),
			);
			return found.length === 0 ? onBlank(label, place) : [...new Set(found)];
		},
	};
}

function pickerProperty(
	label: string,
	name: string,
	{ placeholder }: Pick<IdKind<unknown>, 'placeholder'>,
	{ search, url, people, externalId, description, hint }: PickerLooks,
): INodeProperties {
	const modes: INodePropertyMode[] = [
		mode('By ID', 'id', 'string', { placeholder }),
		...ADDRESS_MODES.filter(({ name: kind }) => people?.[kind] !== undefined).map(
			({ displayName, name: kind, example }) =>
				mode(displayName, kind, 'string', { placeholder: example }),
		),
	];
	if (externalId !== undefined)
		modes.push(mode('By External ID', BY_EXTERNAL_ID, 'string', { placeholder: 'e.g. A-17' }));
	if (url !== undefined)
		modes.unshift(mode('By URL', 'url', 'string', { placeholder: url.placeholder }));
	if (search !== undefined)
		modes.unshift(
			mode('From List', 'list', 'list', {
				typeOptions: { searchListMethod: search, searchable: true },
			}),
		);
	return parameter(
		'resourceLocator',
		label,
		name,
		{ mode: modes[0].name, value: '' },
		{
			modes,
			...(description === undefined ? {} : { description }),
			...(hint === undefined ? {} : { hint }),
		},
	);
}

const BY_EXTERNAL_ID = 'externalId';

const ADDRESS_MODES = [
	{ displayName: 'By Email', name: 'email', example: 'e.g. name@email.com' },
	{ displayName: 'By Phone', name: 'phone', example: 'e.g. +1 202 555 0100' },
] as const;

function mode(
	displayName: string,
	name: string,
	type: INodePropertyMode['type'],
	rest: Partial<INodePropertyMode>,
): INodePropertyMode {
	const named = { displayName, name, type };
	return { ...named, ...rest };
}

/** @throws InvalidInput, LookUpFirst, Refused as `FoundRecords` says */
function readRecord<T>(
	raw: unknown,
	label: string,
	ids: IdKind<T>,
	{ url, people, peopleBeside, externalId }: PickerLooks,
	place: Place,
): T {
	if (externalId !== undefined && isObject(raw) && raw.mode === BY_EXTERNAL_ID) {
		const key = readExternalId(valueOf(raw), label);
		return readId(place.records.idOf(externalId, key, label), label, ids, undefined);
	}
	const chosen = chosenKind(raw);
	const kind = chosen ?? (people?.email !== undefined && isEmail(raw, ids) ? 'email' : undefined);
	if (kind === undefined) return readId(raw, label, ids, url?.pattern);
	const search = (people && (peopleBeside?.(place.beside ?? {}, label) ?? people))?.[kind];
	if (search === undefined)
		throw new InvalidInput(`"${label}" can't be found by ${kind}`, 'Enter its ID.');
	const address = readAddress(valueOf(raw), kind, label);
	return readId(place.records.idOf(search, address, label), label, ids, undefined);
}

/** How somebody was given: by what, and as it was written. */
export interface GivenAddress {
	readonly kind: AddressKind;
	readonly address: string;
}

/**
 * The address by which a picked person was given, for what is sent to that address.
 * @param raw what a picker with `people` has read without an error
 * @returns undefined where it was given in another way
 */
export function addressGiven<T>(raw: unknown, ids: IdKind<T>): GivenAddress | undefined {
	const kind = chosenKind(raw) ?? (isEmail(raw, ids) ? 'email' : undefined);
	if (kind === undefined) return undefined;
	const value = valueOf(raw);
	return { kind, address: (kind === 'email' ? emailIn(value) : undefined) ?? asWritten(value) };
}

/** An email address in place of an ID, where no ID looks like one. */
function isEmail<T>(raw: unknown, ids: IdKind<T>): boolean {
	const value = valueOf(raw);
	return emailIn(value) !== undefined && ids.parse(trimmed(String(value))) === undefined;
}

function chosenKind(raw: unknown): AddressKind | undefined {
	return isObject(raw) && '__rl' in raw && (raw.mode === 'email' || raw.mode === 'phone')
		? raw.mode
		: undefined;
}

function valueOf(raw: unknown): unknown {
	return isObject(raw) && '__rl' in raw ? raw.value : raw;
}

/** @throws InvalidInput for what is no such ID */
function readId<T>(raw: unknown, label: string, ids: IdKind<T>, urlPattern: string | undefined): T {
	const value = valueOf(raw);
	const given = trimmed(String(value));
	const fromUrl =
		urlPattern !== undefined && (asObject(raw).mode === 'url' || given.startsWith('http'))
			? new RegExp(urlPattern).exec(given)?.[1]
			: undefined;
	const id =
		typeof value === 'object' || isInvalid(value) ? undefined : ids.parse(fromUrl ?? given);
	if (id === undefined)
		throw new InvalidInput(
			`"${label}" must be ${ids.looksLike}, not ${shown(value)}`,
			'Pick it from the list, or check the expression that should give the ID.',
		);
	return id;
}

function manyIds(raw: unknown, label: string): unknown[] {
	if (Array.isArray(raw)) return raw.flatMap((one) => manyIds(one, label));
	if (isBlank(raw) || isInvalid(raw)) return [raw];
	if (typeof raw === 'string') return partsOf(raw, /[\s,;]+/, label);
	const kind = chosenKind(raw);
	if (kind !== undefined) return addressesIn(valueOf(raw), kind, label);
	if (isObject(raw) && 'value' in raw)
		return raw.mode === 'url' ? [raw] : manyIds(raw.value, label);
	return [raw];
}

/** As mail programs write a name with a comma in it: `"Doe, Jane" <jane@example.com>`. */
const QUOTED_NAME = /"[^"\n]*"\s*(?=<)/g;

/** Addresses from one field, each by itself. Blanks are no separators: they stand in names and numbers. */
function addressesIn(value: unknown, mode: AddressKind, label: string): unknown[] {
	if (isBlank(value) || isInvalid(value)) return [value];
	const given = typeof value === 'string' ? value.replace(QUOTED_NAME, '') : value;
	return partsOf(given, /[,;\n]+/, label).map((part) =>
		isBlank(part) ? part : { __rl: true, mode, value: part },
	);
}

/** What a picker holds that was filled in with an ID. */
export function byId(value: string): IDataObject {
	return { __rl: true, mode: 'id', value };
}
