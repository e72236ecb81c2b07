/** Every package that package.json names is used by something in the repository. */
import fs from 'node:fs';
import path from 'node:path';
import { devDependencies, scripts } from '../../package.json';

const ROOT = path.join(__dirname, '..', '..');
const FOLDERS = ['credentials', 'nodes', 'scripts', 'test'];
const FILES = [
	'eslint.config.mjs',
	'gulpfile.js',
	'jest.config.js',
	'tsconfig.check.json',
	'tsconfig.json',
];
/** What others load by a name of their own. */
const LOADED_BY: Record<string, string> = {
	'@swc/core': "'@swc/jest'",
	'@types/jest': '"jest"',
	'@types/luxon': "'luxon'",
	'@types/node': '"node"',
	'@types/sinonjs__fake-timers': "'@sinonjs/fake-timers'",
};
/** Commands that are called otherwise than their package. */
const COMMANDS: Record<string, string> = {
	'@changesets/cli': 'changeset',
	'@n8n/node-cli': 'n8n-node',
	typescript: 'tsc',
};

const isSource = (file: string) => /\.[cm]?[jt]s$/.test(file);
const sources = [
	...FOLDERS.flatMap((folder) =>
		fs
			.readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
			.filter(isSource)
			.map((file) => path.join(folder, file)),
	),
	...FILES,
];
const text = sources
	.filter((file) => !file.endsWith(path.basename(__filename)))
	.map((file) => fs.readFileSync(path.join(ROOT, file), 'utf8'))
	.join('\n');
const commands = Object.values(scripts).join('\n');
/** What other packages of the list want to find beside them. */
const peers = Object.keys(devDependencies).flatMap((name) => {
	const file = path.join(ROOT, 'node_modules', name, 'package.json');
	const manifest: { peerDependencies?: object } = JSON.parse(fs.readFileSync(file, 'utf8'));
	return Object.keys(manifest.peerDependencies ?? {});
});

it.each(Object.keys(devDependencies))('%s is used', (name) => {
	const words = (COMMANDS[name] ?? name).replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
	const inSources =
		text.includes(LOADED_BY[name] ?? `'${name}'`) || new RegExp(`['"]${words}/`).test(text);
	const isCommand = new RegExp(`(?:^|[ &|])${words}(?: |$)`, 'm').test(commands);
	const isUsed = inSources || isCommand || peers.includes(name);
	expect({ name, isUsed }).toEqual({ name, isUsed: true });
});
