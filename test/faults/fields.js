'use strict';
/**
 * The fields of an operation as the editor shows them, read off the built description so that none is forgotten, and
 * the parameters with one of them filled in.
 */
const { NodeHelpers } = require('n8n-workflow');
const { groupsOf, isShown } = require('../support/descriptions.cts');
const { mapped } = require('../support/mapped.cts');
const { basesOf, MAPPED, rowsFor } = require('./bases');

/** Options of a run, which hold for all items. @see nodes/shared/form/runOptions.ts */
const OF_A_RUN = [
	'batchItems',
	'batchSize',
	'parallel',
	'maxWait',
	'timeout',
	'previewOnly',
	'allowMany',
	'blankValues',
	'dateFormat',
];
const SILENT = ['notice', 'hidden'];

/**
 * @typedef {object} Field
 * @property {Array<string | number>} path of the value in the parameters
 * @property {string} place the same, for people
 * @property {string[]} labels what messages may call it: its own name, or that of the list in which it stands
 * @property {object} property
 * @property {object} top the parameter in which it stands
 * @property {object[]} [siblings] the fields of its row, where it stands in one
 * @property {boolean} ofRun
 */

/**
 * Those of an ordinary node; what only a tool of an agent shows is tried in test/engine/agentMends.test.cts.
 * @param {object} description of a node
 * @param {{resource: string, operation: string}} chosen
 * @returns {Field[]}
 */
function fieldsOf({ properties }, { resource, operation }) {
	const shown = ({ displayOptions: { show = {} } = {} }) =>
		show.resource?.includes(resource) &&
		show.operation?.includes(operation) &&
		!('@tool' in show) &&
		!isForExpressions(show);
	return properties
		.filter(shown)
		.flatMap((property) => leaves(property, { path: [], labels: [], top: property }));
}

/** Whether it takes the place of a field that is marked as required, while an expression says which one is meant. */
const isForExpressions = (show) =>
	Object.values(show).some((values) => values.some((value) => value?._cnd?.between?.from === '='));

function leaves(property, { path, labels, top, siblings }) {
	if (SILENT.includes(property.type)) return [];
	const here = {
		path: [...path, property.name],
		labels: [property.displayName, ...labels],
		top,
		siblings,
	};
	if (property.type === 'collection')
		return property.options.flatMap((inner) => leaves(inner, { ...here, labels }));
	if (property.type === 'fixedCollection')
		return groupsOf(property).flatMap(({ name, displayName, values }) =>
			values.flatMap((inner) =>
				leaves(inner, {
					path: [...here.path, name, 0],
					labels: [displayName, ...here.labels],
					top,
					siblings: values,
				}),
			),
		);
	return [
		{
			...here,
			place: here.path.filter((step) => step !== 0).join('.'),
			property,
			ofRun: ['options', 'batching'].includes(top.name) && OF_A_RUN.includes(property.name),
		},
	];
}

/** Whether a form that stands so shows the field. */
function shows(description, parameters, { top }) {
	const whole =
		NodeHelpers.getNodeParameters(
			description.properties,
			parameters,
			true,
			false,
			{ typeVersion: 1 },
			description,
		) ?? parameters;
	return isShown(description, whole, top);
}

/** A copy with one value in its place, and what it stands in. */
function put(parameters, [step, ...rest], value) {
	const copy = Array.isArray(parameters) ? [...parameters] : { ...parameters };
	if (rest.length === 0 && value === undefined) delete copy[step];
	else
		copy[step] =
			rest.length === 0
				? value
				: put(copy[step] ?? (typeof rest[0] === 'number' ? [] : {}), rest, value);
	return copy;
}

const at = (parameters, path) => path.reduce((value, step) => value?.[step], parameters);

/** The value of a field as the editor stores it, with a text in its place: an expression, say. */
function valueOf({ property: { type, modes } }, text, vendor) {
	if (type === 'resourceLocator')
		return {
			__rl: true,
			mode: (modes.find(({ name }) => name === 'id') ?? modes[0]).name,
			value: text,
		};
	return type === 'resourceMapper' ? mapped({ [MAPPED[vendor]]: text }) : text;
}

