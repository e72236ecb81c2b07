/**
 * Requests say themselves what they are: what proves a yes, which bulk call they may join,
 * whether they change something.
 * Nothing in nodes/shared may guess that from a path or a body; the few places that send or show
 * a request may use them.
 */
import path from 'node:path';
import ts from 'typescript';

const ROOT = path.join(__dirname, '..', '..');
const GUESSED_FROM = new Set(['path', 'body', 'method', 'query', 'link']);
/** function in file -> why it may look */
const MAY_USE: Readonly<Record<string, string>> = {
	'nodes/shared/http/attempt.ts send': 'sends it',
	'nodes/shared/http/attempt.ts attemptOnce':
		'a link to a file is sent another way; the request says that it is one',
	'nodes/shared/http/attempt.ts queryText': 'writes the query down',
	'nodes/shared/operation/apiCall.ts leavesPagesToPaging':
		'looks for what stands twice in a call that the user made',
	'nodes/shared/operation/pagesAhead.ts nameOf': 'knows a request again that was made ahead',
	'nodes/shared/engine/dispatcher.ts isDownload': 'a link is a file by declaration',
	'nodes/shared/engine/preview.ts shown': 'shows it',
	'nodes/shared/http/statusProblems.ts nameOf': 'names it in messages',
};

function uses() {
	const { config } = ts.readConfigFile(path.join(ROOT, 'tsconfig.json'), ts.sys.readFile);
	const { fileNames, options } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT);
	const program = ts.createProgram(fileNames, { ...options, noEmit: true });
	const checker = program.getTypeChecker();
	const found: { where: string; line: number; name: string }[] = [];
	for (const source of program.getSourceFiles()) {
		const file = path.relative(ROOT, source.fileName);
		if (!file.startsWith(`nodes${path.sep}shared${path.sep}`)) continue;
		const isRequest = (node: ts.Node) =>
			checker.getTypeAtLocation(node).aliasSymbol?.name === 'RequestSpec' ||
			checker.getTypeAtLocation(node).symbol?.name === 'RequestSpec';
		const report = (node: ts.PropertyAccessExpression | ts.BindingElement, name: string) => {
			const { line } = source.getLineAndCharacterOfPosition(node.getStart());
			found.push({ where: `${file} ${functionOf(node)}`, line: line + 1, name });
		};
		const visit = (node: ts.Node) => {
			if (
				ts.isPropertyAccessExpression(node) &&
				GUESSED_FROM.has(node.name.text) &&
				isRequest(node.expression)
			)
				report(node, node.name.text);
			if (ts.isBindingElement(node)) {
				const name = (node.propertyName ?? node.name).getText();
				if (GUESSED_FROM.has(name) && isRequest(node.parent)) report(node, name);
			}
			ts.forEachChild(node, visit);
		};
		visit(source);
	}
	return found;
}

function functionOf(node: ts.Node): string {
	for (let at: ts.Node | undefined = node.parent; at !== undefined; at = at.parent) {
		if ((ts.isFunctionDeclaration(at) || ts.isMethodDeclaration(at)) && at.name !== undefined)
			return at.name.getText();
	}
	return '';
}

const found = uses();

it('sees the places that send a request', () => {
	expect(found.map(({ where }) => where)).toContain('nodes/shared/http/attempt.ts send');
});

it('nothing in shared/ decides by the path or the body of a request what it is', () => {
	expect(found.filter(({ where }) => MAY_USE[where] === undefined)).toEqual([]);
});
