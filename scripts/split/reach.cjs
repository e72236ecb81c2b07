'use strict';
/** Which files a file needs: its imports, theirs, and so on. */
const { existsSync, readFileSync, statSync } = require('node:fs');
const path = require('node:path');
const ts = require('typescript');

/** What a file imports or requires, in whatever way, type imports too. */
function importsOf(file) {
	return ts
		.preProcessFile(readFileSync(file, 'utf8'), true, true)
		.importedFiles.map(({ fileName }) => fileName);
}

/**
 * @param {string} root
 * @param {string[]} files relative to the root
 * @returns {{files: string[], packages: string[]}} these files and all they reach below the root,
 * sorted; the packages they name
 * @throws Error when an import leads to no file
 */
function reachOf(root, files) {
	const reached = new Set();
	const packages = new Set();
	const waiting = [...files];
	for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
		if (reached.has(file)) continue;
		reached.add(file);
		if (!/\.(?:ts|[cm]?js)$/.test(file)) continue;
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
function found(root, file, name) {
	const base = path.posix
		.join(path.posix.dirname(file), name)
		.replace(/^dist\//, '')
		.replace(/(?<=^(?:nodes|credentials)\/.*)\.js$/, '');
	const target = [base, `${base}.ts`, `${base}.js`, `${base}/index.ts`, `${base}/index.js`].find(
		(one) => isFile(path.join(root, one)),
	);
	if (target === undefined) throw new Error(`${file} imports ${name}, which is not there.`);
	return target;
}

const isFile = (file) => existsSync(file) && statSync(file).isFile();

module.exports = { reachOf };
