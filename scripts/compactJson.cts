import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

const DIST = path.join(__dirname, '..', 'dist');
const NODES = path.join(DIST, 'nodes');

/**
 * Takes the layout out of the JSON files of dist/: nobody reads them there, and everybody downloads them. Of its copy of
 * package.json only what http/userAgent.ts reads is left.
 */
export async function compactJson(): Promise<void> {
	const names = await readdir(NODES, { recursive: true });
	for (const name of names.filter((one) => one.endsWith('.json')))
		await rewrite(path.join(NODES, name), (content) => content);
	await rewrite(path.join(DIST, 'package.json'), ({ name, version }) => ({ name, version }));
}

type Content = Record<string, unknown>;

async function rewrite(file: string, change: (content: Content) => Content): Promise<void> {
	await writeFile(
		file,
		JSON.stringify(change(JSON.parse(await readFile(file, 'utf8')) as Content)),
	);
}
