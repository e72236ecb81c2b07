/** The sources as the rules of the house read them: syntax trees, imports, places. */
import fs from 'node:fs';
import path from 'node:path';
import type { INodeProperties, INodeType } from 'n8n-workflow';
import ts from 'typescript';

export const ROOT = path.join(__dirname, '..', '..', '..');
/** Folders of nodes/ with a node of their own name; `shared` has none. */
export const VENDORS = fs
	.readdirSync(path.join(ROOT, 'nodes'))
	.filter((folder) => fs.existsSync(path.join(ROOT, 'nodes', folder, `${folder}.node.ts`)))
	.sort();

interface Manifest {
	readonly [key: string]: unknown;
	readonly name: string;
	readonly version: string;
	readonly license: string;
	readonly homepage: string;
	readonly repository: { readonly url: string };
	readonly keywords: readonly string[];
	readonly files: readonly string[];
	readonly scripts: Readonly<Record<string, string>>;
	readonly devDependencies: Readonly<Record<string, string>>;
	readonly n8n: { readonly nodes: readonly string[]; readonly credentials: readonly string[] };
}
export const MANIFEST = JSON.parse(
	fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8'),
) as Manifest;

/** Files below a folder, relative to the repository, in order. */
export function filesBelow(folder: string, ending: string) {
	return fs
		.readdirSync(path.join(ROOT, folder), { recursive: true })
		.map((file) => path.posix.join(folder, String(file).split(path.sep).join('/')))
		.filter((file) => file.endsWith(ending))
		.sort();
}

export const SOURCES = [...filesBelow('nodes', '.ts'), ...filesBelow('credentials', '.ts')].map(
	parsedFile,
);

function parsedFile(file: string) {
	const text = fs.readFileSync(path.join(ROOT, file), 'utf8');
	return { file, text, tree: ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true) };
}

/** Every node of a syntax tree. */
function* walk(node: ts.Node): Generator<ts.Node> {
	yield node;
	for (const child of node.getChildren()) yield* walk(child);
}

interface Imported {
	readonly from: string;
	readonly typeOnly: boolean;
}

/** Everything that a file imports, whatever way it does so. */
function importsOf(tree: ts.SourceFile): Imported[] {
	const found: Imported[] = [];
	for (const node of walk(tree)) {
		if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) {
			if (node.moduleSpecifier !== undefined)
				found.push({ from: textOf(node.moduleSpecifier), typeOnly: isTypeOnly(node) });
		} else if (ts.isImportTypeNode(node))
			found.push({ from: textOf(node.argument), typeOnly: true });
		else if (ts.isExternalModuleReference(node))
			found.push({ from: textOf(node.expression), typeOnly: false });
		else if (
			ts.isCallExpression(node) &&
			(node.expression.kind === ts.SyntaxKind.ImportKeyword ||
				node.expression.getText() === 'require')
		)
			found.push({ from: textOf(node.arguments[0]), typeOnly: false });
	}
	return found;
}

function textOf(node: ts.Node | undefined): string {
	if (node !== undefined && ts.isLiteralTypeNode(node)) return textOf(node.literal);
	return node !== undefined && ts.isStringLiteralLike(node) ? node.text : '(computed)';
}

function isTypeOnly(node: ts.ImportDeclaration | ts.ExportDeclaration): boolean {
	if (ts.isExportDeclaration(node)) return node.isTypeOnly;
	const { importClause } = node;
	if (importClause === undefined) return false;
	if (importClause.isTypeOnly) return true;
	const { name, namedBindings } = importClause;
	return (
		name === undefined &&
		namedBindings !== undefined &&
		ts.isNamedImports(namedBindings) &&
		namedBindings.elements.every((element) => element.isTypeOnly)
	);
}

/** The file that a relative import means. */
function target(file: string, from: string) {
	const base = path.posix.join(path.posix.dirname(file), from);
	return (
		[`${base}.ts`, `${base}/index.ts`, base].find(
			(one) => fs.existsSync(path.join(ROOT, one)) && fs.statSync(path.join(ROOT, one)).isFile(),
		) ?? `${base} (missing)`
	);
}

/** The part of the house in which a file stands: `shared`, a vendor, or `credentials`. */
export function partOf(file: string): string {
	const [top = '', below = ''] = file.split('/');
	return top === 'nodes' ? below : top;
}

export const IMPORTS = SOURCES.flatMap((source) =>
	importsOf(source.tree).map((one) => ({
		file: source.file,
		...one,
		to: one.from.startsWith('.') ? target(source.file, one.from) : undefined,
	})),
);
export const LOCAL = IMPORTS.flatMap(({ to, ...one }) =>
	to === undefined ? [] : [{ ...one, to }],
);
export const shown = ({ file, from }: { file: string; from: string }) => `${file} imports ${from}`;

/** Where something stands in the sources, as `file:line`. */
export function places(matches: (node: ts.Node) => boolean): string[] {
	return SOURCES.flatMap(({ file, tree }) =>
		[...walk(tree)]
			.filter(matches)
			.map((node) => `${file}:${tree.getLineAndCharacterOfPosition(node.getStart()).line + 1}`),
	);
}

/** The node of a vendor, as it is built. */
export function builtNode(vendor: string): INodeType {
	const file = path.join(ROOT, 'dist', 'nodes', vendor, `${vendor}.node.js`);
	const { [vendor]: Node } = require(file) as Record<string, (new () => INodeType) | undefined>;
	if (Node === undefined) throw new Error(`${file} has no ${vendor}.`);
	return new Node();
}

/** What can be chosen in a drop-down. */
export function valuesOf({ options = [] }: INodeProperties): string[] {
	return options.flatMap((option) => ('value' in option ? [String(option.value)] : []));
}

/** By the name of its class. */
export const isCredential = (name: string) => name.endsWith('Api');

/** What the classes make that a built file exports, such as a trigger. */
export function madeOf<T>(file: string, isWanted = (_name: string) => true): T[] {
	const exported = require(path.join(ROOT, file)) as Record<string, unknown>;
	return Object.values(exported).flatMap((Made) =>
		typeof Made === 'function' && isWanted(Made.name) ? [new (Made as new () => T)()] : [],
	);
}
