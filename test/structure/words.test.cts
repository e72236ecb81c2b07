/** Plain American English in all that people read: forms, errors, docs, notes of the examples. */
import fs from 'node:fs';
import path from 'node:path';
import { literalsIn } from '../support/literals.cts';

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
	[/\bin (?:the|its|their) place(?: of)?\b/i, 'replace … with'],
	[/\bcomes? out at\b|\bleaves? by\b/i, 'leaves through'],
	[/\bstands? (?:both )?(?:in|at|beside|behind)\b(?! for)/i, 'is in, is next to'],
	[/\b(?:a|an|the) (?:number|date|day|text|record|list) that is none\b/i, 'is not a valid …'],
	[/\b(?:makes|made|making) (?:it|that one|another one) again\b/i, 'creates another one'],
	[
		/\bmakes? (?:a|the|all|one) (?:new )?(?:tasks?|activit(?:y|ies)|credential|lead|copy)\b(?! depend)/i,
		'creates',
	],
	[/\blicence\b/i, 'license'],
];

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
	'CHANGELOG.md',
	'CONTRIBUTING.md',
	...below('.changeset', '.md'),
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
	expect(literalsIn(path.join(ROOT, file)).flatMap(wrongIn)).toEqual([]);
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
