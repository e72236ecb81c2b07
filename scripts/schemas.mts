/**
 * `npm run schemas`: writes the output schemas that the editor shows before a node has run
 * (nodes/<Vendor>/__schema__/v1.0.0/…), from what the operations of the built nodes really put out: each is run through
 * n8n's engine against its fake vendor.
 */
import { mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { writeJson } from './lib/files.mts';
import { ROOT, Stop } from './lib/tools.mjs';

const load = createRequire(import.meta.url);
const { runNode } = load(
	'../test/support/engine.cts',
) as typeof import('../test/support/engine.cts');
const { fakeFor } = load('../test/support/fakes.cts') as typeof import('../test/support/fakes.cts');
const { operationsOf } = load(
	'../test/support/operations.cts',
) as typeof import('../test/support/operations.cts');
const { FOLDERS, schemaOf } = load(
	'../test/support/schemas.cts',
) as typeof import('../test/support/schemas.cts');

export async function main(): Promise<number> {
	const folders = { ...FOLDERS, bitrix24App: String(FOLDERS.bitrix24) };
	for (const [node, folder] of Object.entries(folders)) await writeSchemas(node, folder);
	return 0;
}

async function writeSchemas(node: string, folder: string): Promise<void> {
	const { fake, base } = await fakeFor(node);
	const seen = new Set<string>();
	for (const { parameters, items, prepare } of operationsOf(node)) {
		const { resource, operation } = parameters;
		if (seen.has(`${resource}/${operation}`)) continue;
		seen.add(`${resource}/${operation}`);
		fake.reset();
		prepare?.(fake);
		const { output, error } = await runNode({ ...base, parameters, items: items.slice(0, 1) });
		if (error !== undefined) throw new Stop(`${node} ${resource} ${operation}: ${error.message}`);
		const place = path.join(ROOT, 'nodes', folder, '__schema__', 'v1.0.0', resource);
		await mkdir(place, { recursive: true });
		await writeJson(path.join(place, `${operation}.json`), schemaOf(output[0]?.json));
	}
	await fake.close();
}
