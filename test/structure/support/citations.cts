/**
 * What comments cite of the contracts, and what documents name of the repository. Each function
 * takes a text and gives what is wrong with it, so that a made-up text shows that it finds faults.
 */
import fs from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { VENDORS as SPLIT, isOf } from '../../../scripts/split/vendors.cts';
import { ROOT } from './sources.cts';

/** `2.3`, `9 no. 11`, and several of them: `1, 3 and 5`, `2.3 to 2.9`. */
const ONE = String.raw`\d+(?:\.\d+)*(?:,?\s+no\.\s+\d+)?`;
const MANY = String.raw`${ONE}(?:(?:,?\s+(?:and|or|to|-)\s+|,\s+)${ONE})*`;
const CITATION = new RegExp(
	String.raw`docs/contracts/(?<file>\w+)\.md(?<full>\s+sections?\s+${MANY})?` +
		String.raw`|\b[cC]ontract,?\s+(?:sections?\s+)?(?<short>${MANY})` +
		String.raw`|\b[sS]ections?\s+(?<bare>${MANY})` +
		String.raw`|\((?<wordless>\d+\.\d+(?:,\s+\d+(?:\.\d+)?)*)\)`,
	'g',
);
/** Sections of somebody else's pages. */
const FOREIGN = /\bRFC\s+\d+,?\s+section\s+[\d.]+/g;

/** The vendor that a file belongs to, by the rule by which the packages of one vendor are cut. */
const vendorOf = (file: string) =>
	SPLIT.find((vendor) => file.split('/').some((part) => isOf(vendor, part)))?.id;

interface Comment {
	readonly line: number;
	readonly text: string;
}

/** The comments before each word of a source; line breaks are blanks. */
function commentsOf(file: string, source: string): Comment[] {
	const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true, ts.ScriptKind.TS);
	const found: Comment[] = [];
	const visit = (node: ts.Node) => {
		if (ts.isToken(node)) {
			const between = source.slice(node.getFullStart(), node.getStart(tree));
			if (/\/[/*]/.test(between))
				found.push({
					line: tree.getLineAndCharacterOfPosition(node.getFullStart()).line + 1,
					text: between,
				});
		}
		for (const child of node.getChildren(tree)) if (!ts.isJSDoc(child)) visit(child);
	};
	visit(tree);
	return found.map(({ line, text }) => ({
		line,
		// As long as before, so that the lines can still be counted.
		text: text.replace(/\/\*\*?|\*\/|\/\/|^[ \t]*\*/gm, (mark) => ' '.repeat(mark.length)),
	}));
}

interface Section {
	readonly section: string;
	readonly no: string | undefined;
}

interface Citation {
	readonly file: string;
	readonly line: number;
	readonly words: string;
	readonly vendor: string | undefined;
	readonly sections: readonly Section[];
	readonly isWordless: boolean;
}

/** Every citation in the comments of a source. */
export function citationsOf(file: string, source: string): Citation[] {
	const own = vendorOf(file);
	return commentsOf(file, source).flatMap(({ line, text }) =>
		[...text.replace(FOREIGN, (words) => ' '.repeat(words.length)).matchAll(CITATION)].map(
			({ 0: words, index, groups = {} }) => {
				const { file: cited, full, short, bare, wordless } = groups;
				return {
					file,
					line: line + text.slice(0, index).split('\n').length - 1,
					words: words.replace(/\s+/g, ' '),
					vendor: cited ?? own,
					sections: rangesOf(full ?? short ?? bare ?? wordless ?? ''),
					isWordless: wordless !== undefined,
				};
			},
		),
	);
}

