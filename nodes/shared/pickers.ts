import type { INodeProperties, INodePropertyMode } from 'n8n-workflow';
import { InvalidInput } from './errors';
import { entries, parameter, type Field } from './fields';
import { asArray, asObject } from './values';

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

/** A value that is its own text, such as a status. */
export const TEXT_ID: IdKind<string> = {
	looksLike: 'a text',
	placeholder: 'e.g. Open',
	parse: (text) => text,
};

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
}

/** One record, picked from a searchable list, by its address in the vendor's app, or by ID. */
export function picker<T>(label: string, ids: IdKind<T>, looks: PickerLooks = {}): Field<T | undefined> {
	return {
		label,
		property: (name) => pickerProperty(label, name, ids.placeholder, looks),
		read: (raw) => readId(raw, label, ids, looks.url?.pattern),
	};
}

/** Any number of records, each picked like one, or many IDs at once in one entry (`12, 15` or a list). */
export function pickers<T>(label: string, single: string, ids: IdKind<T>, looks: PickerLooks = {}): Field<readonly T[] | undefined> {
	return {
		label,
		property: (name) => entries(label, name, single, [pickerProperty(single, 'id', ids.placeholder, { ...looks, description: undefined })], { description: looks.description }),
		read(raw, place) {
			if (raw === undefined || raw === null || raw === '') return undefined;
			const given = Array.isArray(raw) || typeof raw !== 'object' ? [raw] : asArray(asObject(raw).values).map((entry) => asObject(entry).id);
			const found = given.flatMap((entry) => manyIds(entry)).map((id) => readId(id, label, ids, looks.url?.pattern));
			const picked = found.filter((id) => id !== undefined);
			// No entry at all clears the vendor's field; entries whose expressions gave nothing leave it alone.
			return picked.length > 0 || (place.inCollection && given.length === 0) ? [...new Set(picked)] : undefined;
		},
	};
}

/** IDs from one field: a list, or text with commas or spaces between. */
export function idList<T>(label: string, ids: IdKind<T>, description: string): Field<readonly T[] | undefined> {
	return {
		label,
		property: (name) => ({ displayName: label, name, type: 'string', default: '', description, placeholder: ids.placeholder }),
		read(raw) {
			const found = manyIds(raw).map((id) => readId(id, label, ids, undefined)).filter((id) => id !== undefined);
			return found.length === 0 ? undefined : [...new Set(found)];
		},
	};
}

function pickerProperty(label: string, name: string, placeholder: string, { search, url, description, hint }: PickerLooks): INodeProperties {
	const modes: INodePropertyMode[] = [mode('By ID', 'id', 'string', { placeholder })];
	if (url !== undefined) modes.unshift(mode('By URL', 'url', 'string', { placeholder: url.placeholder }));
	if (search !== undefined) modes.unshift(mode('From List', 'list', 'list', { typeOptions: { searchListMethod: search, searchable: true } }));
	return parameter('resourceLocator', label, name, { mode: modes[0].name, value: '' }, { modes, ...(description === undefined ? {} : { description }), ...(hint === undefined ? {} : { hint }) });
}

function mode(displayName: string, name: string, type: INodePropertyMode['type'], rest: Partial<INodePropertyMode>): INodePropertyMode {
	const named = { displayName, name, type };
	return { ...named, ...rest };
}

function readId<T>(raw: unknown, label: string, ids: IdKind<T>, urlPattern: string | undefined): T | undefined {
	const located = asObject(raw);
	const { mode } = located;
	const value: unknown = '__rl' in located ? located.value : raw;
	if (value === undefined || value === null || String(value).trim() === '') return undefined;
	const given = String(value).trim();
	const fromUrl = urlPattern !== undefined && (mode === 'url' || given.startsWith('http')) ? new RegExp(urlPattern).exec(given)?.[1] : undefined;
	const id = typeof value === 'object' ? undefined : ids.parse(fromUrl ?? given);
	if (id === undefined) throw new InvalidInput(`"${label}" has to be ${ids.looksLike}, not ${JSON.stringify(value).slice(0, 80)}`, 'Pick it from the list, or check the expression that should give the ID.');
	return id;
}

function manyIds(raw: unknown): unknown[] {
	if (raw === undefined || raw === null) return [];
	if (Array.isArray(raw)) return raw.flatMap((entry) => manyIds(entry));
	if (typeof raw === 'object') return 'value' in raw ? manyIds(raw.value) : [raw];
	return String(raw).split(/[\s,;]+/).filter((part) => part !== '');
}

