'use strict';
/** The schemas beside the nodes say what the operations put out. Regenerate with `npm run schemas`. */
const { existsSync, readFileSync } = require('node:fs');
const path = require('node:path');
const { runNode } = require('../support/engine');
const { ROOT } = require('../support/n8n');
const { fakeFor } = require('../support/fakes');
const { operationsOf } = require('../support/operations');
const { schemaOf, FOLDERS } = require('../support/schemas');

const FOLDER_OF = { ...FOLDERS, bitrix24App: FOLDERS.bitrix24 };

describe.each(Object.keys(FOLDER_OF))('%s', (node) => {
	let fake;
	let base;
	beforeAll(async () => ({ fake, base } = await fakeFor(node)));
	afterAll(() => fake.close());
	beforeEach(() => fake.reset());

	const first = new Map();
	for (const operation of operationsOf(node)) {
		const name = `${operation.parameters.resource}/${operation.parameters.operation}`;
		if (!first.has(name)) first.set(name, operation);
	}

	it.each([...first])('%s', async (name, { parameters, items, prepare }) => {
		prepare?.(fake);
		const file = path.join(ROOT, 'nodes', FOLDER_OF[node], '__schema__', 'v1.0.0', `${name}.json`);
		expect(existsSync(file)).toBe(true);
		const { output } = await runNode({ ...base, parameters, items: [items[0]] });
		expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(schemaOf(output[0].json));
	});
});
