/** What users download: how large it is, and that it holds nothing but what n8n loads. */
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { filesBelow, inTemporaryFolder } from './files.mts';
import { unpack } from './pack.mts';
import { Stop } from './tools.mjs';

/** Unpacked, in bytes: at most 9 kB for each of 184 operations. */
const LARGEST = 1.65e6;
/** What n8n loads, and what npm always takes along. No sources, types, maps or tests. */
const SHIPPED: readonly RegExp[] = [
	/^(?:package\.json|README\.md|LICENSE|dist\/package\.json)$/,
	/^dist\/icons\/[\w.]+\.svg$/,
	/^dist\/(?:nodes|credentials)\/.+\.(?:js|json)$/,
];
const OF_TESTS = /(?:^|\/)(?:tests?|__tests__|fixtures)\/|\.(?:test|spec)\./;

/** @throws Stop when it is too large, or with the files that don't belong there */
export async function checkContents({ tarball }: { tarball: string }): Promise<void> {
	await inTemporaryFolder('measured', async (folder) => {
		await unpack(tarball, folder);
		const files = await filesBelow(folder);
		const sizes = await Promise.all(files.map(async (file) => (await stat(file)).size));
		judge(
			files.map((file) => path.relative(folder, file).split(path.sep).join('/')),
			sizes.reduce((sum, size) => sum + size, 0),
		);
	});
}

/** @param names of the files @param bytes of all @throws Stop */
export function judge(names: string[], bytes: number): void {
	const foreign = names.filter(
		(name) => !SHIPPED.some((kind) => kind.test(name)) || OF_TESTS.test(name),
	);
	if (foreign.length > 0)
		throw new Stop(
			`The packed package holds files that n8n does not load:\n  ${foreign.join('\n  ')}`,
		);
	if (bytes > LARGEST)
		throw new Stop(`The packed package has ${bytes} bytes, more than the ${LARGEST} it may have.`);
	if (names.length === 0) throw new Stop('The packed package is empty.');
}
