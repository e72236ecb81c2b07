/** The texts in the code that people may see. */
import fs from 'node:fs';
import ts from 'typescript';

/** Literals of code that people see: those with a blank in them; imports and keys have none. */
export function literalsIn(file: string): string[] {
	const code = fs.readFileSync(file, 'utf8');
	const tree = ts.createSourceFile(file, code, ts.ScriptTarget.Latest, true);
	const found: string[] = [];
	/** A text may be put together from several lines of code. */
	const textOf = (node: ts.Node): string | undefined => {
		if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text;
		if (ts.isTemplateExpression(node))
			return node.head.text + node.templateSpans.map(({ literal }) => `…${literal.text}`).join('');
		if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken)
			return `${textOf(node.left) ?? '…'}${textOf(node.right) ?? '…'}`;
		return undefined;
	};
	const visit = (node: ts.Node): void => {
		const text = textOf(node);
		if (text?.includes(' ') === true) found.push(text);
		if (text === undefined || ts.isTemplateExpression(node)) ts.forEachChild(node, visit);
	};
	visit(tree);
	return found;
}
