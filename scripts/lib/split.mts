/**
 * Cuts the packages of a single vendor and checks that each stands by itself: build, lint, both scans, contents, and
 * that what it ships is what the tests of the whole package are about.
 */
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { cutAll } from '../split/cut.cts';
import { npm } from './commands.mts';
import { checkContents } from './contents.mts';
import { filesBelow } from './files.mts';
import { type Counts, jest } from './jest.mts';
import { outcome } from './outcome.mts';
import { build, manifest, packFolder } from './pack.mts';
import { scanPacked, scanSource } from './scan.mts';
import { CACHE, ROOT, say, seconds, Stop } from './tools.mjs';

/** Not `split/`, which belongs to whoever ran `npm run split`; inside the repository, whose node_modules they use. */
const TARGET = path.join(CACHE, 'split');
/** How many packages are worked on at once. */
const LANES = 2;

/**
 * @param withTests runs the tests of each as well, which `npm test` has run on the same code already
 * @returns checks and tests of all packages
 * @throws Stop when the repository can't be cut
 */
export async function checkPackages(withTests: boolean): Promise<Counts> {
	try {
		const waiting = cutAll(TARGET);
		const total: Counts = { passed: 0, failed: 0 };
		const lane = async () => {
			for (let folder = waiting.shift(); folder !== undefined; folder = waiting.shift())
				add(total, await check(folder, withTests));
		};
		await Promise.all(Array.from({ length: LANES }, lane));
		return total;
	} finally {
		// Otherwise n8n's strict lint, which can't be told to leave it out, would take it for source.
		await rm(TARGET, { recursive: true, force: true });
	}
}

function add(total: Counts, { passed, failed }: Counts): void {
	total.passed += passed;
	total.failed += failed;
}

type Check = [what: string, run: () => Promise<Counts | void>];

/** One package; what comes after a check that failed is not tried. */
async function check(folder: string, withTests: boolean): Promise<Counts> {
	const name = path.basename(folder);
	// One worker: the other lane is at work as well.
	const jestArgs = ['--config', path.join(folder, 'jest.config.js'), '--maxWorkers', '1'];
	const checks: Check[] = [
		['builds', async () => await build(folder)],
		['ships what the whole package ships', async () => await isOfWhole(folder)],
		["passes n8n's strict lint", async () => await lint(folder)],
		["passes the marketplace scanner's lint, source", async () => await scanSource(folder)],
		[
			"passes the marketplace scanner's lint and the look at contents, packed files",
			async () => await checkPacked(folder),
		],
	];
	if (withTests)
		checks.push(['passes its tests', async () => await jest(name, [...jestArgs, '--silent'])]);
	const total: Counts = { passed: 0, failed: 0 };
	for (const [what, run] of checks) {
		const started = Date.now();
		const counts = await outcome(run);
		add(total, counts);
		const word = counts.failed === 0 ? 'pass' : 'FAIL';
		say(`${word}  ${name} ${what} (${seconds(Date.now() - started)})`);
		if (counts.failed > 0) break;
	}
	return total;
}

/**
 * Its compiled files are those of the whole package, which are tested, but for the package's own name and links.
 * @throws Stop with those that differ
 */
async function isOfWhole(folder: string): Promise<void> {
	const { name } = await manifest();
	const own = path.basename(folder);
	const plain = (text: string) =>
		text.replaceAll(/https:\/\/github\.com[^'"\s]*/g, 'LINK').replaceAll(own, name);
	const files = (await filesBelow(path.join(folder, 'dist')))
		.map((file) => path.relative(folder, file))
		.filter(
			(file) => /\.(?:js|json|svg)$/.test(file) && file !== path.join('dist', 'package.json'),
		);
	const differing: string[] = [];
	for (const file of files) {
		const texts = [folder, ROOT].map(
			async (place) => await readFile(path.join(place, file), 'utf8').catch(() => undefined),
		);
		const [one, other] = await Promise.all(texts);
		if (one === undefined || other === undefined || plain(one) !== plain(other))
			differing.push(file);
	}
	if (files.length === 0) throw new Stop(`${own} has no compiled files.`);
	if (differing.length > 0)
		throw new Stop(
			`${own} ships other code than the whole package, so its tests say nothing about it:\n  ${differing.join('\n  ')}`,
		);
}

async function lint(folder: string): Promise<void> {
	const doing = `linting ${path.basename(folder)}`;
	const { code, output } = await npm(['run', 'lint'], { cwd: folder, doing });
	if (code !== 0) throw new Stop(output.trim());
}

async function checkPacked(folder: string): Promise<void> {
	const tarball = await packFolder(folder);
	try {
		await checkContents({ tarball });
		await scanPacked({ tarball });
	} finally {
		await rm(tarball);
	}
}
