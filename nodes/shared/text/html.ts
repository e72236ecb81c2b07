/**
 * Plain text and HTML, both ways. Everything here takes time in proportion to the length of the text, whatever it
 * holds: no place of a text is looked at again and again.
 */

/** Elements that format a text. Their tags are tags wherever they stand. */
const FORMATTING =
	names(`a abbr acronym b bdi bdo big blockquote body br caption center cite code col colgroup dd del
	dfn div dl dt em font h1 h2 h3 h4 h5 h6 head hr html i img ins kbd li mark nobr o:p ol p pre q s samp script small
	span strike strong style sub sup table tbody td tfoot th thead tr tt u ul var wbr`);
/**
 * Elements whose names people write as placeholders too, such as `<title>`: bare and without a
 * partner they are text.
 */
const ALSO_WORDS =
	names(`address area article aside audio base button canvas data datalist details dialog dir embed
	fieldset figcaption figure footer form frame frameset header iframe input label legend link main map menu meta meter
	nav noscript object optgroup option output picture progress section select source summary svg template textarea time
	title track video`);
/** A line ends where one of them begins or ends. */
const BLOCKS =
	names(`address article aside blockquote body caption center dd details dialog dir div dl dt fieldset
	figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hr html legend li main menu nav ol option p pre section
	summary table tbody tfoot thead title tr ul`);
/** What stands in them is not for readers. */
const HIDDEN = names('head script style template');
/** Attributes that need no value; any other bare word, as in `a <b and c> d`, shows that it is no tag. */
const BARE_ATTRIBUTES =
	names(`allowfullscreen async autoplay checked compact contenteditable controls default defer
	disabled hidden ismap itemscope loop multiple muted noshade nowrap open playsinline readonly required reversed
	selected`);

function names(list: string): ReadonlySet<string> {
	return new Set(list.split(/\s+/));
}

/** A tag in a text, from `at` to `end`. */
interface Tag {
	readonly name: string;
	readonly closes: boolean;
	readonly at: number;
	readonly end: number;
}

/** Name of a comment or a document type. */
const NO_ELEMENT = '!';

