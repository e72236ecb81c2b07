'use strict';
/**
 * What the matrix is about: every operation of every built node, by the entries of
 * test/support/operations/ and more.js.
 */
const { builtOperations, loader, loading } = require('../support/nodeTypes.cts');
const { ACTIONS } = require('../support/descriptions.cts');
const { VENDORS } = require('../support/fakes.cts');
const { operationsOf, LISTED } = require('../support/operations.cts');
const { fieldsByRow, textOf } = require('./fields');
const { moreOf } = require('./more');
const { ONE_BY_ONE, IN_BULK, SIDE_BY_SIDE } = require('./ways');

const nodeOf = (vendor) => VENDORS[vendor].node ?? vendor;
const operationOf = ({ resource, operation }) => `${resource} ${operation}`;

/**
 * @returns {Promise<Array<{node: string, vendor: string, entry: {name: string, parameters: {resource: string,
 * operation: string}}, ways: string[], fields: object[], text?: object}>>} `ways` in which several
 * items can be sent; `fields` of the operation that are tried with this entry; `text`: one that
 * tells what was written
 * @throws when an operation of a built node has no entry
 */
async function allRows() {
	await loading;
	const rows = [];
	for (const { make } of Object.values(ACTIONS)) {
		const node = make().description.name;
		const vendors = LISTED.filter((vendor) => nodeOf(vendor) === node);
		const entries = vendors.flatMap((vendor) =>
			[...operationsOf(vendor), ...moreOf(vendor)].map((entry) => ({
				node,
				vendor,
				entry,
				ways: [ONE_BY_ONE, offersBatching(node, entry.parameters) ? IN_BULK : SIDE_BY_SIDE],
			})),
		);
		const listed = new Set(entries.map(({ entry }) => operationOf(entry.parameters)));
		const lacking = (await builtOperations(node)).filter((operation) => !listed.has(operation));
		if (lacking.length > 0)
			throw new Error(`test/support/operations/ has no entry for ${node}: ${lacking.join(', ')}`);
		rows.push(...withFields(make().description, entries));
	}
	return rows;
}

/** The rows of a node, each with the fields of its operation that no other row tries. */
function withFields(description, rows) {
	const operations = [...new Set(rows.map(({ entry }) => operationOf(entry.parameters)))];
	const fields = new Map(
		operations.flatMap((operation) => [
			...fieldsByRow(
				description,
				rows.filter(({ entry }) => operationOf(entry.parameters) === operation),
			),
		]),
	);
	return rows.map((row) => ({ ...row, fields: fields.get(row), text: textOf(description, row) }));
}

/** Whether the built node offers to send several items of this operation in one request. */
function offersBatching(node, { resource, operation }) {
	const shown = ({ displayOptions: { show = {} } = {} }) =>
		show.resource?.includes(resource) && show.operation?.includes(operation);
	return loader
		.getNode(node)
		.type.description.properties.some(
			(property) =>
				property.name === 'batching' &&
				shown(property) &&
				property.options.some(({ name }) => name === 'batchItems'),
		);
}

module.exports = { allRows };
