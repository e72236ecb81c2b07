'use strict';
/** What n8n finds in the package when it starts. */
const { builtOperations, loader, loading } = require('../support/nodeTypes');
const { PACKAGE_FOLDER } = require('../support/n8n');
const { LISTED, operationsOf } = require('../support/operations');
const { n8n } = require('../../package.json');

beforeAll(() => loading);

it('loads every node and credential from the package that is tested', () => {
	expect(loader.directory).toBe(PACKAGE_FOLDER);
	expect(Object.keys(loader.known.nodes)).toHaveLength(n8n.nodes.length);
	expect(Object.keys(loader.known.credentials)).toHaveLength(n8n.credentials.length);
});

it('offers every operation that the tests run', async () => {
	const named = ({ parameters: { resource, operation } }) => `${resource} ${operation}`;
	const nodes = ['bitrix24', 'leadSquared', 'ivvy', 'deskera'];
	const listed = LISTED.flatMap((name) => operationsOf(name)).map(
		(operation) => `${operation.node} ${named(operation)}`,
	);
	const built = (
		await Promise.all(
			nodes.map(async (node) =>
				(await builtOperations(node)).map((operation) => `${node} ${operation}`),
			),
		)
	).flat();
	expect([...new Set(listed)].sort()).toEqual(built.sort());
});
