/** Files: their hashes, what there is below a folder, JSON, folders that are gone when the script has ended. */
import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Told what has to be done in the end; what came last is done first. */
export type OnEnd = (task: () => unknown) => void;

/** SHA-256 of texts and files, in hex. */
export async function hashOf(parts: Array<{ text: string } | { file: string }>): Promise<string> {
	const hash = createHash('sha256');
	for (const part of parts)
		hash.update('file' in part ? await readFile(part.file) : part.text).update('\0');
	return hash.digest('hex');
}

/** All files below a folder, sorted, as absolute paths. */
export async function filesBelow(folder: string): Promise<string[]> {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	return entries
		.filter((entry) => entry.isFile())
		.map((entry) => path.join(entry.parentPath ?? entry.path, entry.name))
		.sort();
}

export async function writeJson(file: string, value: unknown): Promise<void> {
	await writeFile(file, `${JSON.stringify(value, null, '\t')}\n`);
}

/** Writes a text unless the file holds it already. @returns whether it was written */
export async function wroteNew(file: string, text: string): Promise<boolean> {
	if ((await readFile(file, 'utf8').catch(() => '')) === text) return false;
	await writeFile(file, text);
	return true;
}

/** A folder below the system's one for such, deleted in the end. @param name part of its name */
export async function temporaryFolder(name: string, onEnd: OnEnd): Promise<string> {
	const folder = await mkdtemp(path.join(tmpdir(), `crm-activities-${name}-`));
	// In one go: after Ctrl-C, Jest may exit any moment.
	onEnd(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
	return folder;
}

/** Does something in a folder that is deleted afterwards, outside of what n8n's lint looks at. */
export async function inTemporaryFolder<T>(
	name: string,
	work: (folder: string) => Promise<T>,
): Promise<T> {
	const folder = await mkdtemp(path.join(tmpdir(), `crm-activities-${name}-`));
	return await work(folder).finally(async () => await rm(folder, { recursive: true, force: true }));
}
