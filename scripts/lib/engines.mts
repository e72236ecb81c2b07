/**
 * The versions of n8n's engine that the package is tested with: n8n-core and n8n-workflow of each, in a folder of their
 * own below .n8n-engines, with the packed package beside them. test/compat/engines.json lists them.
 */
import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { npm, run } from './commands.mts';
import { writeJson } from './files.mts';
import { nodeIn, nodeInstall } from './node.mts';
import { manifest, type Packed, unpack } from './pack.mts';
import { npmFailed, npmProblem } from './problems.mjs';
import { readJson, ROOT, say, seconds, Stop } from './tools.mjs';

const FOLDER = path.join(ROOT, '.n8n-engines');
const LIST = path.join(ROOT, 'test', 'compat', 'engines.json');

export interface Row {
	/** The version of n8n that has this engine. */
	n8n: string;
	/** Version of n8n-core. */
	core: string;
	/** Version of n8n-workflow. */
	workflow: string;
	/** What n8n itself brings along and the engine or the tests need. */
	packages?: Record<string, string>;
	/** Major version of Node.js. */
	node: string;
	/** The day up to which the registry is read, for packages that name no exact versions. */
	before?: string;
	/** Part of every `npm test`, not only of the weekly run. */
	always?: boolean;
}

/** @returns them, oldest first */
export async function engines(): Promise<Row[]> {
	return await readJson(LIST);
}

/**
 * Installs an engine unless it is there already, and puts the package beside it.
 * @returns where it is, and the Node.js that runs it
 * @throws Stop with the reason
 */
export async function ensureEngine(
	row: Row,
	{ tarball }: Packed,
): Promise<{ folder: string; node: string }> {
	const folder = path.join(FOLDER, row.n8n);
	const stamp = path.join(folder, 'complete.json');
	if (JSON.stringify(await readJson(stamp, {})) !== JSON.stringify(row)) {
		await install(row, folder);
		await writeJson(stamp, row);
	}
	await unpack(tarball, path.join(folder, 'node_modules', (await manifest()).name));
	return { folder, node: await ensureNode(row.node) };
}

async function install(row: Row, folder: string): Promise<void> {
	const { n8n, core, workflow, packages = {}, before } = row;
	const started = Date.now();
	const doing = `installing the engine of n8n ${n8n}`;
	await rm(folder, { recursive: true, force: true });
	await mkdir(folder, { recursive: true });
	await writeJson(path.join(folder, 'package.json'), {
		name: 'engine',
		private: true,
		dependencies: { 'n8n-core': core, 'n8n-workflow': workflow, ...packages },
	});
	const args = ['install', '--ignore-scripts', '--no-audit', '--no-fund'];
	if (before !== undefined) args.push(`--before=${before}`);
	const result = await npm(args, { cwd: folder, doing });
	if (npmFailed(result)) throw new Stop(npmProblem(`Installing the engine of n8n ${n8n}`, result));
	say(`  The engine of n8n ${n8n} is installed (${seconds(Date.now() - started)}).`);
}

/** @returns the Node.js of a major version, this one where it is of that version */
async function ensureNode(major: string): Promise<string> {
	if (process.versions.node.split('.')[0] === major) return process.execPath;
	const folder = path.join(FOLDER, `node${major}`);
	const { node } = nodeIn(folder);
	if (existsSync(node) && (await run(node, ['--version'])).stdout.startsWith(`v${major}.`))
		return node;
	await mkdir(folder, { recursive: true });
	const doing = `downloading Node.js ${major}`;
	const result = await npm(nodeInstall(folder, major), { cwd: folder, doing });
	if (npmFailed(result)) throw new Stop(npmProblem(doing, result));
	return node;
}
