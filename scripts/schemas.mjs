/**
 * Writes the output schemas that the editor shows before a node has run (nodes/<Vendor>/__schema__/v1.0.0/…), from what
 * the operations really put out: each is run through n8n's engine against its fake vendor.
 *
 *   node scripts/schemas.mjs          writes them (after npm run build)
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';

const require = createRequire(import.meta.url);
const { runNode, ROOT } = require('../test/support/engine');
const { fakeFor } = require('../test/support/fakes');
const { operationsOf } = require('../test/support/operations');
const { schemaOf, FOLDERS } = require('../test/support/schemas');

for (const [node, folder] of Object.entries({ ...FOLDERS, bitrix24App: FOLDERS.bitrix24 })) {
	const { fake, base } = await fakeFor(node);
	const seen = new Set();
	for (const { parameters, items, prepare } of operationsOf(node)) {
		const { resource, operation } = parameters;
		if (seen.has(`${resource}/${operation}`)) continue;
		seen.add(`${resource}/${operation}`);
		fake.reset();
		prepare?.(fake);
		const { output, error } = await runNode({ ...base, parameters, items: [items[0]] });
		if (error !== undefined) throw new Error(`${node} ${resource} ${operation}: ${error.message}`);
		const file = path.join(
			ROOT,
			'nodes',
			folder,
			'__schema__',
			'v1.0.0',
			resource,
			`${operation}.json`,
		);
		await mkdir(path.dirname(file), { recursive: true });
		await writeFile(file, `${JSON.stringify(schemaOf(output[0].json), undefined, '\t')}\n`);
	}
	await fake.close();
}
