/**
 * BB code as Bitrix24 reads it, which is what it keeps as the description of tasks and to-dos. The tags are those of
 * the vendor's own text parser; most count in pairs only, so that `a[i]` is text. A bracket that is text is written
 * as an entity, as the vendor's editor does it. Everything here takes time in proportion to the length of the text.
 */

/** Tags without a value. */
const BARE = names('b i u s p table tr td th left right center justify');
/** Tags that need one, such as `[color=red]`. */
const VALUED = names('font size color user project department');
const EITHER = names('url img video code quote cut spoiler list');
/** Files and polls, which have no closing tag. */
const ALONE = names('disk document vote');
/** An entry of a list. */
const ENTRY = '*';
const BLOCKS = names('p quote list table tr left right center justify');

function names(list: string): ReadonlySet<string> {
	return new Set(list.split(' '));
}

const NAMES = [...BARE, ...VALUED, ...EITHER, ...ALONE].join('|');
/** `[name]`, `[name=value]`, or `[name key=value …]`, which is what tells a video from `[video call]`. */
const TAG = new RegExp(
	`\\[(/?)(${NAMES}|\\*)(\\]|\\s*=[^\\[\\]\\n]*\\]|\\s[^\\[\\]\\n=]*=[^\\[\\]\\n]*\\])`,
	'gi',
);
const LIKE_A_TAG = new RegExp(`\\[(?=/?(?:${NAMES}|\\*)[\\]\\s=])`, 'gi');

interface Tag {
	readonly name: string;
	readonly closes: boolean;
	readonly at: number;
	readonly end: number;
}

/** Plain text of BB code: its tags are gone; what only looks a little like one stays. */
export function withoutBbCode(text: string): string {
	if (!/[[&]/.test(text)) return text;
	const parts: string[] = [];
	let atStart = true;
	let breakWaits = false;
	let from = 0;
	const put = (part: string) => {
		if (part === '') return;
		parts.push(breakWaits ? `\n${part}` : part);
		breakWaits = false;
		atStart = part.endsWith('\n');
	};
	for (const { name, closes, at, end } of realTags(text)) {
		const isBlock = BLOCKS.has(name);
		// A block stands on lines of its own, whether or not its tags do.
		put(text.slice(from, isBlock && closes && text[at - 1] === '\n' ? Math.max(from, at - 1) : at));
		from = isBlock && text[end] === '\n' ? end + 1 : end;
		breakWaits ||= isBlock && !atStart;
	}
	put(text.slice(from));
	return parts
		.join('')
		.replace(
			/&(amp;)?((?:amp;)*#9([13]);)/g,
			(_whole, escaped: string | undefined, rest: string, digit: string) => {
				if (escaped !== undefined) return `&${rest}`;
				return digit === '1' ? '[' : ']';
			},
		);
}

/** Plain text as BB code that looks the same; `withoutBbCode` turns it back. */
export function asBbCode(text: string): string {
	return text.replace(/&(?=(?:amp;)*#9[13];)/g, '&amp;').replace(LIKE_A_TAG, '&#91;');
}

/** The tags of a text that are tags to Bitrix24, in their order. */
function realTags(text: string): Tag[] {
	const tags = outsideCode([...text.matchAll(TAG)].map(tagOf).filter((tag) => tag !== undefined));
	const open = new Map<string, Tag[]>();
	const real = new Set<Tag>();
	for (const tag of tags) {
		const { name, closes } = tag;
		const partners = open.get(name) ?? [];
		open.set(name, partners);
		if (ALONE.has(name)) real.add(tag);
		else if (!closes) partners.push(tag);
		else {
			const partner = partners.pop();
			if (partner !== undefined) real.add(partner).add(tag);
		}
	}
	const hasList = [...real].some(({ name }) => name === 'list');
	return tags.filter((tag) => real.has(tag) || (tag.name === ENTRY && hasList));
}

function tagOf({
	0: whole,
	1: slash,
	2: written,
	3: rest,
	index: at,
}: RegExpExecArray): Tag | undefined {
	const tag = { name: written.toLowerCase(), closes: slash === '/', at, end: at + whole.length };
	const { name, closes } = tag;
	const hasValue = rest !== ']';
	if (closes) return hasValue || ALONE.has(name) || name === ENTRY ? undefined : tag;
	if (hasValue) return BARE.has(name) || name === ENTRY ? undefined : tag;
	return VALUED.has(name) || ALONE.has(name) ? undefined : tag;
}

/** Tags that stand between `[code]` and `[/code]` are text. */
function outsideCode(tags: readonly Tag[]): Tag[] {
	const last = tags.reduce(
		(found, { name, closes, at }) => (name === 'code' && closes ? at : found),
		-1,
	);
	let inCode = false;
	return tags.filter(({ name, closes, at }) => {
		const isCode = name === 'code';
		if (inCode && !(isCode && closes)) return false;
		inCode = isCode && !closes && at < last;
		return true;
	});
}
