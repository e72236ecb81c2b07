/**
 * The versions of n8n's engine that the package is tested with: n8n-core and n8n-workflow of each, in a folder of their
 * own below .n8n-engines, with the packed package beside them. test/compat/engines.json lists them.
 */
import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { nodeIn, nodeInstall } from './node.mjs';
import { unpack } from './pack.mjs';
import { npmFailed, npmProblem } from './problems.mjs';
import { npm, readJson, ROOT, run, say, seconds, Stop, writeJson } from './tools.mjs';

const FOLDER = path.join(ROOT, '.n8n-engines');
const LIST = path.join(ROOT, 'test', 'compat', 'engines.json');

/**
 * @typedef {object} Row
 * @property {string} n8n the version of n8n that has this engine
 * @property {string} core of n8n-core
 * @property {string} workflow of n8n-workflow
 * @property {Record<string, string>} [packages] what n8n itself brings along and the engine or the tests need
 * @property {string} node major version of Node.js
 * @property {string} [before] the day up to which the registry is read, for packages that name no exact versions
 * @property {boolean} [always] part of every `npm test`, not only of the weekly run
 */

/** @returns {Promise<Row[]>} oldest first */
export async function engines() {
	return await readJson(LIST);
}

/**
 * Installs an engine unless it is there already, and puts the package beside it.
 * @param {Row} row
 * @param {import('./pack.mjs').Packed} packed
 * @returns {Promise<{folder: string, node: string}>} where it is, and the Node.js that runs it
 * @throws Stop with the reason
 */
export async function ensureEngine(row, { tarball }) {
	const folder = path.join(FOLDER, row.n8n);
	const stamp = path.join(folder, 'complete.json');
	if (JSON.stringify(await readJson(stamp, {})) !== JSON.stringify(row)) {
		await install(row, folder);
		await writeJson(stamp, row);
	}
	const { name } = await readJson(path.join(ROOT, 'package.json'));
	await unpack(tarball, path.join(folder, 'node_modules', name));
	return { folder, node: await ensureNode(row.node) };
}

async function install({ n8n, core, workflow, packages = {}, before }, folder) {
	const started = Date.now();
	const doing = `installing the engine of n8n ${n8n}`;
	await rm(folder, { recursive: true, force: true });
	await mkdir(folder, { recursive: true });
	await writeJson(path.join(folder, 'package.json'), {
		name: 'engine',
		private: true,
		dependencies: { 'n8n-core': core, 'n8n-workflow': workflow, ...packages },
	});
	const until = before === undefined ? [] : [`--before=${before}`];
	const result = await npm(['install', '--ignore-scripts', '--no-audit', '--no-fund', ...until], {
		cwd: folder,
		doing,
	});
	if (npmFailed(result)) throw new Stop(npmProblem(`Installing the engine of n8n ${n8n}`, result));
	say(`  The engine of n8n ${n8n} is installed (${seconds(Date.now() - started)}).`);
}

/** @returns {Promise<string>} the Node.js of a major version, this one where it is of that version */
async function ensureNode(major) {
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