/** @returns the parameters with a text in the field, its row filled in */
function filled(parameters, field, text, { entry, node }) {
	return put(withRow(parameters, field, entry), field.path, valueOf(field, text, node));
}

/**
 * @returns the parameters as they are without it: not added, its row not added, or as n8n fills
 * in what was never touched
 */
function without(parameters, field, { entry }) {
	const { path, property, siblings } = field;
	const row = path.indexOf(0) - 1;
	// A row that holds nothing but a value, or a value and what it is for, is nothing without it.
	if (siblings?.length === 1 || (siblings?.length === 2 && property.name === 'value'))
		return put(parameters, path.slice(0, row), row === 1 ? {} : undefined);
	return put(
		withRow(parameters, field, entry),
		path,
		property.type === 'resourceMapper' ? mapped({}) : undefined,
	);
}

function withRow(parameters, { path, siblings }, entry) {
	if (siblings === undefined) return parameters;
	const row = path.slice(0, path.indexOf(0) + 1);
	if (at(parameters, row) !== undefined) return parameters;
	const list = row.slice(0, -2);
	const given = rowsFor(entry)[list.join('.')];
	if (given !== undefined) return put(parameters, list, given);
	return put(
		parameters,
		row,
		Object.fromEntries(siblings.map(({ name, default: usual }) => [name, usual])),
	);
}

/**
 * Which fields are tried with which entry: each once, with the first entry of its operation that shows it.
 * @param {object} description of the node
 * @param {object[]} rows of one operation
 * @returns {Map<object, Array<{field: object, base: object}>>} by row; `base` is undefined where nothing shows it
 */
function fieldsByRow(description, rows) {
	const forms = rows.flatMap((row) =>
		basesOf(row.entry).map((base) => ({
			row,
			base: { ...base, parameters: merged(row.entry.parameters, base.parameters) },
		})),
	);
	const byRow = new Map(rows.map((row) => [row, []]));
	for (const field of fieldsOf(description, rows[0].entry.parameters)) {
		if (
			field.property.noDataExpression === true &&
			field.property.type !== 'resourceMapper' &&
			!field.ofRun
		)
			continue;
		const { row = rows[0], base } =
			forms.find((form) => shows(description, form.base.parameters, field)) ?? {};
		byRow.get(row).push({ field, base });
	}
	return byRow;
}

const merged = (parameters, more) =>
	Object.fromEntries(
		Object.entries({ ...parameters, ...more }).filter(([, value]) => value !== undefined),
	);

/** Operations that make a record, or change fields of one; all others act on what their fields name. */
const WRITES_FIELDS = [
	'create',
	'update',
	'updateMany',
	'upsert',
	// of a call
	'attachTranscript',
	'finish',
	'start',
];
/** What a field for a free text is called, the one that stands for the record first. */
const TEXTS = ['Title', 'Name', 'Comment', 'Text', 'Description'];

/**
 * A field in which any text may stand, and a form that shows it.
 * @returns {{field: Field, parameters: object} | undefined} none where nothing such is written
 */
function textOf(description, { entry }) {
	const parameters = merged(entry.parameters, basesOf(entry)[0].parameters);
	if (!WRITES_FIELDS.includes(parameters.operation)) return undefined;
	const isFree = ({ property, siblings, labels }) =>
		property.type === 'string' && siblings === undefined && TEXTS.includes(labels[0]);
	const found = fieldsOf(description, parameters).filter(
		(field) => isFree(field) && shows(description, parameters, field),
	);
	const [field] = found.sort(
		(one, other) => TEXTS.indexOf(one.labels[0]) - TEXTS.indexOf(other.labels[0]),
	);
	return field === undefined ? undefined : { field, parameters };
}

module.exports = { fieldsOf, fieldsByRow, textOf, filled, without, WRITES_FIELDS };
