/**
 * Cuts the packages of a single vendor and checks that each stands by itself: build, lint, both
 * scans, contents, tests.
 */
import { createRequire } from 'node:module';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { checkContents } from './contents.mjs';
import { jest } from './jest.mjs';
import { build, packFolder } from './pack.mjs';
import { scanPacked, scanSource } from './scan.mjs';
import { CACHE, npm, say, seconds, Stop } from './tools.mjs';

const { cutAll } = createRequire(import.meta.url)('../split/cut.cjs');

/** Not `split/`, which belongs to whoever ran `npm run split`; inside the repository, whose node_modules they use. */
const TARGET = path.join(CACHE, 'split');
/** How many packages are worked on at once. */
const LANES = 2;

/**
 * @returns {Promise<{passed: number, failed: number}>} checks and tests of all packages
 * @throws Stop when the repository can't be cut
 */
export async function checkPackages() {
	try {
		const waiting = await cutAll(TARGET);
		const total = { passed: 0, failed: 0 };
		const lane = async () => {
			for (let folder = waiting.shift(); folder !== undefined; folder = waiting.shift()) {
				const { passed, failed } = await check(folder);
				total.passed += passed;
				total.failed += failed;
			}
		};
		await Promise.all(Array.from({ length: LANES }, lane));
		return total;
	} finally {
		// Otherwise n8n's strict lint, which can't be told to leave it out, would take it for source.
		await rm(TARGET, { recursive: true, force: true });
	}
}

/** One package; what comes after a check that failed is not tried. */
async function check(folder) {
	const name = path.basename(folder);
	const checks = [
		['builds', async () => await build(folder)],
		["passes n8n's strict lint", async () => await lint(folder)],
		["passes the marketplace scanner's lint, source", async () => await scanSource(folder)],
		[
			"passes the marketplace scanner's lint and the look at contents, packed files",
			async () => await checkPacked(folder),
		],
		// One after the other: the other lane is at work as well.
		[
			'passes its tests',
			async () =>
				await jest(name, [
					'--config',
					path.join(folder, 'jest.config.js'),
					'--maxWorkers',
					'1',
					'--silent',
				]),
		],
	];
	const total = { passed: 0, failed: 0 };
	for (const [what, run] of checks) {
		const started = Date.now();
		const { passed, failed } = await outcome(run);
		total.passed += passed;
		total.failed += failed;
		say(`${failed === 0 ? 'pass' : 'FAIL'}  ${name} ${what} (${seconds(Date.now() - started)})`);
		if (failed > 0) break;
	}
	return total;
}

async function outcome(run) {
	try {
		return (await run()) ?? { passed: 1, failed: 0 };
	} catch (error) {
		say(error instanceof Stop ? error.message : String(error?.stack ?? error));
		return { passed: 0, failed: 1 };
	}
}

async function lint(folder) {
	const { code, output } = await npm(['run', 'lint'], {
		cwd: folder,
		doing: `linting ${path.basename(folder)}`,
	});
	if (code !== 0) throw new Stop(output.trim());
}

async function checkPacked(folder) {
	const tarball = await packFolder(folder);
	try {
		await checkContents({ tarball });
		await scanPacked({ tarball });
	} finally {
		await rm(tarball);
	}
}
