/** Which files a file needs: its imports, theirs, and so on. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/** What a file imports or requires, in whatever way, type imports too. */
function importsOf(file: string): string[] {
	return ts
		.preProcessFile(readFileSync(file, 'utf8'), true, true)
		.importedFiles.map(({ fileName }) => fileName);
}

export interface Reach {
	/** These files and all they reach below the root, sorted. */
	files: string[];
	/** That they name. */
	packages: string[];
}

/** @param files relative to the root @throws Error when an import leads to no file */
export function reachOf(root: string, files: string[]): Reach {
	const reached = new Set<string>();
	const packages = new Set<string>();
	const waiting = [...files];
	for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
		if (reached.has(file)) continue;
		reached.add(file);
		if (!/\.(?:[cm]?ts|[cm]?js)$/.test(file)) continue;
		for (const name of importsOf(path.join(root, file))) {
			if (name.startsWith('.')) waiting.push(found(root, file, name));
			else
				packages.add(
					name
						.split('/')
						.slice(0, name.startsWith('@') ? 2 : 1)
						.join('/'),
				);
		}
	}
	return { files: [...reached].sort(), packages: [...packages].sort() };
}

/** The built files that tests ask for stand for their sources, as nothing may have been built yet. */
function found(root: string, file: string, name: string): string {
	const base = path.posix
		.join(path.posix.dirname(file), name)
		.replace(/^dist\//, '')
		.replace(/(?<=^(?:nodes|credentials)\/.*)\.js$/, '');
	const target = ['', '.ts', '.cts', '.js', '/index.ts', '/index.js']
		.map((ending) => base + ending)
		.find((one) => isFile(path.join(root, one)));
	if (target === undefined) throw new Error(`${file} imports ${name}, which is not there.`);
	return target;
}

const isFile = (file: string) => existsSync(file) && statSync(file).isFile();
