import { deepCopy, type IDataObject, type INodeProperties, type INodePropertyOptions, type NodePropertyTypes } from 'n8n-workflow';
import { readMoment, type Moment } from './dates';
import { InvalidInput } from './errors';
import type { ItemIndex } from './operation';
import { asObject } from './values';

/**
 * A form field: how it looks in the editor and how its value is read, in one place. The key under which a field stands
 * in its form is the parameter's name, stored in workflows: never rename it.
 */
export interface Field<T> {
	readonly label: string;
	property(name: string): INodeProperties;
	/** Where one parameter looks different under different conditions: instead of `property`. */
	properties?(name: string): INodeProperties[];
	/** @throws InvalidInput naming the label */
	read(raw: unknown, place: Place): T;
}

/** Where a value stands: in a collection, an empty text was put there on purpose and clears the vendor's field. */
export interface Place {
	readonly zone: string;
	/** The item's JSON, for fields that map columns by name. */
	readonly input: IDataObject;
	readonly inCollection: boolean;
}

export type Form = Readonly<Record<string, Field<unknown>>>;
export type Values<F extends Form> = { readonly [K in keyof F]: F[K] extends Field<infer T> ? T : never };

/** A file of the item, ready for JSON. */
export interface AttachedFile {
	readonly fileName: string;
	readonly mimeType: string;
	readonly base64: string;
}

/** One item's parameters and files, as the runner hands them to an operation. */
export interface Reader {
	readonly itemIndex: ItemIndex;
	/** The workflow's time zone, an IANA name. */
	readonly zone: string;
	readonly input: IDataObject;
	raw(name: string): unknown;
	/** @throws InvalidInput when the item has no such binary property */
	file(binaryProperty: string): Promise<AttachedFile>;
}

export function placeOf({ zone, input }: Reader, inCollection: boolean): Place {
	return { zone, input, inCollection };
}

/** Reads a whole form for one item. @throws InvalidInput */
export function readForm<F extends Form>(form: F, reader: Reader): Values<F> {
	const place = placeOf(reader, false);
	return Object.fromEntries(Object.entries(form).map(([name, field]) => [name, field.read(reader.raw(name), place)])) as Values<F>;
}

/**
 * A parameter as n8n wants it. Put together from parts, as n8n's lint takes any literal that looks like a parameter for
 * a whole one; test/descriptions checks the built ones instead.
 */
export function parameter(type: NodePropertyTypes, displayName: string, name: string, fallback: INodeProperties['default'], rest: Partial<INodeProperties> = {}): INodeProperties {
	const named = { displayName, name, type };
	return { ...named, default: fallback, ...rest };
}

type Looks = Partial<Pick<INodeProperties, 'description' | 'hint' | 'placeholder'>>;

/** The same field, but it has to be filled in. */
export function required<T>(field: Field<T | undefined>): Field<T> {
	return {
		...field,
		property: (name) => ({ ...field.property(name), required: true }),
		read(raw, place) {
			const value = field.read(raw, place);
			if (value === undefined || value === '') throw new InvalidInput(`"${field.label}" is empty`, 'Fill it in, or check the expression that should give its value.');
			return value;
		},
	};
}

/** The same field, shown only while other fields of the operation have one of the given values. */
export function when<T>(field: Field<T>, show: Record<string, Array<string | number | boolean>>): Field<T> {
	return { ...field, property: (name) => ({ ...field.property(name), displayOptions: { show: deepCopy(show) } }) };
}

export function text(label: string, looks: Looks & { rows?: number } = {}): Field<string | undefined> {
	const { rows, ...rest } = looks;
	return {
		label,
		property: (name) => parameter('string', label, name, '', { ...rest, ...(rows === undefined ? {} : { typeOptions: { rows } }) }),
		read(raw, { inCollection }) {
			if (raw === undefined || raw === null) return undefined;
			if (typeof raw === 'object') throw new InvalidInput(`"${label}" has to be a text, not ${Array.isArray(raw) ? 'a list' : 'an object'}`, 'Pick one value in the expression, or turn it into text with JSON.stringify().');
			const value = String(raw);
			return value === '' && !inCollection ? undefined : value;
		},
	};
}