/** `2.3 to 2.5` are three sections; of `9 no. 11` the section and the number in it. */
function rangesOf(words: string): Section[] {
	const all = [
		...words.matchAll(/(?<dash>(?:to|-)\s+)?(?<section>\d+(?:\.\d+)*)(?:,?\s+no\.\s+(?<no>\d+))?/g),
	];
	return all.flatMap(({ groups: { dash, section = '', no } = {} }, index) => {
		const from = dash === undefined ? section : (all[index - 1]?.groups?.section ?? section);
		return between(from, section).map((one) => ({ section: one, no }));
	});
}

/** From one section to another beside it; where they are not beside each other, the second alone. */
function between(from: string, to: string) {
	const [, head, first] = /^(.*?)(\d+)$/.exec(from) ?? [];
	const [, other, last] = /^(.*?)(\d+)$/.exec(to) ?? [];
	if (head !== other || from === to) return [to];
	return Array.from(
		{ length: Math.max(Number(last) - Number(first), 1) },
		(_, index) => `${head}${Number(last) - index}`,
	);
}

type Contract = ReadonlyMap<string, string>;
const contracts = new Map<string, Contract | undefined>();

/** section -> its text, of a contract; undefined where there is no such contract */
function sectionsOf(vendor: string): Contract | undefined {
	if (!contracts.has(vendor)) contracts.set(vendor, readSections(vendor));
	return contracts.get(vendor);
}

