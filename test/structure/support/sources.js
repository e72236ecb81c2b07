'use strict';
/** The sources as the rules of the house read them: syntax trees, imports, places. */
const fs = require('node:fs');
const path = require('node:path');
const ts = require('typescript');

const ROOT = path.join(__dirname, '..', '..', '..');
/** Folders of nodes/ with a node of their own name; `shared` has none. */
const VENDORS = fs
	.readdirSync(path.join(ROOT, 'nodes'))
	.filter((folder) => fs.existsSync(path.join(ROOT, 'nodes', folder, `${folder}.node.ts`)))
	.sort();
const MANIFEST = JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8'));

/** Files below a folder, relative to the repository, in order. */
function filesBelow(folder, ending) {
	return fs
		.readdirSync(path.join(ROOT, folder), { recursive: true })
		.map((file) => path.posix.join(folder, String(file).split(path.sep).join('/')))
		.filter((file) => file.endsWith(ending))
		.sort();
}

const SOURCES = [...filesBelow('nodes', '.ts'), ...filesBelow('credentials', '.ts')].map(
	parsedFile,
);

function parsedFile(file) {
	const text = fs.readFileSync(path.join(ROOT, file), 'utf8');
	return { file, text, tree: ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true) };
}

/** Every node of a syntax tree. */
function* walk(node) {
	yield node;
	for (const child of node.getChildren()) yield* walk(child);
}

/** `{ from, typeOnly }` of everything that a file imports, whatever way it does so. */
function importsOf({ tree }) {
	const found = [];
	for (const node of walk(tree)) {
		if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) {
			if (node.moduleSpecifier !== undefined)
				found.push({ from: node.moduleSpecifier.text, typeOnly: isTypeOnly(node) });
		} else if (ts.isImportTypeNode(node))
			found.push({ from: node.argument.literal.text, typeOnly: true });
		else if (ts.isExternalModuleReference(node))
			found.push({ from: node.expression.text, typeOnly: false });
		else if (
			ts.isCallExpression(node) &&
			(node.expression.kind === ts.SyntaxKind.ImportKeyword ||
				node.expression.getText() === 'require')
		)
			found.push({ from: node.arguments[0].text ?? '(computed)', typeOnly: false });
	}
	return found;
}

function isTypeOnly(node) {
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
function target(file, from) {
	const base = path.posix.join(path.posix.dirname(file), from);
	return (
		[`${base}.ts`, `${base}/index.ts`, base].find(
			(one) => fs.existsSync(path.join(ROOT, one)) && fs.statSync(path.join(ROOT, one)).isFile(),
		) ?? `${base} (missing)`
	);
}

/** The part of the house in which a file stands: `shared`, a vendor, or `credentials`. */
const partOf = (file) => (file.startsWith('nodes/') ? file.split('/')[1] : file.split('/')[0]);

const IMPORTS = SOURCES.flatMap((source) =>
	importsOf(source).map((one) => ({
		file: source.file,
		...one,
		to: one.from.startsWith('.') ? target(source.file, one.from) : undefined,
	})),
);
const LOCAL = IMPORTS.filter(({ to }) => to !== undefined);
const shown = ({ file, from }) => `${file} imports ${from}`;

/** Where something stands in the sources, as `file:line`. */
function places(matches) {
	return SOURCES.flatMap(({ file, tree }) =>
		[...walk(tree)]
			.filter(matches)
			.map((node) => `${file}:${tree.getLineAndCharacterOfPosition(node.getStart()).line + 1}`),
	);
}

/** The node of a vendor, as it is built. */
function builtNode(vendor) {
	const { [vendor]: Node } = require(path.join(ROOT, 'dist', 'nodes', vendor, `${vendor}.node.js`));
	return new Node();
}

module.exports = {
	ROOT,
	VENDORS,
	MANIFEST,
	SOURCES,
	IMPORTS,
	LOCAL,
	filesBelow,
	partOf,
	places,
	shown,
	builtNode,
};
