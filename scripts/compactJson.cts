import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

const NODES = path.join(__dirname, '..', 'dist', 'nodes');

/** Takes the layout out of the JSON files of dist/: nobody reads them there, and everybody downloads them. */
export async function compactJson(): Promise<void> {
	const names = await readdir(NODES, { recursive: true });
	for (const name of names.filter((one) => one.endsWith('.json'))) {
		const file = path.join(NODES, name);
		await writeFile(file, JSON.stringify(JSON.parse(await readFile(file, 'utf8'))));
	}
}
