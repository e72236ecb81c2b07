'use strict';
/**
 * Names that users' workflows and credentials hold, or rely on by leaving a default alone. Whoever renames or removes
 * one breaks what people built, so this has to be done on purpose: `UPDATE_GOLDEN=1 npx jest test/descriptions`
 * writes the files anew, and their diff shows what happens to workflows.
 */
const fs = require('node:fs');
const path = require('node:path');
const { CREDENTIALS, groupsOf, NODES, operationsOf } = require('../support/descriptions');

const FOLDER = path.join(__dirname, 'golden');
const REGENERATE = 'UPDATE_GOLDEN=1 npx jest test/descriptions';

/** One line for a parameter, one for each value or mode it can have, and those of the parameters inside it. */
function linesOf(property, prefix) {
	const name = `${prefix}${property.name}`;
	const inner = groupsOf(property).flatMap((group) =>
		group.values.flatMap((one) =>
			linesOf(one, `${name}.${group.name === undefined ? '' : `${group.name}.`}`),
		),
	);
	const values =
		property.type === 'options' || property.type === 'multiOptions'
			? (property.options ?? []).map(({ value }) => `${name} = ${JSON.stringify(value)}`)
			: [];
	const modes = (property.modes ?? []).map((mode) => `${name} by ${mode.name}`);
	// Stored as a list or as one object: a change of that loses what was filled in.
	const several = property.typeOptions?.multipleValues === true ? [`${name} holds several`] : [];
	return [
		`${name}: ${property.type}, default ${JSON.stringify(property.default)}`,
		...several,
		...values,
		...modes,
		...inner,
	];
}

function parametersOf({ properties }) {
	const inOperation = (property, { resource, operation }) => {
		const show = property.displayOptions?.show ?? {};
		return (
			(show.resource ?? [resource]).includes(resource) &&
			(show.operation ?? [operation]).includes(operation)
		);
	};
	const isDropDown = ({ name }) => name === 'resource' || name === 'operation';
	return operationsOf({ properties }).flatMap((chosen) =>
		properties
			.filter((property) => !isDropDown(property) && inOperation(property, chosen))
			.flatMap((property) =>
				linesOf(
					property,
					chosen.resource === undefined ? '' : `${chosen.resource}.${chosen.operation}.`,
				),
			),
	);
}

function nodeNames({ make }) {
	const { description } = make();
	const operations = description.properties.filter(({ name }) => name === 'operation');
	return {
		node: description.name,
		version: description.version,
		credentials: description.credentials.map(({ name }) => name),
		...(description.webhooks === undefined
			? {}
			: { webhooks: description.webhooks.map(addressOf) }),
		resources: Object.fromEntries(
			operations.map(({ displayOptions, options }) => [
				displayOptions.show.resource[0],
				options.map(({ value }) => value).sort(),
			]),
		),
		parameters: [...new Set(parametersOf(description))].sort(),
	};
}

/** What stands in the address that a vendor keeps calling. */
const addressOf = ({ name, httpMethod, path: way }) => `${name}: ${httpMethod} ${way}`;

function credentialNames({ make }) {
	const { name, properties, extends: parents } = make();
	return {
		credential: name,
		...(parents === undefined ? {} : { extends: parents }),
		parameters: properties.flatMap((property) => linesOf(property, '')).sort(),
	};
}

/** Everything in a file of names, one a line. */
const flat = ({ parameters, resources = {}, ...rest }) => [
	...Object.entries(rest).map(([key, value]) => `${key} ${JSON.stringify(value)}`),
	...Object.entries(resources).flatMap(([resource, operations]) =>
		operations.map((operation) => `operation ${resource}.${operation}`),
	),
	...parameters,
];

const BUILT = [
	...Object.values(NODES)
		.map(nodeNames)
		.map((names) => [names.node, names]),
	...Object.values(CREDENTIALS)
		.map(credentialNames)
		.map((names) => [names.credential, names]),
];

/** What a changed name means and what to do about it; empty when nothing changed. */
function verdict(golden, built) {
	const gone = flat(golden).filter((line) => !flat(built).includes(line));
	const come = flat(built).filter((line) => !flat(golden).includes(line));
	return [
		gone.length === 0
			? ''
			: `Removed, renamed or changed; workflows that use them break:\n  ${gone.join('\n  ')}`,
		come.length === 0 ? '' : `New or changed:\n  ${come.join('\n  ')}`,
		gone.length + come.length === 0 ? '' : `If that is meant: ${REGENERATE}`,
	]
		.filter((part) => part !== '')
		.join('\n');
}

it.each(BUILT)('%s has the names that were published', (name, built) => {
	const file = path.join(FOLDER, `${name}.json`);
	if (process.env.UPDATE_GOLDEN === '1')
		fs.writeFileSync(file, `${JSON.stringify(built, null, '\t')}\n`);
	if (!fs.existsSync(file))
		throw new Error(`There is no ${path.relative(process.cwd(), file)} yet: ${REGENERATE}`);
	const golden = JSON.parse(fs.readFileSync(file, 'utf8'));
	expect(verdict(golden, built)).toBe('');
	expect(built).toEqual(golden);
});

it('has a file for each node and credential, and no other', () => {
	expect(fs.readdirSync(FOLDER).sort()).toEqual(BUILT.map(([name]) => `${name}.json`).sort());
});

describe('a change', () => {
	const [, names] = BUILT[0];
	const without = (line) => ({
		...names,
		parameters: names.parameters.filter((one) => one !== line),
	});
	const [line] = names.parameters;

	it('is told with the way to accept it', () => {
		expect(verdict(names, without(line))).toBe(
			`Removed, renamed or changed; workflows that use them break:\n  ${line}\nIf that is meant: ${REGENERATE}`,
		);
		expect(verdict(without(line), names)).toBe(
			`New or changed:\n  ${line}\nIf that is meant: ${REGENERATE}`,
		);
		expect(verdict(names, { ...names, node: 'other' })).toContain(`node "${names.node}"`);
		expect(verdict(names, { ...names, resources: {} })).toContain(
			`operation ${Object.keys(names.resources)[0]}.`,
		);
		expect(verdict(names, names)).toBe('');
	});
});
