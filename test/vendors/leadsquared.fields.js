'use strict';
/**
 * Values of activity fields in the fake LeadSquared: what they may be, and where they are kept
 * (contract 4.2, 4.6, 4.11).
 */
const { mx, malformed, shaped, moment, clean } = require('./leadsquared.answers');
const { OPTIONS, SET_FIELDS } = require('./leadsquared.types.data');

/** contract 4.12 */
const FIRST_OPPORTUNITY = 12_000;
const FIRST_CUSTOM = 100;
const MOST_FIELDS = 50;

const noActivity = () => mx('UnknownProspectActivity', 'Activity does not exist.');
const noType = (code) => mx('InvalidActivity', `Invalid activity event code ${code}.`);
const badField = ({ SchemaName, DataType }, what) =>
	mx('InvalidActivityFields', `Field name : '${SchemaName}' of datatype : '${DataType}' ${what}.`);

/** The values a drop-down takes, whether its OptionSet says them or only Options/Get does. */
function optionsOf(code, { SchemaName, OptionSet }) {
	return (
		OPTIONS[`${code} ${SchemaName}`] ??
		(OptionSet === '' ? undefined : JSON.parse(OptionSet).map((option) => option.Value))
	);
}

/**
 * data type -> refuses a value; other types are plain text. The name Lead is unverified (contract
 * 4.12).
 */
const CHECKS = {
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
function accepted({ Value = '', Fields }, meta, context) {
	if (meta.IsReadOnly) throw badField(meta, 'is read only');
	if (Fields !== undefined) return nested(Fields, meta, context);
	clean(Value);
	if (Value === '' && meta.IsMandatory) throw badField(meta, 'is mandatory');
	if (Value.length > meta.MaxFieldLength)
		throw badField(meta, `exceeds the maximum length of ${meta.MaxFieldLength}`);
	if (Value !== '') CHECKS[meta.DataType]?.(Value, meta, context);
	return Value;
}

/** the values of a custom field set (contract 4.2) */
function nested(fields, meta, { code, lenient }) {
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
function parsedFields(fields = []) {
	for (const one of fields) {
		shaped(one, { SchemaName: 'string', Value: 'string', Fields: 'list' }, 'Fields');
		if (one.SchemaName === undefined) throw malformed('attribute SchemaName is missing in Fields');
		if (one.Value === undefined && one.Fields === undefined)
			throw malformed(`attribute Value is missing for ${one.SchemaName}`);
		for (const inner of one.Fields ?? []) {
			shaped(inner, { SchemaName: 'string', Value: 'string' }, `Fields of ${one.SchemaName}`);
			if (inner.SchemaName === undefined || inner.Value === undefined)
				throw malformed(`attribute missing in Fields of ${one.SchemaName}`);
		}
	}
	return fields;
}

/** Told of a new activity and of a changed one in different words (contract 3.3 has both). */
const unknownField = (name, { isNew }) =>
	isNew
		? mx('UnknownAttribute', `Attribute ${name} does not exist.`)
		: mx('InvalidActivityFields', `Field name : '${name}' does not exist.`);

/** schema name -> accepted value, of all fields or of none */
function acceptedFields(fields, type, context) {
	if (fields.filter((one) => one.SchemaName.startsWith('mx_Custom_')).length > MOST_FIELDS)
		throw mx('InvalidInput', `More than ${MOST_FIELDS} custom fields.`);
	return Object.fromEntries(
		fields.map((one) => {
			const meta = type.fields.find((candidate) => candidate.SchemaName === one.SchemaName);
			if (meta === undefined) throw unknownField(one.SchemaName, context);
			return [one.SchemaName, accepted(one, meta, context)];
		}),
	);
}

/** Does the look at drop-downs not happen? (contract 9 no. 1) */
const isLenient = ({ ValidateDropDownOptions: flag }, { how }) =>
	(how.dropDownFlag === 'skips') === (flag === true);

/** What a new activity has to have (contract 3.3). */
function demandFields(values, { fields }) {
	const missing = fields.find((meta) => meta.IsMandatory && (values[meta.SchemaName] ?? '') === '');
	if (missing !== undefined) throw badField(missing, 'is mandatory');
}

const SYSTEM = ['Status', 'Owner'];

/** Keeps values; `Status` and `Owner` are the activity's own (contract 4.2). */
function keep(activity, values) {
	for (const name of SYSTEM) if (name in values) activity[name] = values[name];
	const custom = Object.fromEntries(
		Object.entries(values).filter(([name]) => !SYSTEM.includes(name)),
	);
	activity.Fields = { ...activity.Fields, ...custom };
}

module.exports = {
	FIRST_OPPORTUNITY,
	FIRST_CUSTOM,
	MOST_FIELDS,
	noActivity,
	noType,
	optionsOf,
	parsedFields,
	acceptedFields,
	demandFields,
	isLenient,
	keep,
};
