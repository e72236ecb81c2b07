/** Reads and changes sources by their syntax tree, and writes them in the house's format. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import prettier from 'prettier';
import ts from 'typescript';
import { ROOT, Stop } from '../lib/tools.mjs';

/** @param file relative to the repository */
export const read = async (file: string): Promise<string> =>
	await readFile(path.join(ROOT, file), 'utf8');

/** @returns the file's text; undefined where there is none */
export async function readIfAny(file: string): Promise<string | undefined> {
	return await read(file).catch(() => undefined);
}

/** Writes a file, formatted where Prettier knows how. */
export async function write(file: string, text: string): Promise<void> {
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

export const parsed = (text: string, file = 'a.ts'): ts.SourceFile =>
	ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);

/** Every node below one, itself first. */
export function* walk(node: ts.Node): Generator<ts.Node> {
	yield node;
	for (const child of node.getChildren()) yield* walk(child);
}

/** What imports bring in: `{ name, from }`. */
export function importedNames(text: string): Array<{ name: string; from: string }> {
	return importsIn(text).flatMap((one) => {
		const bindings = one.importClause?.namedBindings;
		return bindings !== undefined && ts.isNamedImports(bindings)
			? bindings.elements.map(({ name }) => ({ name: name.text, from: moduleOf(one) }))
			: [];
	});
}

const importsIn = (text: string) => parsed(text).statements.filter(ts.isImportDeclaration);
const moduleOf = ({ moduleSpecifier }: ts.ImportDeclaration) =>
	ts.isStringLiteral(moduleSpecifier) ? moduleSpecifier.text : '';

/** The text with one more import from beside it, at its place in the alphabet. */
export function withImport(text: string, name: string, from: string): string {
	const imports = importsIn(text);
	const line = `import { ${name} } from '${from}';\n`;
	const next = imports.find((one) => moduleOf(one).startsWith('./') && moduleOf(one) > from);
	return next === undefined
		? inserted(text, (imports.at(-1)?.getEnd() ?? -1) + 1, line)
		: inserted(text, next.getStart(), line);
}

/** The list that a variable or a property of this name holds. */
export function listNamed(text: string, name: string): ts.ArrayLiteralExpression | undefined {
	return valuesNamed(text, name).find(ts.isArrayLiteralExpression);
}

/** The object that a variable of this name holds. */
export function objectNamed(text: string, name: string): ts.ObjectLiteralExpression | undefined {
	return valuesNamed(text, name).find(ts.isObjectLiteralExpression);
}

/** What variables and properties of a name hold. */
function valuesNamed(text: string, name: string): ts.Expression[] {
	return [...walk(parsed(text))].flatMap((node) =>
		(ts.isVariableDeclaration(node) || ts.isPropertyAssignment(node)) &&
		node.name.getText() === name &&
		node.initializer !== undefined
			? [node.initializer]
			: [],
	);
}

/**
 * The text with one more entry in a list or object.
 * @param before the entry in front of which it goes; last if none
 * @throws Stop when the list is not there
 */
export function withEntry(
	text: string,
	list: ts.ArrayLiteralExpression | ts.ObjectLiteralExpression | undefined,
	entry: string,
	before?: ts.Node,
): string {
	if (list === undefined) throw new Stop(`There is no list to which this can go: ${entry}`);
	const entries: ts.NodeArray<ts.Node> = 'elements' in list ? list.elements : list.properties;
	if (before !== undefined) return inserted(text, before.getStart(), `${entry},\n`);
	const last = entries.at(-1);
	return last === undefined
		? inserted(text, entries.pos, entry)
		: inserted(text, last.getEnd(), `,\n${entry}`);
}

const inserted = (text: string, position: number, addition: string) =>
	text.slice(0, position) + addition + text.slice(position);

export const isRow = (node: ts.Node): boolean =>
	ts.isObjectLiteralExpression(node) &&
	['name', 'parameters'].every((key) =>
		node.properties.some(({ name: own }) => own?.getText() === key),
	);

/** Lists of rows, as those of test/support/operations/ are. */
export function rowLists(text: string): ts.ArrayLiteralExpression[] {
	return [...walk(parsed(text, 'a.cts'))]
		.filter(ts.isArrayLiteralExpression)
		.filter(({ elements }) => elements.some(isRow));
}
