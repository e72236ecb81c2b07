/**
 * Cuts the repository into packages of a single vendor, as n8n verifies only those: the vendor's files, and of the
 * shared ones those that its code reaches. Nothing is installed for them; they use the repository's node_modules.
 */
import {
	cpSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { homeOf, type Manifest, manifestOf, nameOf, repositoryOf, sourceOf } from './manifest.cts';
import { cutText, sectionsOf, written } from './markdown.cts';
import { reachOf } from './reach.cts';
import { cutReadme } from './readme.cts';
import { isOf, type Vendor, VENDORS } from './vendors.cts';

const ROOT = path.join(__dirname, '..', '..');
/** Taken over as they are. */
const COMMON = [
	'LICENSE',
	'SECURITY.md',
	'.npmrc',
	'eslint.config.mjs',
	'tsconfig.json',
	'scripts/compactJson.cts',
	'scripts/icons.cts',
	'test/support/swc.json',
];
/** Written anew or cut. */
const CUT = ['CHANGELOG.md', 'README.md', 'gulpfile.js', 'jest.config.js', 'package.json'];
/** Tests of whatever nodes and credentials there are. */
const COMMON_TESTS = [
	'test/credentials/all.test.js',
	'test/descriptions/conditions.test.js',
	'test/descriptions/golden.test.js',
	'test/descriptions/nodes.test.js',
	'test/descriptions/parameters.test.js',
	'test/descriptions/texts.test.js',
	'test/descriptions/tools.test.js',
];
/**
 * Where the names of files, or of folders, begin with the vendor they belong to. Fakes are not
 * tested a second time.
 */
const BY_NAME = [
	'credentials',
	'icons',
	'test',
	'test/credentials',
	'test/descriptions/golden',
	'test/support/fakes',
	'test/support/forms',
	'test/support/operations',
	'test/vendors',
];
const isTestOfFake = (file: string) => /^test\/vendors\/.*\.test\.(?:js|cts)$/.test(file);

const GULPFILE = `'use strict';
require('tsx/cjs');
exports['build:icons'] = require('./scripts/icons.cts').buildIcons;
exports['build:json'] = require('./scripts/compactJson.cts').compactJson;
`;
const JEST = `'use strict';
module.exports = {
	testEnvironment: 'node',
	roots: ['<rootDir>/test'],
	moduleFileExtensions: ['js', 'cjs', 'cts', 'mts', 'ts', 'json', 'node'],
	testMatch: ['**/*.test.{js,cts}'],
	transform: { '\\\\.[cm]ts$': ['@swc/jest', require('./test/support/swc.json')] },
	maxWorkers: 2,
	testTimeout: 120_000,
};
`;

/** Cuts all packages into a folder, by default `split/`, in place of what was there. @returns their folders */
export function cutAll(target = path.join(ROOT, 'split')): string[] {
	rmSync(target, { recursive: true, force: true });
	return VENDORS.map((vendor) => cut(vendor, target));
}

/**
 * @param target where the package's folder is made
 * @returns the package's folder
 * @throws Error when a text can't be cut, or when the vendor's files need one of another vendor
 */
function cut(vendor: Vendor, target: string): string {
	const whole: Manifest = JSON.parse(read('package.json'));
	const name = nameOf(whole, vendor);
	const folder = path.join(target, name);
	const { files, packages } = reachOf(ROOT, ownFiles(vendor));
	const foreign = files.find((file) =>
		VENDORS.some(
			(other) => other.id !== vendor.id && file.split('/').some((part) => isOf(other, part)),
		),
	);
	if (foreign !== undefined)
		throw new Error(`The package of ${vendor.title} alone would need ${foreign}.`);

	for (const file of [...COMMON, ...files.filter((one) => !CUT.includes(one))]) {
		mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
		if (/^(?:nodes|credentials)\//.test(file))
			writeFileSync(path.join(folder, file), renamed(read(file), whole, vendor));
		else cpSync(path.join(ROOT, file), path.join(folder, file));
	}
	const write = (file: string, text: string) => writeFileSync(path.join(folder, file), text);
	write('package.json', `${JSON.stringify(manifestOf(whole, vendor, packages), null, '\t')}\n`);
	write(
		'README.md',
		cutReadme(read('README.md'), vendor, {
			name,
			whole: whole.name,
			source: sourceOf(whole),
			files: [...COMMON, ...CUT],
		}),
	);
	write(
		'CHANGELOG.md',
		written(
			sectionsOf(read('CHANGELOG.md')).map((section) => ({
				...section,
				text: cutText(section.text, vendor, `CHANGELOG.md, "${section.title}"`),
			})),
		),
	);
	write('gulpfile.js', GULPFILE);
	write('jest.config.js', JEST);
	return folder;
}

const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');

/** Where the way into the package begins: what n8n loads and what Jest runs, with what they find by its name. */
function ownFiles(vendor: Vendor): string[] {
	const byName = BY_NAME.flatMap((folder) =>
		readdirSync(path.join(ROOT, folder))
			.filter((name) => isOf(vendor, name))
			.flatMap((name) => filesOf(path.posix.join(folder, name))),
	);
	return [
		...filesOf(`nodes/${vendor.folder}`),
		...byName.filter((file) => !isTestOfFake(file)),
		...COMMON_TESTS,
	];
}

/** A file, or all files of a folder. */
function filesOf(name: string): string[] {
	if (!isFolder(name)) return [name];
	return readdirSync(path.join(ROOT, name), { recursive: true })
		.map((file) => path.posix.join(name, String(file).split(path.sep).join('/')))
		.filter((file) => !isFolder(file));
}

const isFolder = (name: string) => statSync(path.join(ROOT, name)).isDirectory();

/** The package's own name, and links to sections of its own README. */
function renamed(text: string, whole: Manifest, vendor: Vendor): string {
	return text
		.replaceAll(`${repositoryOf(whole)}#`, `${homeOf(whole, vendor)}#`)
		.replace(new RegExp(`(?<![/\\w-])${whole.name}(?![\\w-])`, 'g'), nameOf(whole, vendor));
}
