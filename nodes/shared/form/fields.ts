import {
	deepCopy,
	type IDataObject,
	type INodeProperties,
	type INodePropertyOptions,
	type NodePropertyTypes,
} from 'n8n-workflow';
import { InvalidInput } from '../contract/errors';
import type { Field, Form, Values } from '../contract/field';
import { readMoment, type Edge, type Moment } from '../text/dates';
import { shown } from '../text/sentences';
import { asObject, asPlainNumber, fromJson, invalidIn, isObject } from '../text/unknownJson';
import { emptyField, filledIn, isBlank, onBlank, trimmed } from './blank';
import { readEach } from './foundRecords';
import { partsOf, readEntry, readFlag, readText, refuseInvalid } from './strictTypes';

/**
 * A parameter as n8n wants it. Put together from parts, as n8n's lint takes any literal that looks like a parameter for
 * a whole one; test/descriptions checks the built ones instead.
 */
export function parameter(
	type: NodePropertyTypes,
	displayName: string,
	name: string,
	fallback: INodeProperties['default'],
	rest: Partial<INodeProperties> = {},
): INodeProperties {
	const named = { displayName, name, type };
	return { ...named, default: fallback, ...rest };
}

/** What a field shows beside its label. */
export type Looks = Partial<Pick<INodeProperties, 'description' | 'hint' | 'placeholder'>>;

/** The same field, but it has to be filled in. @param advice what to do where it is empty */
export function required<T>(field: Field<T | undefined>, advice?: string): Field<T> {
	const isEmpty = field.isBlank ?? isBlank;
	return {
		...field,
		isRequired: true,
		property: (name) => ({ ...field.property(name), required: true }),
		read(raw, place) {
			const value = isEmpty(raw) ? undefined : field.read(raw, place);
			if (value === undefined) throw emptyField(field.label, advice);
			return value;
		},
	};
}

/** The same field, shown only while other fields of the operation have one of the given values, and required then. */
export function requiredWhen<T>(
	field: Field<T | undefined>,
	show: Parameters<typeof when>[1],
	advice?: string,
): Field<T | undefined> {
	return when<T | undefined>(required(field, advice), show);
}

/** The same field; null says that the vendor's field is cleared, as it came blank and Blank Values asks for it. */
export function clearable<T>(field: Field<T>): Field<T | null> {
	const isEmpty = field.isBlank ?? isBlank;
	return {
		...field,
		read: (raw, place) =>
			place.blank === 'clear' && place.added && isEmpty(raw) ? null : field.read(raw, place),
	};
}

/** The same field, of which what is found or changed depends: a blank is refused wherever it stands. */
export function criterion<T>(field: Field<T>): Field<T> {
	return { ...field, read: (raw, place) => field.read(raw, { ...place, blank: 'refuse' }) };
}

/** The same field, on which nothing depends: a blank is left out wherever it stands. */
export function ifAny<T>(field: Field<T>): Field<T> {
	return { ...field, read: (raw, place) => field.read(raw, { ...place, blank: 'leaveOut' }) };
}

/** The same field, for the whole run: no expression in it. */
export function fixed<T>(field: Field<T>): Field<T> {
	return { ...field, property: (name) => ({ ...field.property(name), noDataExpression: true }) };
}

/** The same field, shown only while other fields of the operation have one of the given values. */
export function when<T>(
	field: Field<T>,
	show: Record<string, Array<string | number | boolean>>,
): Field<T> {
	return {
		...field,
		shownFor: show,
		property: (name) => ({ ...field.property(name), displayOptions: { show: deepCopy(show) } }),
	};
}

export function text(
	label: string,
	looks: Looks & { rows?: number } = {},
): Field<string | undefined> {
	const { rows, ...rest } = looks;
	return {
		label,
		property: (name) =>
			parameter('string', label, name, '', {
				...rest,
				...(rows === undefined ? {} : { typeOptions: { rows } }),
			}),
		read: (raw, place) => (isBlank(raw) ? onBlank(label, place) : readText(raw, label)),
	};
}

/** The same for an ID or another name of one thing: blanks and marks that nobody sees around it are no part of it. */
export function identifier(label: string, looks: Looks = {}): Field<string | undefined> {
	const plain = text(label, looks);
	return {
		...plain,
		read(raw, place) {
			const name = plain.read(raw, place);
			return name === undefined ? undefined : trimmed(name);
		},
	};
}

