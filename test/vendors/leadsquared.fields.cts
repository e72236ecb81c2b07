/**
 * Values of activity fields in the fake LeadSquared: what they may be, and where they are kept
 * (contract 4.2, 4.6, 4.11).
 */
import {
	mx,
	malformed,
	shaped,
	moment,
	clean,
	type Account,
	type SentField,
} from './leadsquared.answers.cts';
import type { Activity, Store } from './leadsquared.data.cts';
import {
	OPTIONS,
	SET_FIELDS,
	type ActivityType,
	type FieldMeta,
} from './leadsquared.types.data.cts';

type Values = Activity['Fields'];

/** What values are checked against. */
interface Against {
	readonly store: Store;
	readonly code: number;
	/** Drop-downs take anything. */
	readonly lenient: boolean;
	readonly isNew: boolean;
}

/** contract 4.12 */
export const FIRST_OPPORTUNITY = 12_000;
export const FIRST_CUSTOM = 100;
export const MOST_FIELDS = 50;

export const noActivity = () => mx('UnknownProspectActivity', 'Activity does not exist.');
export const noType = (code: unknown) =>
	mx('InvalidActivity', `Invalid activity event code ${code}.`);
const badField = ({ SchemaName, DataType }: FieldMeta, what: string) =>
	mx('InvalidActivityFields', `Field name : '${SchemaName}' of datatype : '${DataType}' ${what}.`);

/** The values a drop-down takes, whether its OptionSet says them or only Options/Get does. */
export function optionsOf(code: number, { SchemaName, OptionSet }: FieldMeta) {
	const options = OPTIONS[`${code} ${SchemaName}`];
	if (options !== undefined || OptionSet === '') return options;
	return (JSON.parse(OptionSet) as Array<{ Value: string }>).map(({ Value }) => Value);
}

/**
 * data type -> refuses a value; other types are plain text. The name Lead is unverified (contract
 * 4.12).
 */
const CHECKS: Record<string, (value: string, meta: FieldMeta, against: Against) => void> = {
	Number: (value, meta) => {
		if (!/^-?\d+(\.\d+)?$/.test(value)) throw badField(meta, 'has an invalid value');
	},
	DateTime: (value, meta) => {
		if (moment(value) === undefined) throw badField(meta, 'has an invalid value');
	},
	Lead: (value, meta, { store }) => {
		if (!store.leads.has(value.toLowerCase()))
			throw mx('InvalidEntityReference', `Field name : '${meta.SchemaName}': no lead ${value}.`);
	},
	ActiveUsers: (value, meta, { store }) => {
		if (store.users.get(value)?.StatusCode !== 0)
			throw mx(
				'InvalidEntityReference',
				`Field name : '${meta.SchemaName}': no active user ${value}.`,
			);
	},
	/**
	 * `ValidateDropDownOptions: true` skips this by the vendor's text, in spite of its name (contract
	 * 4.6, 9 no. 1: unverified, so there is the option dropDownFlag)
	 */
	SearchableDropdown: (value, meta, { code, lenient }) => {
		if (lenient || meta.IncludeOthersOption || (optionsOf(code, meta)?.includes(value) ?? true))
			return;
		throw mx(
			'InvalidEntityReference',
			`Field name : '${meta.SchemaName}': value '${value}' is not in the drop-down.`,
		);
	},
};

/** A field's value as it is to be stored; an empty one clears (contract 4.6). */
function accepted({ Value = '', Fields }: SentField, meta: FieldMeta, against: Against) {
	if (meta.IsReadOnly) throw badField(meta, 'is read only');
	if (Fields !== undefined) return nested(Fields, meta, against);
	clean(Value);
	if (Value === '' && meta.IsMandatory) throw badField(meta, 'is mandatory');
	if (Value.length > meta.MaxFieldLength)
		throw badField(meta, `exceeds the maximum length of ${meta.MaxFieldLength}`);
	if (Value !== '') CHECKS[meta.DataType ?? '']?.(Value, meta, against);
	return Value;
}

