/** Plain American English in all that people read: forms, errors, docs, notes of the examples. */
import fs from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const ROOT = path.join(__dirname, '..', '..');

/** What nobody who builds workflows would say, and what to say. */
const NOT_SO: ReadonlyArray<readonly [not: RegExp, but: string]> = [
	[/\bcan not\b/, "can't, or can no longer"],
	[/\bside by side\b/i, 'concurrently; Concurrent Requests'],
	[/\bcounts? more\b/, 'overrides'],
	[/\bagain and again\b/, 'regularly'],
	[/\bonly reads\b/i, 'Read-Only'],
	[/^Off, |\. Off, /, 'If off, …'],
	[/\bha(?:s|ve) to be\b/, 'must be'],
	[/\b(?:signs in|subscribes|finds out|repeats?|does (?:that|it)) by itself\b/, 'automatically'],
	[/\bleave\b[^.]*\baway\b/i, 'skip, or remove'],
	[/\bcarried out\b/i, 'completed'],
	[/\bit is not known whether\b/i, 'The outcome is unknown.'],
	[/\bat the first refusal\b/i, 'Stop on First Error'],
	[/\bno way back\b/, "This can't be undone."],
	[/\bfor good\b/, 'permanently'],
	[/\ban own\b/, 'one of your own'],
	[/\bhands? (?:\w+ ){0,2}on\b/, 'passes on'],
	[/\bfor programs\b/, 'Internal name'],
	[/\bin the words of [a-z]*(?:\.|iVvy|Bitrix|Lead|Desk)/i, 'in … syntax'],
	[/\bstands? at several\b/, 'is linked to several'],
	[/\btaken along\b/, 'forwarded'],
	[/\bsays yes\b/, 'reports success'],
	[/\btells? no ids?\b/i, 'no ID is returned'],
	[/\bworks on every\b/i, 'Available on every'],
	[/\bbelongs together with\b/i, 'requires'],
	[/\bany (?:API )?keys? may do\b/, 'works with any API key'],
	[/\bif changed in between\b/i, 'On Conflict'],
	[/\b(?:update|write) and say so\b/i, 'flag'],
	[/\blast change known\b/i, 'Last Known Change'],
	[/\bwithout a period\b/i, 'regardless of date'],
	[/\bmembers are\b/i, 'Member Role'],
	[/^counts when\b/i, 'Filters by …'],
	[/\bmisses a\b/, 'A … is missing'],
	[/\bworkflow (?:is|was) activated\b/, 'published'],
];

/** Literals of code that people see: those with a blank in them; imports and keys have none. */
function literalsOf(file: string): string[] {
	const tree = ts.createSourceFile(
		file,
		fs.readFileSync(path.join(ROOT, file), 'utf8'),
		ts.ScriptTarget.Latest,
		true,
	);
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

function below(folder: string, ending: string): string[] {
	return fs
		.readdirSync(path.join(ROOT, folder), { recursive: true })
		.map((file) => path.posix.join(folder, String(file).split(path.sep).join('/')))
		.filter((file) => file.endsWith(ending));
}

/** Pages for people who build workflows; contracts and decisions are for those who build the package. */
const PAGES = [
	'README.md',
	'SECURITY.md',
	'examples/README.md',
	...[
		'ai-agents',
		'errors',
		'external-id',
		'output',
		'people',
		'polls',
		'portable',
		'scaling',
		'sync',
		'vendor-notes',
	]
		.map((page) => `docs/${page}.md`)
		.filter((page) => fs.existsSync(path.join(ROOT, page))),
];
const SOURCES = [...below('nodes', '.ts'), ...below('credentials', '.ts')];
const EXAMPLES = below('examples', '.json').filter((file) => !file.includes('/expected/'));

const wrongIn = (text: string) =>
	NOT_SO.flatMap(([not, but]) => {
		const found = not.exec(text);
		return found === null ? [] : [`"${found[0]}" in "${text.slice(0, 160)}": say ${but}`];
	});

it('the list of words finds what it forbids', () => {
	expect(wrongIn('Requests Side by Side can not be read')).toHaveLength(2);
	expect(wrongIn('Concurrent Requests')).toEqual([]);
});

it.each(SOURCES)('%s', (file) => {
	expect(literalsOf(file).flatMap(wrongIn)).toEqual([]);
});

it.each(PAGES)('%s', (file) => {
	const lines = fs.readFileSync(path.join(ROOT, file), 'utf8').split('\n');
	expect(lines.flatMap(wrongIn)).toEqual([]);
});

it.each(EXAMPLES)('the notes of %s', (file) => {
	const { nodes }: { nodes: Array<{ type: string; parameters: { content?: string } }> } =
		JSON.parse(fs.readFileSync(path.join(ROOT, file), 'utf8'));
	const notes = nodes.filter(({ type }) => type.endsWith('.stickyNote'));
	expect(notes.flatMap(({ parameters: { content = '' } }) => wrongIn(content))).toEqual([]);
});