export function integer(label: string, looks: Looks & { min?: number; max?: number; fallback?: number } = {}): Field<number | undefined> {
	const { min, max, fallback, ...rest } = looks;
	return {
		label,
		property: (name) => parameter('number', label, name, fallback ?? min ?? 0, { ...rest, typeOptions: { ...(min === undefined ? {} : { minValue: min }), ...(max === undefined ? {} : { maxValue: max }), numberPrecision: 0 } }),
		read(raw) {
			if (raw === undefined || raw === null || raw === '') return undefined;
			const value = typeof raw === 'string' && /^[+-]?\d+$/.test(raw.trim()) ? Number(raw) : raw;
			if (typeof value !== 'number' || !Number.isSafeInteger(value)) throw new InvalidInput(`"${label}" has to be a whole number, not ${JSON.stringify(raw)}`, 'Enter digits only.');
			if (min !== undefined && value < min) throw new InvalidInput(`"${label}" has to be at least ${min}, not ${value}`);
			if (max !== undefined && value > max) throw new InvalidInput(`"${label}" can be at most ${max}, not ${value}`);
			return value;
		},
	};
}

const FLAGS = new Map<unknown, boolean>([[true, true], [false, false], ['true', true], ['false', false], ['yes', true], ['no', false], ['y', true], ['n', false], ['1', true], ['0', false], [1, true], [0, false]]);

export function flag(label: string, description: string, fallback = false): Field<boolean | undefined> {
	return {
		label,
		property: (name) => parameter('boolean', label, name, fallback, { description }),
		read(raw) {
			if (raw === undefined || raw === null || raw === '') return undefined;
			const value = FLAGS.get(typeof raw === 'string' ? raw.trim().toLowerCase() : raw);
			if (value === undefined) throw new InvalidInput(`"${label}" has to be true or false, not ${JSON.stringify(raw)}`);
			return value;
		},
	};
}

export interface Choice<V extends string | number> {
	readonly name: string;
	readonly value: V;
	readonly description?: string;
}

/** A drop-down. An expression may also give the option's name, in any case. */
export function choice<V extends string | number>(label: string, choices: ReadonlyArray<Choice<V>>, looks: Looks & { fallback?: V } = {}): Field<V | undefined> {
	const { fallback, ...rest } = looks;
	return {
		label,
		property: (name) => parameter('options', label, name, fallback ?? choices[0].value, { options: choices.map((option): INodePropertyOptions => ({ ...option })), ...rest }),
		read(raw) {
			if (raw === undefined || raw === null) return undefined;
			const wanted = String(raw).trim().toLowerCase();
			const found = choices.find(({ name, value }) => String(value).toLowerCase() === wanted || name.toLowerCase() === wanted);
			if (found === undefined && raw === '') return undefined;
			if (found === undefined) throw new InvalidInput(`"${label}" can't be ${JSON.stringify(raw)}`, `It can be: ${choices.map(({ name, value }) => (name.toLowerCase() === String(value).toLowerCase() ? name : `${name} (${value})`)).join(', ')}.`);
			return found.value;
		},
	};
}

/** Any number of names from a list that the vendor gives; an expression may give them as a list or with commas between. */
export function selection(label: string, loadOptionsMethod: string, description: string): Field<readonly string[] | undefined> {
	return {
		label,
		property: (name) => parameter('multiOptions', label, name, [], { typeOptions: { loadOptionsMethod }, description: `${description}. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.` }),
		read: listedNames(label),
	};
}

/** A date or a date with time; see dates.ts for what it takes. */
export function date(label: string, looks: Looks = {}): Field<Moment | undefined> {
	return {
		label,
		property: (name) => ({ displayName: label, name, type: 'dateTime', default: '', ...looks }),
		read: (raw, { zone }) => (raw === undefined || raw === null || raw === '' ? undefined : readMoment(raw, zone, label)),
	};
}

