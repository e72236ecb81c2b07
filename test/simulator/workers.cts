/**
 * Workers: each has the package loaded for itself, as processes have, so that what one remembers of an account is
 * unknown to the others.
 */
import { createRequire } from 'node:module';
import path from 'node:path';
import type { INodeType } from 'n8n-workflow';
import { loader, loading, registerType } from '../support/nodeTypes.cts';
import { PACKAGE_FOLDER } from '../support/n8n.cts';
import { there } from '../support/there.cts';

export const WORKERS = 3;
const load = createRequire(path.join(PACKAGE_FOLDER, 'package.json'));
const DIST = path.join(PACKAGE_FOLDER, 'dist') + path.sep;
/** worker -> forget what it knows, as when it is killed */
const loaded = new Set<number>();

/** For what happens when nothing goes wrong: the package as n8n loaded it first, without a fault that was put back. */
export const UNDISTURBED = -1;

/** The node type of one worker. @param node such as `bitrix24` @param worker from 0, or UNDISTURBED */
export async function nodeIn(worker: number, node: string): Promise<string> {
	await loading;
	if (worker === UNDISTURBED) return node;
	if (!loaded.has(worker)) {
		loaded.add(worker);
		for (const file of Object.keys(load.cache)) if (file.startsWith(DIST)) delete load.cache[file];
		for (const [name, { className, sourcePath }] of Object.entries(loader.known.nodes)) {
			const made = load(path.join(PACKAGE_FOLDER, sourcePath)) as Record<
				string,
				new () => INodeType
			>;
			registerType(`worker${worker}.${name}`, new (there(made[className]))());
		}
	}
	return `worker${worker}.${node}`;
}