const NAME = /<(\/?)([a-z][a-z0-9:]{0,15})(?=[\s/>])/iy;
const ATTRIBUTE = /[\s/]+([^\s"'<>/=]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'=<>`]+))?/y;
const TAG_END = /[\s/]*>/y;
const DOCTYPE = /<!doctype[^<>]*>/iy;
const COMMENT = '<!--';
const COMMENT_END = '-->';

/** What was read at a `<`: a tag, or nothing, and how far. Going on from there is what keeps all this linear. */
type Read = { readonly tag?: Tag; readonly end: number };

/** The real tags of a text, in their order. What only looks a little like one is passed over. */
function tagsOf(text: string): Tag[] {
	const tags: Tag[] = [];
	const isElement = elementsOf(text);
	const lastComment = text.lastIndexOf(COMMENT_END);
	for (let at = text.indexOf('<'); at !== -1;) {
		const { tag, end } =
			text[at + 1] === NO_ELEMENT
				? readMarkup(text, at, lastComment)
				: readTag(text, at, isElement);
		if (tag !== undefined) tags.push(tag);
		at = text.indexOf('<', end);
	}
	return tags;
}

function readMarkup(text: string, at: number, lastComment: number): Read {
	const markup = (end: number): Read => ({
		tag: { name: NO_ELEMENT, closes: false, at, end },
		end,
	});
	const inside = at + COMMENT.length;
	if (text.startsWith(COMMENT, at) && lastComment >= inside)
		return markup(text.indexOf(COMMENT_END, inside) + COMMENT_END.length);
	return matched(DOCTYPE, text, at) === null ? { end: at + 1 } : markup(DOCTYPE.lastIndex);
}

function readTag(text: string, at: number, isElement: IsElement): Read {
	const next = text.charCodeAt(at + 1);
	const head = next === SLASH || next >= LETTERS ? matched(NAME, text, at) : null;
	if (head === null) return { end: at + 1 };
	const name = head[2].toLowerCase();
	let end = NAME.lastIndex;
	let attributes = 0;
	if (text.charCodeAt(end) !== GREATER) {
		for (
			let found = matched(ATTRIBUTE, text, end);
			found !== null;
			found = matched(ATTRIBUTE, text, end)
		) {
			const [, attribute, value] = found;
			if (value === undefined && !BARE_ATTRIBUTES.has(attribute.toLowerCase())) return { end };
			end = ATTRIBUTE.lastIndex;
			attributes++;
		}
	}
	if (matched(TAG_END, text, end) === null || !isElement(name, attributes > 0)) return { end };
	end = TAG_END.lastIndex;
	return { tag: { name, closes: head[1] !== '', at, end }, end };
}

/** Most places are told apart by one character. */
const SLASH = '/'.charCodeAt(0);
const GREATER = '>'.charCodeAt(0);
const LETTERS = 'A'.charCodeAt(0);

function matched(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
	pattern.lastIndex = at;
	return pattern.exec(text);
}

type IsElement = (name: string, hasAttributes: boolean) => boolean;

/** Which names are elements in this text. */
function elementsOf(text: string): IsElement {
	let paired: ReadonlySet<string> | undefined;
	return (name, hasAttributes) => {
		if (FORMATTING.has(name)) return true;
		if (!ALSO_WORDS.has(name)) return false;
		return hasAttributes || (paired ??= pairedNames(text)).has(name);
	};
}

/** Names that stand in a text both as `<name>` and as `</name>`. */
function pairedNames(text: string): ReadonlySet<string> {
	const seen = new Set(
		Array.from(text.matchAll(/<(\/?[a-z]{1,15})(?=[\s/>])/gi), ([, name]) => name.toLowerCase()),
	);
	return new Set([...seen].filter((name) => seen.has(`/${name}`)));
}

/**
 * Plain text of a description that a vendor keeps as HTML: lines as a browser lays them out,
 * entities as characters.
 */
export function plainText(html: string): string {
	if (!MARKUP.test(html)) return html;
	const tags = tagsOf(html);
	const lastClosing = new Map<string, number>();
	for (const { name, closes, at } of tags)
		if (closes && HIDDEN.has(name)) lastClosing.set(name, at);
	const lines = new Lines(tags.some(({ name }) => name === 'br' || BLOCKS.has(name)));
	let from = 0;
	let hidden: string | undefined;
	for (const { name, closes, at, end } of tags) {
		if (hidden === undefined) lines.add(html.slice(from, at));
		else if (hidden === name && closes) hidden = undefined;
		from = end;
		if (hidden !== undefined) continue;
		if (name === 'br') lines.break();
		else if (BLOCKS.has(name)) lines.edge();
		else if (closes && (name === 'td' || name === 'th')) lines.add(' ');
		if (name === 'pre') lines.isPreformatted = !closes;
		if (HIDDEN.has(name) && !closes && (lastClosing.get(name) ?? 0) > at) hidden = name;
	}
	lines.add(html.slice(from));
	return lines.text();
}

/** Puts a text together as a browser lays it out: blanks and line breaks in the source count as one blank. */
class Lines {
	isPreformatted = false;
	private readonly parts: string[] = [];
	private atStart = true;
	private blankWaits = false;
	private breakWaits = false;

	/** @param laidOut whether tags make the lines; where there are none that do, the text's own line breaks count */
	constructor(private readonly laidOut: boolean) {}

	add(source: string): void {
		if (!this.laidOut || this.isPreformatted) return this.put(source, source.endsWith('\n'));
		const text = source.replace(/[ \t\r\n\f]+/g, ' ');
		const begin = text.startsWith(' ') ? 1 : 0;
		const end = text.length > 1 && text.endsWith(' ') ? text.length - 1 : text.length;
		this.blankWaits ||= begin > 0 && !this.atStart;
		if (begin >= end) return;
		this.put((this.blankWaits ? ' ' : '') + text.slice(begin, end), false);
		this.blankWaits = end < text.length;
	}

	/** `<br>` */
	break(): void {
		this.put('\n', true);
	}

	/** Where a block begins or ends: what comes stands on a line of its own. */
	edge(): void {
		this.blankWaits = false;
		this.breakWaits ||= !this.atStart;
		this.atStart = true;
	}

	text(): string {
		return this.parts.join('');
	}

	private put(source: string, endsLine: boolean): void {
		if (source === '') return;
		if (this.breakWaits) this.parts.push('\n');
		this.parts.push(decoded(source));
		this.breakWaits = false;
		this.blankWaits = false;
		this.atStart = endsLine;
	}
}

/** Without one of these, HTML is plain text. */
const MARKUP = /[<&]/;

const ENTITIES: Readonly<Record<string, string>> = {
	amp: '&',
	lt: '<',
	gt: '>',
	quot: '"',
	apos: "'",
	nbsp: ' ',
};
const ENTITY = /&(?:#(\d{1,9})|#x([0-9a-f]{1,8})|([a-z]{2,6}));/gi;

/** Entities as characters; one that is not known stays as it is. */
function decoded(text: string): string {
	return text.replace(
		ENTITY,
		(whole, decimal?: string, hex?: string, name?: string) =>
			character(decimal, hex, name) ?? whole,
	);
}

function character(decimal?: string, hex?: string, name?: string): string | undefined {
	if (name !== undefined) return ENTITIES[name.toLowerCase()];
	const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
	if (code === 0 || code > 0x10ffff) return undefined;
	// Half a character is none.
	return code >= 0xd800 && code <= 0xdfff ? '\uFFFD' : String.fromCodePoint(code);
}

const ESCAPED: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'\t': '&#9;',
	'\f': '&#12;',
};

/** Plain text as HTML that looks the same, blanks and blank lines included; `plainText` turns it back. */
export function asHtml(text: string): string {
	return text
		.split(/\r\n|\r|\n/)
		.map(lineAsHtml)
		.join('<br>');
}

function lineAsHtml(line: string): string {
	return line.replace(/[&<>\t\f]/g, (char) => ESCAPED[char]).replace(/^ | (?= )| $/g, '&nbsp;');
}

/**
 * The same for a description that a vendor keeps as HTML; a tag around it shows that it is HTML.
 * What needs no tag gets none.
 */
export function asDescription(text: string): string {
	const html = asHtml(text);
	return html === text ? text : `<p>${html}</p>`;
}

/** Elements that make lines and nothing else. */
const LAYOUT = names('body br div html p span');

/** The tags by which a text looks as it does, such as bold words and links with their addresses. */
export function formatOf(html: string): string[] {
	return tagsOf(html)
		.filter(({ name }) => name !== NO_ELEMENT && !LAYOUT.has(name))
		.map(({ at, end }) => html.slice(at, end));
}

/**
 * What a user wrote into a field that a vendor keeps as HTML. HTML stays HTML; a text without a real tag, such as
 * `a < b and c > d`, is no HTML and becomes HTML that looks the same. Other values (nothing to write) are handed on.
 */
export function keptHtml<T>(value: T): T | string {
	if (typeof value !== 'string') return value;
	const tags = tagsOf(value);
	if (tags.every(({ name }) => name === NO_ELEMENT)) return asDescription(value);
	if (tags.some(({ name }) => HIDDEN.has(name))) return value;
	const starts = [0, ...tags.map(({ end }) => end)];
	const escaped = (from: number, to?: number) => value.slice(from, to).replace(/</g, '&lt;');
	return [
		...tags.map(({ at, end }, index) => escaped(starts[index], at) + value.slice(at, end)),
		escaped(starts[tags.length]),
	].join('');
}