/** An object given as JSON text or by an expression. */
export function json(label: string, looks: Looks = {}): Field<IDataObject | undefined> {
	return {
		label,
		property: (name) => ({ displayName: label, name, type: 'json', default: '', ...looks }),
		read(raw) {
			if (raw === undefined || raw === null || raw === '') return undefined;
			const value = typeof raw === 'string' ? parsed(raw, label) : raw;
			if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new InvalidInput(`"${label}" has to be a JSON object`, 'Write it as { "key": "value" }.');
			return value as IDataObject;
		},
	};
}

/** Names of binary properties, separated by commas. */
export function files(label: string, description: string): Field<readonly string[] | undefined> {
	return {
		label,
		property: (name) => ({ displayName: label, name, type: 'string', default: '', placeholder: 'e.g. data', description, hint: 'The name of the input binary field(s) containing the file(s), separated by commas' }),
		read: listedNames(label),
	};
}

/**
 * Texts from a list, or from one text with commas between; empty ones are left out.
 * @throws InvalidInput naming the label when there is an object among them
 */
export function listedTexts(raw: unknown, label: string): string[] {
	const parts: unknown[] = Array.isArray(raw) ? raw.flat(3) : typeof raw === 'string' ? raw.split(',') : raw === undefined || raw === null ? [] : [raw];
	if (parts.some((part) => typeof part === 'object' && part !== null)) throw new InvalidInput(`"${label}" has to be texts, not objects`, 'Pick one value of each object in the expression, such as {{ $json.list.map(entry => entry.name) }}.');
	return parts.filter((part) => part !== undefined && part !== null).map((part) => String(part).trim()).filter((part) => part !== '');
}

const listedNames = (label: string) => (raw: unknown): readonly string[] | undefined => {
	const names = listedTexts(raw, label);
	return names.length === 0 ? undefined : names;
};

/** A text for the reader of the form; holds no value. */
export function notice(label: string): Field<undefined> {
	return { label, property: (name) => ({ displayName: label, name, type: 'notice', default: '' }), read: () => undefined };
}

/** A parameter of any number of entries; they come under `values`. */
export function entries(displayName: string, name: string, single: string, values: INodeProperties[], looks: Looks): INodeProperties {
	const more = { typeOptions: { multipleValues: true }, placeholder: `Add ${single}`, ...looks, options: [{ name: 'values', displayName: single, values }] };
	return parameter('fixedCollection', displayName, name, {}, more);
}

/** Any number of entries, each with the same fields. */
export function rows<F extends Form>(label: string, single: string, form: F, looks: Looks = {}): Field<ReadonlyArray<Values<F>> | undefined> {
	return {
		label,
		property: (name) => entries(label, name, single, Object.entries(form).map(([key, field]) => field.property(key)), looks),
		read(raw, place) {
			const { values } = asObject(raw);
			if (!Array.isArray(values)) return undefined;
			return values.map((entry) => Object.fromEntries(Object.entries(form).map(([key, field]) => [key, field.read(asObject(entry)[key], place)])) as Values<F>);
		},
	};
}

/** Fields that the user adds one by one. Only what was added is in the values. */
export function collection<F extends Form>(label: string, form: F, placeholder = 'Add Field'): Field<Partial<Values<F>>> {
	return {
		label,
		property: (name) => ({
			displayName: label,
			name,
			type: 'collection',
			placeholder,
			default: {},
			options: Object.entries(form)
				.map(([key, field]) => field.property(key))
				.sort((a, b) => a.displayName.localeCompare(b.displayName, 'en')),
		}),
		read(raw, place) {
			const given = asObject(raw);
			const values: Record<string, unknown> = {};
			for (const [key, field] of Object.entries(form)) {
				if (!Object.hasOwn(given, key)) continue;
				const value = field.read(given[key], { ...place, inCollection: true });
				if (value !== undefined) values[key] = value;
			}
			return values as Partial<Values<F>>;
		},
	};
}

function parsed(source: string, label: string): unknown {
	try {
		return JSON.parse(source) as unknown;
	} catch {
		throw invalidJson(label);
	}
}

function invalidJson(label: string): InvalidInput {
	return new InvalidInput(`"${label}" is not valid JSON`, 'Look for a missing quote, comma or bracket.');
}