/** the values of a custom field set (contract 4.2) */
function nested(
	fields: NonNullable<SentField['Fields']>,
	meta: FieldMeta,
	{ code, lenient }: Against,
) {
	const inner = SET_FIELDS[`${code} ${meta.SchemaName}`];
	if (inner === undefined) throw badField(meta, 'is not a custom field set');
	return Object.fromEntries(
		fields.map((one) => {
			if (!inner.includes(one.SchemaName))
				throw mx(
					'InvalidActivityFields',
					`Field name : '${one.SchemaName}' is not in '${meta.SchemaName}'.`,
				);
			const options = OPTIONS[`${code} ${meta.SchemaName} ${one.SchemaName}`];
			if (!lenient && one.Value !== '' && options !== undefined && !options.includes(one.Value))
				throw mx(
					'InvalidEntityReference',
					`Field name : '${one.SchemaName}': value '${one.Value}' is not in the drop-down.`,
				);
			return [one.SchemaName, clean(one.Value)];
		}),
	);
}

/** JSON types first: they are the parser's business, whatever the values mean (contract 3.2). */
export function parsedFields(fields: readonly unknown[] = []) {
	for (const one of fields) {
		const shape = { SchemaName: 'string', Value: 'string', Fields: 'list' } as const;
		const { SchemaName, Value, Fields } = shaped(one, shape, 'Fields');
		if (SchemaName === undefined) throw malformed('attribute SchemaName is missing in Fields');
		if (Value === undefined && Fields === undefined)
			throw malformed(`attribute Value is missing for ${SchemaName}`);
		for (const each of Fields ?? []) {
			const inner = { SchemaName: 'string', Value: 'string' } as const;
			const sent = shaped(each, inner, `Fields of ${SchemaName}`);
			if (sent.SchemaName === undefined || sent.Value === undefined)
				throw malformed(`attribute missing in Fields of ${SchemaName}`);
		}
	}
}

/** Told of a new activity and of a changed one in different words (contract 3.3 has both). */
const unknownField = (name: string, { isNew }: Against) =>
	isNew
		? mx('UnknownAttribute', `Attribute ${name} does not exist.`)
		: mx('InvalidActivityFields', `Field name : '${name}' does not exist.`);

/** schema name -> accepted value, of all fields or of none */
export function acceptedFields(
	fields: readonly SentField[],
	type: ActivityType,
	against: Against,
): Values {
	if (fields.filter((one) => one.SchemaName.startsWith('mx_Custom_')).length > MOST_FIELDS)
		throw mx('InvalidInput', `More than ${MOST_FIELDS} custom fields.`);
	return Object.fromEntries(
		fields.map((one) => {
			const meta = type.fields.find((candidate) => candidate.SchemaName === one.SchemaName);
			if (meta === undefined) throw unknownField(one.SchemaName, against);
			return [one.SchemaName, accepted(one, meta, against)];
		}),
	);
}

/** Does the look at drop-downs not happen? (contract 9 no. 1) */
export const isLenient = (
	{ ValidateDropDownOptions: flag }: { readonly ValidateDropDownOptions?: boolean },
	{ how }: Account,
) => (how.dropDownFlag === 'skips') === (flag === true);

/** What a new activity has to have (contract 3.3). */
export function demandFields(values: Values, { fields }: ActivityType) {
	const missing = fields.find((meta) => meta.IsMandatory && (values[meta.SchemaName] ?? '') === '');
	if (missing !== undefined) throw badField(missing, 'is mandatory');
}

/** Keeps values; `Status` and `Owner` are the activity's own (contract 4.2). */
export function keep(
	activity: Pick<Activity, 'Status' | 'Owner' | 'Fields'>,
	{ Status = activity.Status, Owner = activity.Owner, ...custom }: Values,
) {
	Object.assign(activity, { Status, Owner, Fields: { ...activity.Fields, ...custom } });
}
