/** The package as users get it: built, packed into .cache, and unpacked where n8n looks for community packages. */
import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import {
	CACHE,
	filesBelow,
	hashOf,
	npm,
	readJson,
	ROOT,
	run,
	say,
	Stop,
	writeJson,
} from './tools.mjs';

const SOURCES = ['nodes', 'credentials', 'icons'];
const SOURCE_FILES = ['package.json', 'tsconfig.json', 'gulpfile.js', 'scripts/icons.cjs'];
const STAMP = path.join(CACHE, 'packed.json');

/**
 * @typedef {object} Packed
 * @property {string} tarball path of the .tgz
 * @property {string} source hash of what it was made of
 */

/**
 * Compiles into dist, with type check. @param {string} [folder] of the package @throws Stop with
 * the compiler's words
 */
export async function build(folder = ROOT) {
	const { code, output } = await npm(['run', 'build'], { cwd: folder, doing: 'building' });
	if (code !== 0) throw new Stop(`The package does not build:\n${output.trim()}`);
}

/** Packs what is in dist. @returns {Promise<Packed>} @throws Stop */
export async function pack() {
	const source = await sourceHash();
	const packed = { tarball: await packFolder(ROOT), source };
	await writeJson(STAMP, packed);
	return packed;
}

/** Packs a package that was built. @returns {Promise<string>} path of the .tgz @throws Stop */
export async function packFolder(folder) {
	await mkdir(CACHE, { recursive: true });
	const { code, stdout, output } = await npm(
		['pack', '--ignore-scripts', '--json', '--pack-destination', CACHE],
		{ cwd: folder },
	);
	if (code !== 0) throw new Stop(`npm pack failed:\n${output.trim()}`);
	const [{ filename }] = Object.values(JSON.parse(stdout));
	return path.join(CACHE, filename);
}

/** The packed package; built only when a source changed since. @returns {Promise<Packed>} @throws Stop */
export async function packed() {
	const last = await readJson(STAMP, {});
	if (last.source === (await sourceHash()) && existsSync(last.tarball)) return last;
	say('Building the package …');
	await build();
	return await pack();
}

/** Unpacks a tarball, without npm's folder `package` around it, in place of what was there. @throws Stop */
export async function unpack(tarball, folder) {
	await rm(folder, { recursive: true, force: true });
	await mkdir(folder, { recursive: true });
	const { code, output } = await run(
		'tar',
		['-xzf', path.relative(folder, tarball), '--strip-components=1'],
		{ cwd: folder },
	);
	if (code !== 0) throw new Stop(`The packed package can not be unpacked: ${output.trim()}`);
}

/** Installs the package into an n8n, as its own installer would leave it. @param {string} userFolder N8N_USER_FOLDER */
export async function installInto(userFolder, { tarball }) {
	const { name, version } = await readJson(path.join(ROOT, 'package.json'));
	const nodes = path.join(userFolder, '.n8n', 'nodes');
	await unpack(tarball, path.join(nodes, 'node_modules', name));
	await writeJson(path.join(nodes, 'package.json'), {
		name: 'installed-nodes',
		private: true,
		dependencies: { [name]: version },
	});
}

async function sourceHash() {
	const files = [
		...(await Promise.all(SOURCES.map((folder) => filesBelow(path.join(ROOT, folder))))).flat(),
		...SOURCE_FILES.map((name) => path.join(ROOT, name)),
	];
	return await hashOf(files.flatMap((file) => [{ text: path.relative(ROOT, file) }, { file }]));
}