function readSections(vendor: string): Contract | undefined {
	const file = path.join(ROOT, 'docs', 'contracts', `${vendor}.md`);
	if (!fs.existsSync(file)) return undefined;
	const parts = fs.readFileSync(file, 'utf8').split(/^(?=#{2,3} )/m);
	return new Map(
		parts.flatMap((part) => {
			const [, top, below] = /^(?:## (\d+)\.|### (\d+\.\d+)) /.exec(part) ?? [];
			const section = top ?? below;
			return section === undefined ? [] : [[section, part] as const];
		}),
	);
}

/** What is wrong with a citation; undefined where it leads to something. */
function faultOf({ file, line, words, vendor, sections, isWordless }: Citation) {
	const place = `${file}:${line} "${words}"`;
	if (vendor === undefined) return `${place} does not name the contract`;
	if (isWordless) return `${place} lacks the word "section"`;
	const contract = sectionsOf(vendor);
	if (contract === undefined) return `${place}: there is no docs/contracts/${vendor}.md`;
	const wrong = sections.filter(
		({ section, no }) =>
			!contract.has(section) ||
			(no !== undefined &&
				!new RegExp(`^(?:\\| ${no} \\||${no}\\. )`, 'm').test(contract.get(section) ?? '')),
	);
	if (wrong.length === 0) return undefined;
	const missing = wrong.map(({ section, no }) =>
		no === undefined ? section : `${section} no. ${no}`,
	);
	return `${place}: docs/contracts/${vendor}.md has no section ${missing.join(', ')}`;
}

export const wrongCitations = (file: string, source: string) =>
	citationsOf(file, source)
		.map(faultOf)
		.filter((fault) => fault !== undefined);

/** Where the documents may name files: in the whole repository, or shorter, below these. */
const ROOMS = ['', 'nodes/shared/', ...SPLIT.map(({ folder }) => `nodes/${folder}/`)];
const FOLDERS = ['nodes', 'credentials', 'test', 'scripts', 'docs', 'examples', 'icons', '.github'];
const ROOM_NAMES = fs.readdirSync(path.join(ROOT, 'nodes', 'shared'));
const PATH = new RegExp(
	String.raw`^(?:${[...FOLDERS, ...ROOM_NAMES].join('|').replace('.', '[.]')})/[\w<>./-]*$`,
);

/** All files and folders in which the documents' paths lie. */
const PLACES = FOLDERS.flatMap((folder) => [
	folder,
	...fs
		.readdirSync(path.join(ROOT, folder), { recursive: true })
		.map((file) => path.posix.join(folder, String(file).split(path.sep).join('/'))),
]);

/** Whether a path leads anywhere; `<Vendor>` stands for any name. */
function leadsSomewhere(mention: string) {
	const name = mention.replace(/\/$/, '');
	const pattern = name.replaceAll('.', '[.]').replace(/<\w+>/g, '[^/]+');
	return ROOMS.some((room) => {
		const whole = new RegExp(`^${room}${pattern}$`);
		return PLACES.some((place) => whole.test(place));
	});
}

/** Paths in backticks that lead nowhere. A link to elsewhere may have any path as its text. */
export function wrongMentions(file: string, text: string) {
	return [...text.replace(/\[[^\]]*\]\(https?:[^)]*\)/g, '').matchAll(/`([^`\n]+)`/g)]
		.map(([, mention = '']) => mention)
		.filter((mention) => PATH.test(mention) && !leadsSomewhere(mention))
		.map((mention) => `${file} names ${mention}`);
}

/** A file as comments name it: `attempt.ts`, `http/wait.ts`. A word in capitals stands for any name. */
const FILE =
	/(?<![\w@$.*<>{}/-])(?:\.\/)?((?:[\w.-]+\/)*[\w.-]+\.(?:[cm]?[jt]s|md|[ct]sv))(?![\w(])/g;
const NO_FILE = /^Node\.js$|(?:^|\/)[A-Z]+\./;
const IN_ROOT = fs.readdirSync(ROOT);

/** Files that the comments of a source name, and that are nowhere in the repository. */
export function wrongFiles(file: string, source: string) {
	const isThere = (name: string) =>
		IN_ROOT.includes(name) || PLACES.some((place) => place === name || place.endsWith(`/${name}`));
	return commentsOf(file, source).flatMap(({ text }) =>
		[...text.matchAll(FILE)]
			.map(([, name = '']) => name)
			.filter((name) => !NO_FILE.test(name) && !isThere(name))
			.map((name) => `${file} names ${name}`),
	);
}

/** Relative links and anchors that lead nowhere. */
export function wrongLinks(file: string, text: string) {
	const links = [
		...text.matchAll(/\]\(([^()\s]+)\)/g),
		...text.matchAll(/\b(?:href|src)="([^"]+)"/g),
		...text.matchAll(/^\[[^\]]+\]:\s+(\S+)/gm),
	].map(([, link = '']) => link);
	return links
		.filter((link) => !/^[a-z]+:/.test(link) && !leads(file, text, link))
		.map((link) => `${file} links to ${link}`);
}

function leads(file: string, text: string, link: string): boolean {
	const [to = '', anchor] = link.split('#');
	const whole = path.join(ROOT, path.dirname(file), decodeURIComponent(to));
	if (to !== '' && !fs.existsSync(whole)) return false;
	if (anchor === undefined) return true;
	return anchorsOf(to === '' ? text : fs.readFileSync(whole, 'utf8')).has(anchor);
}

/** The addresses of a document's headings, as GitHub makes them. */
function anchorsOf(text: string) {
	const seen = new Map<string, number>();
	return new Set(
		[...text.replace(/^```[\s\S]*?^```/gm, '').matchAll(/^#{1,6} (.+?)\s*$/gm)].map(
			([, title = '']) => {
				const anchor = title
					.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
					.toLowerCase()
					.replace(/[^\p{L}\p{N}_\- ]/gu, '')
					.replaceAll(' ', '-');
				const before = seen.get(anchor) ?? 0;
				seen.set(anchor, before + 1);
				return before === 0 ? anchor : `${anchor}-${before}`;
			},
		),
	);
}

/** Notes that the repository does not have: the contracts took their place. */
const GONE = [
	/\bDESIGN\b/,
	/(?<!docs\/contracts\/)\bvendors\/[\w/]*\.md\b/,
	/\bseed(?: page)? \(?\d{3}\b|\bseed page/i,
];

export const goneNotes = (file: string, text: string) =>
	GONE.flatMap((pattern) => pattern.exec(text) ?? []).map((words) => `${file} mentions ${words}`);