export function integer(
	label: string,
	looks: Looks & { min?: number; max?: number; fallback?: number } = {},
): Field<number | undefined> {
	const { min, max, fallback, ...rest } = looks;
	return {
		label,
		property: (name) =>
			parameter('number', label, name, fallback ?? min ?? 0, {
				...rest,
				typeOptions: {
					...(min === undefined ? {} : { minValue: min }),
					...(max === undefined ? {} : { maxValue: max }),
					numberPrecision: 0,
				},
			}),
		read(raw, place) {
			if (isBlank(raw)) return onBlank(label, place);
			const value = asPlainNumber(raw);
			if (value === undefined || !Number.isSafeInteger(value))
				throw new InvalidInput(
					`"${label}" must be a whole number, not ${shown(raw)}`,
					'Enter digits only.',
				);
			if (min !== undefined && value < min)
				throw new InvalidInput(`"${label}" must be at least ${min}, not ${value}`);
			if (max !== undefined && value > max)
				throw new InvalidInput(`"${label}" can be at most ${max}, not ${value}`);
			return value;
		},
	};
}

/**
 * A yes/no.
 * @param usual what holds while nobody has said anything. In a collection the toggle comes up with the opposite, so
 * that adding it and leaving it as it is does what its name says.
 */
export function flag(
	label: string,
	description: string,
	usual = false,
): Field<boolean | undefined> {
	return {
		label,
		property: (name) => parameter('boolean', label, name, usual, { description }),
		read: (raw, place) => (isBlank(raw) ? onBlank(label, place) : readFlag(raw, label)),
	};
}

export interface Choice<V extends string | number> {
	readonly name: string;
	readonly value: V;
	readonly description?: string;
}

/**
 * A drop-down. An expression may also give the option's name, in any case; one that gives nothing
 * is an error anywhere.
 */
export function choice<V extends string | number>(
	label: string,
	choices: ReadonlyArray<Choice<V>>,
	looks: Looks & { fallback?: V } = {},
): Field<V | undefined> {
	const { fallback, ...rest } = looks;
	return {
		label,
		property: (name) =>
			parameter('options', label, name, fallback ?? choices[0].value, {
				options: choices.map((option): INodePropertyOptions => ({ ...option })),
				...rest,
			}),
		read(raw, place) {
			const wanted = String(raw ?? '')
				.trim()
				.toLowerCase();
			const found = choices.find(
				({ name, value }) =>
					String(value).toLowerCase() === wanted || name.toLowerCase() === wanted,
			);
			// A choice may be an empty text, but only as one that was picked.
			if (found !== undefined && (wanted !== '' || raw === '')) return found.value;
			if (wanted === '') return onBlank(label, { ...place, blank: 'refuse' });
			throw new InvalidInput(
				`"${label}" can't be ${shown(raw)}`,
				`It can be: ${choices.map(choiceText).join(', ')}.`,
			);
		},
	};
}

/** A choice as an error names it: its label, and its value where that is another word. */
function choiceText({ name, value }: Choice<string | number>): string {
	return name.toLowerCase() === String(value).toLowerCase() ? name : `${name} (${value})`;
}

/**
 * Any number of fixed values, each by its value or its name; an expression may give them as a list or with commas
 * between.
 */
export function choices<V extends string | number>(
	label: string,
	options: ReadonlyArray<Choice<V>>,
	description: string,
): Field<readonly V[] | undefined> {
	const names = listOfNames(label);
	const one = choice(label, options);
	return {
		label,
		property: (name) =>
			parameter('multiOptions', label, name, [], {
				options: options.map((option): INodePropertyOptions => ({ ...option })),
				description,
			}),
		isBlank: names.isBlank,
		read: (raw, place) =>
			names
				.read(raw, place)
				?.map((name) => one.read(name, place))
				.filter((value) => value !== undefined),
	};
}

/**
 * Any number of names from a list that the vendor gives; an expression may give them as a list or
 * with commas between.
 */
export function selection(
	label: string,
	loadOptionsMethod: string,
	description: string,
): Field<readonly string[] | undefined> {
	return {
		label,
		property: (name) =>
			parameter('multiOptions', label, name, [], {
				typeOptions: { loadOptionsMethod },
				description:
					`${description}. Choose from the list, or specify IDs using an <a ` +
					'href="https://docs.n8n.io/code/expressions/">expression</a>.',
			}),
		...listOfNames(label),
	};
}

