/** The package as users get it: built, packed into .cache, and unpacked where n8n looks for community packages. */
import { existsSync } from 'node:fs';
import { mkdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { npm, run } from './commands.mts';
import { filesBelow, hashOf, writeJson } from './files.mts';
import { CACHE, readJson, ROOT, say, Stop } from './tools.mjs';

const SOURCES = ['nodes', 'credentials', 'icons'];
const SOURCE_FILES = [
	'package.json',
	'tsconfig.json',
	'gulpfile.js',
	'scripts/compactJson.cts',
	'scripts/icons.cts',
];
const STAMP = path.join(CACHE, 'packed.json');

export interface Packed {
	/** Path of the .tgz. */
	tarball: string;
	/** Hash of what it was made of. */
	source: string;
}

/** Compiles a package's folder into its dist, with type check. @throws Stop with the compiler's words */
export async function build(folder = ROOT): Promise<void> {
	const { code, output } = await npm(['run', 'build'], { cwd: folder, doing: 'building' });
	if (code !== 0) throw new Stop(`The package does not build:\n${output.trim()}`);
}

/** Builds the repository into its dist, unless dist is newer than the sources. @throws Stop */
export async function built(): Promise<void> {
	const written = await modifiedAt(path.join(ROOT, 'dist', 'package.json'));
	const sources = await Promise.all((await sourceFiles()).map(modifiedAt));
	if (sources.every((at) => at <= written)) return;
	say('Building the package …');
	await build();
}

/** @returns milliseconds since 1970; 0 where there is no such file */
async function modifiedAt(file: string): Promise<number> {
	return await stat(file).then(
		({ mtimeMs }) => mtimeMs,
		() => 0,
	);
}

/** Packs what is in dist. @throws Stop */
export async function pack(): Promise<Packed> {
	const source = await sourceHash();
	const packed = { tarball: await packFolder(ROOT), source };
	await writeJson(STAMP, packed);
	return packed;
}

/** Packs a package that was built. @returns path of the .tgz @throws Stop */
export async function packFolder(folder: string): Promise<string> {
	await mkdir(CACHE, { recursive: true });
	const args = ['pack', '--ignore-scripts', '--json', '--pack-destination', CACHE];
	const { code, stdout, output } = await npm(args, { cwd: folder });
	if (code !== 0) throw new Stop(`npm pack failed:\n${output.trim()}`);
	const made: Record<string, { filename: string }> = JSON.parse(stdout);
	const [first] = Object.values(made);
	if (first === undefined) throw new Stop(`npm pack made nothing:\n${output.trim()}`);
	return path.join(CACHE, first.filename);
}

/** The packed package; built only when a source changed since. @throws Stop */
export async function packed(): Promise<Packed> {
	const last = await readJson<Partial<Packed>>(STAMP, {});
	const { tarball, source } = last;
	if (tarball !== undefined && existsSync(tarball) && source === (await sourceHash()))
		return { tarball, source };
	say('Building the package …');
	await build();
	return await pack();
}

/** Unpacks a tarball, without npm's folder `package` around it, in place of what was there. @throws Stop */
export async function unpack(tarball: string, folder: string): Promise<void> {
	await rm(folder, { recursive: true, force: true });
	await mkdir(folder, { recursive: true });
	const args = ['-xzf', path.relative(folder, tarball), '--strip-components=1'];
	const { code, output } = await run('tar', args, { cwd: folder });
	if (code !== 0) throw new Stop(`The packed package can not be unpacked: ${output.trim()}`);
}

/** Installs the package into an n8n, as its own installer would leave it. @param userFolder N8N_USER_FOLDER */
export async function installInto(userFolder: string, { tarball }: Packed): Promise<void> {
	const { name, version } = await manifest();
	const nodes = path.join(userFolder, '.n8n', 'nodes');
	await unpack(tarball, path.join(nodes, 'node_modules', name));
	await writeJson(path.join(nodes, 'package.json'), {
		name: 'installed-nodes',
		private: true,
		dependencies: { [name]: version },
	});
}

/** Of the package's package.json. */
export async function manifest(): Promise<{ name: string; version: string }> {
	return await readJson(path.join(ROOT, 'package.json'));
}

async function sourceFiles(): Promise<string[]> {
	const folders = SOURCES.map(async (folder) => await filesBelow(path.join(ROOT, folder)));
	return [
		...(await Promise.all(folders)).flat(),
		...SOURCE_FILES.map((name) => path.join(ROOT, name)),
	];
}

async function sourceHash(): Promise<string> {
	const files = await sourceFiles();
	return await hashOf(files.flatMap((file) => [{ text: path.relative(ROOT, file) }, { file }]));
}
