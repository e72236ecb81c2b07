'use strict';
/** The built nodes and credentials as n8n gets them, and ways to walk through their parameters. */
const fs = require('node:fs');
const path = require('node:path');
const { NodeHelpers } = require('n8n-workflow');

const ROOT = path.join(__dirname, '..', '..');
const MANIFEST = JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8'));

const classOf = (file) =>
	Object.entries(require(path.join(ROOT, file))).find(([name]) =>
		path.basename(file).startsWith(`${name}.`),
	)[1];

/** @returns `{ file, make }` of each node, by the name of its class; `make()` gives a new instance */
const NODES = Object.fromEntries(
	MANIFEST.n8n.nodes.map((file) => [
		classOf(file).name,
		{ file, make: () => new (classOf(file))() },
	]),
);
/** The nodes with resources and operations; triggers have none. */
const ACTIONS = Object.fromEntries(
	Object.entries(NODES).filter(([, { make }]) =>
		make().description.properties.some(({ name }) => name === 'operation'),
	),
);
const CREDENTIALS = Object.fromEntries(
	MANIFEST.n8n.credentials.map((file) => [
		classOf(file).name,
		{ file, make: () => new (classOf(file))() },
	]),
);

/**
 * All parameters below some, nested ones included.
 * @returns `{ property, place, siblings, within }`: `place` is for reading, e.g. `activity.update:
 *   updateFields.DEADLINE`; `within` is the type of the parameter that it is a part of
 */
function parametersOf(properties, prefix = '', within = undefined) {
	return properties.flatMap((property) => {
		const place = `${prefix === '' ? whereShown(property) : prefix}${property.name}`;
		return [
			{ property, place, siblings: properties, within },
			...groupsOf(property).flatMap(({ name, values }) =>
				parametersOf(values, `${place}.${name === undefined ? '' : `${name}.`}`, property.type),
			),
		];
	});
}

/** The parameters inside a collection, as `{ name?, displayName?, values }`. */
function groupsOf({ type, options = [] }) {
	if (type === 'collection') return [{ values: options }];
	if (type === 'fixedCollection') return options;
	return [];
}

function whereShown({ displayOptions }) {
	const { resource = [], operation = [] } = displayOptions?.show ?? {};
	return (
		[resource.join('+'), operation.join('+')].filter((part) => part !== '').join('.') +
		(resource.length === 0 ? '' : ': ')
	);
}

/** Every resource and operation of a node, as the two values; one empty pair for a node without resources. */
function operationsOf({ properties }) {
	const operations = properties.filter(({ name }) => name === 'operation');
	if (operations.length === 0) return [{}];
	return operations.flatMap(({ displayOptions, options }) =>
		displayOptions.show.resource.flatMap((resource) =>
			options.map(({ value }) => ({ resource, operation: value })),
		),
	);
}

/** Every resource and operation that shows a parameter: those that there are of its conditions. */
function operationsShowing(description, { displayOptions: { show = {} } = {} }) {
	return operationsOf(description).filter(
		({ resource, operation }) =>
			(show.resource ?? [resource]).includes(resource) &&
			(show.operation ?? [operation]).includes(operation),
	);
}

const isShown = (description, values, property) =>
	NodeHelpers.displayParameter(
		values,
		property,
		{ typeVersion: 1, parameters: values },
		description,
	);

/** The values that a drop-down, a switch or a picker can have, as far as they differ; undefined for anything else. */
function choicesOf({ type, options }) {
	if (type === 'options') return options.map(({ value }) => value);
	if (type === 'resourceLocator')
		return ['', '7'].map((value) => ({ __rl: true, mode: 'id', value }));
	return type === 'boolean' ? [true, false] : undefined;
}

/** Top-level parameters on which others of the same operation depend, beside resource and operation. */
function switchesOf(description, chosen) {
	const own = description.properties.filter(({ displayOptions }) =>
		Object.entries(chosen).every(([name, value]) =>
			(displayOptions?.show?.[name] ?? [value]).includes(value),
		),
	);
	const names = new Set(
		own.flatMap(({ displayOptions }) =>
			Object.keys({ ...displayOptions?.show, ...displayOptions?.hide }),
		),
	);
	return own.filter(({ name }) => names.has(name) && !(name in chosen));
}

/** Every way in which the drop-downs and switches of an operation can stand. */
function settingsOf(description, chosen) {
	return switchesOf(description, chosen).reduce(
		(settings, property) =>
			settings.flatMap((setting) =>
				choicesOf(property).map((value) => ({ ...setting, [property.name]: value })),
			),
		[chosen],
	);
}

module.exports = {
	ROOT,
	MANIFEST,
	ACTIONS,
	NODES,
	CREDENTIALS,
	parametersOf,
	groupsOf,
	operationsOf,
	operationsShowing,
	settingsOf,
	switchesOf,
	choicesOf,
	isShown,
};
