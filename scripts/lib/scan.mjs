/** The lint of n8n's marketplace scanner, which it runs on the source and on the packed files. It needs no network. */
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { unpack } from './pack.mjs';
import { CACHE, ROOT, Stop } from './tools.mjs';

/** What the scanner looks at in a published package, as written in its own code. */
const PACKED_FILES = ['**/*.js', 'package.json'];

/** @param {string} [folder] of the package @throws Stop with the violations */
export async function scanSource(folder = ROOT) {
	const { analyzePackage, SOURCE_FILE_PATTERNS } = await scanner();
	judge(await analyzePackage(folder, SOURCE_FILE_PATTERNS));
}

/** @param {{tarball: string}} packed @throws Stop with the violations */
export async function scanPacked({ tarball }) {
	const folder = path.join(CACHE, `scanned-${path.basename(tarball, '.tgz')}`);
	await unpack(tarball, folder);
	try {
		const { analyzePackage } = await scanner();
		judge(await analyzePackage(folder, PACKED_FILES));
	} finally {
		// Otherwise n8n's strict lint, which can't be told to leave it out, would take it for source.
		await rm(folder, { recursive: true });
	}
}

/** Loaded late: it is a dev dependency, which may have to be installed first. */
async function scanner() {
	return await import('@n8n/scan-community-package/scanner/scanner.mjs');
}

function judge({ passed, message, details }) {
	if (!passed) throw new Stop(details ?? message);
	// The scanner calls an empty folder clean.
	if (message !== undefined) throw new Stop(message);
}
