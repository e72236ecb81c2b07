/** The lint of n8n's marketplace scanner, which it runs on the source and on the packed files. It needs no network. */
import {
	analyzePackage,
	SOURCE_FILE_PATTERNS,
} from '@n8n/scan-community-package/scanner/scanner.mjs';
import { inTemporaryFolder } from './files.mts';
import { unpack } from './pack.mts';
import { ROOT, Stop } from './tools.mjs';

/** What the scanner looks at in a published package, as written in its own code. */
const PACKED_FILES = ['**/*.js', 'package.json'];

interface Verdict {
	passed: boolean;
	message?: string;
	details?: string;
}

/** @param folder of the package @throws Stop with the violations */
export async function scanSource(folder = ROOT): Promise<void> {
	judge(await analyzePackage(folder, SOURCE_FILE_PATTERNS));
}

/** @throws Stop with the violations */
export async function scanPacked({ tarball }: { tarball: string }): Promise<void> {
	await inTemporaryFolder('scanned', async (folder) => {
		await unpack(tarball, folder);
		judge(await analyzePackage(folder, PACKED_FILES));
	});
}

function judge({ passed, message, details }: Verdict): void {
	if (!passed) throw new Stop(details ?? message ?? 'The scanner refuses the package.');
	// The scanner calls an empty folder clean.
	if (message !== undefined) throw new Stop(message);
}