/** A date or a date with time; see dates.ts for what it takes. @param edge what a day without a time means */
export function date(label: string, edge: Edge, looks: Looks = {}): Field<Moment | undefined> {
	return {
		label,
		property: (name) => ({ displayName: label, name, type: 'dateTime', default: '', ...looks }),
		takesDates: true,
		read: (raw, place) =>
			isBlank(raw) ? onBlank(label, place) : readMoment(raw, place, label, edge),
	};
}

/** An object given as JSON text or by an expression. */
export function json(
	label: string,
	looks: Looks & { readonly default?: string } = {},
): Field<IDataObject | undefined> {
	return {
		label,
		property: (name) => ({ displayName: label, name, type: 'json', default: '', ...looks }),
		read(raw, place) {
			if (isBlank(raw)) return onBlank(label, place);
			const value = typeof raw === 'string' ? fromJson(raw) : raw;
			if (value === undefined)
				throw new InvalidInput(
					`"${label}" is not valid JSON`,
					'Look for a missing quote, comma or bracket.',
				);
			if (!isObject(value))
				throw new InvalidInput(
					`"${label}" must be a JSON object`,
					'Write it as { "key": "value" }.',
				);
			refuseInvalid(invalidIn(value), label);
			return value;
		},
	};
}

/** Names of binary properties, separated by commas. */
export function files(label: string, description: string): Field<readonly string[] | undefined> {
	const { isBlank: isNone, read } = listOfNames(label);
	return {
		label,
		property: (name) => ({
			displayName: label,
			name,
			type: 'string',
			default: '',
			placeholder: 'e.g. data',
			description,
			hint: 'The name of the input binary field(s) containing the file(s), separated by commas',
		}),
		isBlank: isNone,
		read(raw, place) {
			// The same file twice is a slip, and would be stored twice.
			const names = read(raw, place);
			return names && [...new Set(names)];
		},
	};
}

/** How any number of names is read: a list, the JSON text of one, or text with commas between. */
function listOfNames(
	label: string,
): Pick<Field<readonly string[] | undefined>, 'isBlank' | 'read'> {
	const partsIn = (raw: unknown) => partsOf(raw, ',', label);
	return {
		isBlank: (raw) => partsIn(raw).every(isBlank),
		read(raw, place) {
			const names = filledIn(partsIn(raw), label, place).map((part) => readEntry(part, label));
			return names.length === 0 ? onBlank(label, place) : names;
		},
	};
}

/** Any number of words: a list, the JSON text of one, or text with commas between. */
export function words(label: string, looks: Looks = {}): Field<readonly string[] | undefined> {
	return {
		label,
		property: (name) => text(label, looks).property(name),
		...listOfNames(label),
	};
}

/** A text for the reader of the form; holds no value. */
export function notice(label: string): Field<undefined> {
	return {
		label,
		property: (name) => ({ displayName: label, name, type: 'notice', default: '' }),
		read: () => undefined,
	};
}

/** Whether one of the fields may take an address for a record. */
export function looksUp(form: Form): boolean {
	return Object.values(form).some((field) => field.looksUp === true);
}

/** Whether one of the fields may take a date. */
export function takesDates(form: Form): boolean {
	return Object.values(form).some((field) => field.takesDates === true);
}

/** The parameters of a collection, sorted as n8n wants them. Adding a yes/no changes something: see `flag`. */
export function addedOneByOne(properties: readonly INodeProperties[]): INodeProperties[] {
	return properties
		.map((property) =>
			property.type === 'boolean' ? { ...property, default: property.default !== true } : property,
		)
		.sort((a, b) => a.displayName.localeCompare(b.displayName, 'en'));
}

/** Fields that the user adds one by one. Only what was added is in the values. */
export function collection<F extends Form>(
	label: string,
	form: F,
	placeholder = 'Add Field',
): Field<Partial<Values<F>>> {
	const entries = Object.entries(form);
	return {
		label,
		property: (name) => ({
			displayName: label,
			name,
			type: 'collection',
			placeholder,
			default: {},
			options: addedOneByOne(entries.map(([key, field]) => field.property(key))),
		}),
		looksUp: looksUp(form),
		takesDates: takesDates(form),
		read(raw, place) {
			const given = asObject(raw);
			const added = entries.filter(([key]) => Object.hasOwn(given, key));
			const values: Record<string, unknown> = {};
			if (added.length === 0) return values as Partial<Values<F>>;
			const inside = { ...place, added: true, beside: values };
			readEach(added, ([key, field]) => {
				const value = field.read(given[key], inside);
				if (value !== undefined) values[key] = value;
			});
			for (const [key, field] of added) field.agrees?.(given[key], values);
			return values as Partial<Values<F>>;
		},
	};
}
