import type { FieldType, IDataObject, ResourceMapperValue } from 'n8n-workflow';
import { InvalidInput } from '../contract/errors';
import type { Place, Field } from '../contract/field';
import { readMoment, type Moment } from '../text/dates';
import { asObject, asRows, asText, invalidIn, isObject } from '../text/unknownJson';
import { emptyField, filledIn, isBlank, onBlank } from './blank';
import { readFlag, readNumber, readText, refuseInvalid } from './strictTypes';

/** A value for one of the vendor's own fields, with what its metadata said about it when the form was filled in. */
export interface MappedValue {
	/** The vendor's name of the field. */
	readonly id: string;
	readonly label: string;
	readonly type: FieldType;
	/**
	 * By type: a number, a boolean, a Moment, else text, a list of texts, or an object or list as it came. Null clears
	 * the field. A day stands for its first moment.
	 */
	readonly value: string | number | boolean | Moment | IDataObject | unknown[] | null;
}

interface MapperLooks {
	readonly description?: string;
	readonly hint?: string;
	readonly noun: string;
	/** How the vendor names such fields: columns with such names are written also where the form does not know them. */
	readonly names: RegExp;
	/**
	 * Whether the vendor has fields that hold several values, without saying which: every text field takes a list
	 * then. A list where one number, moment or yes is expected is more likely a slip.
	 */
	readonly takesLists?: boolean;
	/** A picker without whose choice there are no fields: n8n would say so in red on a form that nobody has touched. */
	readonly shownAfter?: string;
}

/**
 * The vendor's own fields of a type, with labels and types from its metadata. Mapped one by one, or automatically: then
 * input columns count that are named like the field or like its label.
 * @param method the node's resource-mapping method
 * @param reloadOn parameters on which the fields depend
 */
export function mapper(
	label: string,
	method: string,
	reloadOn: string[],
	{ noun, names, shownAfter, takesLists = false, ...looks }: MapperLooks,
): Field<readonly MappedValue[]> {
	return {
		label,
		property: (name) => ({
			displayName: label,
			name,
			type: 'resourceMapper',
			noDataExpression: true,
			default: { mappingMode: 'defineBelow', value: null },
			...looks,
			...(shownAfter === undefined ? {} : { displayOptions: { hide: { [shownAfter]: [''] } } }),
			typeOptions: {
				loadOptionsDependsOn: [...reloadOn],
				// n8n shows this instead of the parameter's own name, which is what messages call it.
				resourceMapper: {
					resourceMapperMethod: method,
					valuesLabel: label,
					mode: 'add',
					fieldWords: { singular: noun, plural: `${noun}s` },
					addAllFields: false,
					multiKeyMatch: false,
					supportAutoMap: true,
					allowEmptyValues: true,
				},
			},
		}),
		takesDates: true,
		read(raw, place) {
			const { mappingMode, value, schema } = asObject(raw) as Partial<ResourceMapperValue>;
			const known = asRows(schema);
			const values =
				mappingMode === 'autoMapInputData'
					? columnsByField(place.input, known, names, label)
					: Object.entries(asObject(value));
			return values.flatMap(([id, given]) => described(id, given, known, place, takesLists));
		},
	};
}

/** The same mapper for a new record: a field that the metadata calls required has to have a value. */
export function complete(field: Field<readonly MappedValue[]>): Field<readonly MappedValue[]> {
	return {
		...field,
		read(raw, place) {
			const values = field.read(raw, place);
			const filled = new Set(values.filter(({ value }) => !isBlank(value)).map(({ id }) => id));
			const missing = asRows(asObject(raw).schema).find(
				({ id, required }) => required === true && !filled.has(asText(id)),
			);
			if (missing !== undefined)
				throw emptyField(
					asText(missing.displayName) || asText(missing.id),
					'New records need a value for it. Fill it in, or check the expression that should give its value.',
				);
			return values;
		},
	};
}

/**
 * The columns of the input that are fields: by the form's list of them, or by the way the vendor
 * names them. @throws InvalidInput when there is no list to go by, or two columns are the same field
 */
function columnsByField(
	input: IDataObject,
	schema: IDataObject[],
	names: RegExp,
	label: string,
): Array<[string, unknown]> {
	const ids = idsByName(schema);
	const columns = new Map<string, string>();
	const values: Array<[string, unknown]> = [];
	for (const [column, value] of Object.entries(input)) {
		const name = column.trim();
		const id = ids.get(name.toLowerCase()) ?? (names.test(name) ? name : undefined);
		if (id === undefined) continue;
		const other = columns.get(id.toLowerCase());
		if (other !== undefined)
			throw new InvalidInput(
				`The columns "${other}" and "${column}" are both the field ${id}`,
				`Remove or rename one of them, or map each field of "${label}" below.`,
			);
		columns.set(id.toLowerCase(), column);
		values.push([id, value]);
	}
	if (values.length === 0 && schema.length === 0)
		throw new InvalidInput(
			`"${label}" does not know which columns are fields`,
			'Reload the list of fields, or map each field below.',
		);
	return values;
}

/**
 * The IDs of fields by all names that a column of theirs can have, in small letters; an ID counts
 * more than a label.
 */
function idsByName(schema: IDataObject[]): ReadonlyMap<string, string> {
	const fields = schema.map(({ id, displayName }) => ({
		id: asText(id),
		label: asText(displayName),
	}));
	return new Map(
		[
			...fields.map(({ id, label }) => [withoutId(label, id), id] as const),
			...fields.map(({ id, label }) => [label, id] as const),
			...fields.map(({ id }) => [id, id] as const),
		].map(([name, id]) => [name.toLowerCase(), id]),
	);
}

/** A label such as `Topic (mx_Custom_1)` is `Topic` in a sheet. */
function withoutId(label: string, id: string): string {
	return label.endsWith(`(${id})`) ? label.slice(0, -id.length - 2).trim() : label;
}

/** One value of a mapper, read by what the form knows of its field. @throws InvalidInput naming the field */
export function described(
	id: string,
	given: unknown,
	schema: readonly IDataObject[],
	place: Place,
	takesLists = false,
): MappedValue[] {
	const field = schema.find((one) => one.id === id);
	const about = {
		id,
		label: asText(field?.displayName) || id,
		type: (asText(field?.type) || 'string') as FieldType,
	};
	// Every field of a mapper was put there; that it can be cleared is for the vendor's own folder to say.
	if (isBlank(given) && place.blank === 'clear') return [{ ...about, value: null }];
	if (isBlank(given)) return onBlank(about.label, { ...place, added: true }) ?? [];
	// Of a field that the form does not know, nobody can say that it holds no objects.
	const read = field === undefined ? { ...about, type: 'object' as const } : about;
	const value =
		takesLists && Array.isArray(given) && read.type === 'string'
			? filledIn(given, about.label, place).map((entry) => readText(entry, about.label))
			: typed(given, read, place);
	return [{ ...about, value }];
}

const HOLDERS: ReadonlySet<FieldType> = new Set(['array', 'object']);

/** @throws InvalidInput naming the field */
function typed(
	given: unknown,
	{ label, type }: Pick<MappedValue, 'label' | 'type'>,
	place: Place,
): MappedValue['value'] {
	if (type === 'boolean') return readFlag(given, label);
	if (type === 'number') return readNumber(given, label);
	if (type === 'dateTime') return readMoment(given, place, label, 'start');
	if (HOLDERS.has(type) && (isObject(given) || Array.isArray(given))) {
		refuseInvalid(invalidIn(given), label);
		return given;
	}
	return readText(given, label);
}
