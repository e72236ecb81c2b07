/** Reads and changes sources by their syntax tree, and writes them in the house's format. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import prettier from 'prettier';
import ts from 'typescript';
import { ROOT } from '../lib/tools.mjs';

/** @param {string} file relative to the repository */
export const read = async (file) => await readFile(path.join(ROOT, file), 'utf8');

/** @returns the file's text; undefined where there is none */
export async function readIfAny(file) {
	return await read(file).catch(() => undefined);
}

/** Writes a file, formatted where Prettier knows how. */
export async function write(file, text) {
	const target = path.join(ROOT, file);
	const { inferredParser } = await prettier.getFileInfo(target);
	const formatted =
		inferredParser === null || inferredParser === 'markdown'
			? text
			: await prettier.format(text, {
					...(await prettier.resolveConfig(target)),
					filepath: target,
				});
	await mkdir(path.dirname(target), { recursive: true });
	await writeFile(target, formatted);
}

export const parsed = (text, file = 'a.ts') =>
	ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);

/** Every node below one, itself first. */
export function* walk(node) {
	yield node;
	for (const child of node.getChildren()) yield* walk(child);
}

/** What imports bring in: `{ name, from }`. */
export function importedNames(text) {
	return parsed(text)
		.statements.filter(ts.isImportDeclaration)
		.flatMap(({ importClause, moduleSpecifier: { text: from } }) =>
			(importClause?.namedBindings?.elements ?? []).map(({ name }) => ({ name: name.text, from })),
		);
}

/** The text with one more import from beside it, at its place in the alphabet. */
export function withImport(text, name, from) {
	const imports = parsed(text).statements.filter(ts.isImportDeclaration);
	const line = `import { ${name} } from '${from}';\n`;
	const next = imports.find(
		({ moduleSpecifier: { text: other } }) => other.startsWith('./') && other > from,
	);
	return next === undefined
		? inserted(text, imports.at(-1).getEnd() + 1, line)
		: inserted(text, next.getStart(), line);
}

/** The list that a variable or a property of this name holds. */
export function listNamed(text, name) {
	for (const node of walk(parsed(text))) {
		const { initializer } = node;
		if (
			(ts.isVariableDeclaration(node) || ts.isPropertyAssignment(node)) &&
			node.name.getText() === name &&
			initializer !== undefined &&
			ts.isArrayLiteralExpression(initializer)
		)
			return initializer;
	}
	return undefined;
}

/** The object that a variable of this name holds. */
export function objectNamed(text, name) {
	for (const node of walk(parsed(text)))
		if (
			ts.isVariableDeclaration(node) &&
			node.name.getText() === name &&
			node.initializer !== undefined &&
			ts.isObjectLiteralExpression(node.initializer)
		)
			return node.initializer;
	return undefined;
}

/** The text with one more entry in a list or object. @param before the entry in front of which it goes; last if none */
export function withEntry(text, { elements, properties }, entry, before) {
	const entries = elements ?? properties;
	if (before !== undefined) return inserted(text, before.getStart(), `${entry},\n`);
	if (entries.length === 0) return inserted(text, entries.pos, entry);
	return inserted(text, entries.at(-1).getEnd(), `,\n${entry}`);
}

const inserted = (text, position, addition) =>
	text.slice(0, position) + addition + text.slice(position);

export const isRow = (node) =>
	ts.isObjectLiteralExpression(node) &&
	['name', 'parameters'].every((key) =>
		node.properties.some(({ name: own }) => own?.getText() === key),
	);

/** Lists of rows, as those of test/support/operations/ are. */
export function rowLists(text) {
	return [...walk(parsed(text, 'a.js'))].filter(
		(node) => ts.isArrayLiteralExpression(node) && node.elements.some(isRow),
	);
}
