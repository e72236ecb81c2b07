import type { FieldType, IDataObject, ResourceMapperValue } from 'n8n-workflow';
import type { Field } from './fields';
import { InvalidInput } from './errors';
import { asArray, asObject, asRows, asText } from './values';

/** A value for one of the vendor's own fields, with what its metadata said about it when the form was filled in. */
export interface MappedValue {
	/** The vendor's name of the field. */
	readonly id: string;
	readonly label: string;
	readonly type: FieldType;
	/** As n8n hands it out; an empty text clears the field, null was left out already. */
	readonly value: unknown;
}

interface MapperLooks {
	readonly description?: string;
	readonly hint?: string;
	readonly noun: string;
}

/**
 * The vendor's own fields of a type, with labels and types from its metadata. Mapped one by one, or automatically: then
 * input columns count that are named like the field or like its label.
 * @param method the node's resource-mapping method
 * @param reloadOn parameters on which the fields depend
 */
export function mapper(label: string, method: string, reloadOn: string[], { noun, ...looks }: MapperLooks): Field<readonly MappedValue[]> {
	return {
		label,
		property: (name) => ({
			displayName: label,
			name,
			type: 'resourceMapper',
			noDataExpression: true,
			default: { mappingMode: 'defineBelow', value: null },
			...looks,
			typeOptions: {
				loadOptionsDependsOn: [...reloadOn],
				// n8n shows this instead of the parameter's own name, which is what messages call it.
				resourceMapper: { resourceMapperMethod: method, valuesLabel: label, mode: 'add', fieldWords: { singular: noun, plural: `${noun}s` }, addAllFields: false, multiKeyMatch: false, supportAutoMap: true },
			},
		}),
		read(raw, { input }) {
			const { mappingMode, value, schema } = asObject(raw) as Partial<ResourceMapperValue>;
			const known = asRows(schema);
			const values = mappingMode === 'autoMapInputData' ? columnsByField(input, known) : asObject(value);
			return Object.entries(values).flatMap(([id, given]) => (given === undefined || given === null ? [] : [described(id, given, known)]));
		},
	};
}

/** The same mapper for a new record: a field that the metadata calls required has to have a value. */
export function complete(field: Field<readonly MappedValue[]>): Field<readonly MappedValue[]> {
	return {
		...field,
		read(raw, place) {
			const values = field.read(raw, place);
			const filled = new Set(values.filter(({ value }) => value !== '').map(({ id }) => id));
			const missing = asRows(asObject(raw).schema).find(({ id, required }) => required === true && !filled.has(asText(id)));
			if (missing !== undefined) throw new InvalidInput(`"${asText(missing.displayName) || asText(missing.id)}" is empty`, 'New records need a value for it. Fill it in, or check the expression that should give its value.');
			return values;
		},
	};
}

function columnsByField(input: IDataObject, schema: IDataObject[]): IDataObject {
	const columns = new Map(Object.entries(input).map(([column, value]) => [column.trim().toLowerCase(), value]));
	const values = schema.map(({ id, displayName }): [string, unknown] => [asText(id), [asText(id), asText(displayName), withoutId(asText(displayName), asText(id))].map((name) => columns.get(name.toLowerCase())).find((value) => value !== undefined && value !== null)]);
	return Object.fromEntries(values) as IDataObject;
}

/** A label such as `Topic (mx_Custom_1)` is `Topic` in a sheet. */
function withoutId(label: string, id: string): string {
	return label.endsWith(`(${id})`) ? label.slice(0, -id.length - 2).trim() : label;
}

function described(id: string, value: unknown, schema: IDataObject[]): MappedValue {
	const field = asObject(asArray(schema).find((one) => asObject(one).id === id));
	return { id, value, label: asText(field.displayName) || id, type: (asText(field.type) || 'string') as FieldType };
}
