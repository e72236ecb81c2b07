import { asHtml, keptHtml, plainText } from './html';

/**
 * The last line of a description, `Ref: A-17`. It keeps the External ID of a record for which a vendor has neither a
 * field nor a tag. This is the only place that writes and reads it.
 */

const LABEL = 'Ref: ';

/** A text without its reference, and the reference. */
export interface Referenced {
	readonly description: string;
	/** null where there is none. */
	readonly externalId: string | null;
}

/** The line that keeps an ID, as plain text. A tag that keeps one reads the same. */
export function referenceLine(id: string): string {
	return `${LABEL}${id}`;
}

/** The ID in such a line, or undefined for any other text. */
export function idInLine(line: string): string | undefined {
	const id = line.trim();
	const rest = id.slice(LABEL.length).trim();
	return id.startsWith(LABEL) && rest !== '' ? rest : undefined;
}

/** The source of a copy: vendor and ID, such as `crm:12`, and the kind of record where a vendor has several. */
const SOURCE = /^[a-z][A-Za-z\d]{1,30}(?::[A-Za-z]{1,30})?:[A-Za-z\d-]{1,64}$/;

export function isSource(id: string): boolean {
	return SOURCE.test(id);
}

/**
 * A text as people see it, and its reference. That is the last line. A source of a copy is one also where somebody has
 * written below it; any other such line in the middle of a text may be anything.
 * @param text plain, as the vendor keeps it or as it was made of HTML or BB code
 */
export function splitReference(text: string): Referenced {
	if (!text.includes(LABEL)) return { description: text, externalId: null };
	const whole = text.trimEnd();
	const start = Math.max(whole.lastIndexOf('\n'), whole.lastIndexOf('\r')) + 1;
	const externalId = idInLine(whole.slice(start));
	if (externalId !== undefined) return { description: whole.slice(0, start).trimEnd(), externalId };
	const lines = whole.split(LINE_END);
	const at = lines.map((line) => isSource(idInLine(line) ?? '')).lastIndexOf(true);
	if (at === -1) return { description: text, externalId: null };
	const others = [...lines.slice(0, at), ...lines.slice(at + 1)];
	return { description: others.join('\n'), externalId: idInLine(lines[at]) ?? null };
}

const LINE_END = /\r\n|\r|\n/;

/** The IDs of all references in a text: people write below the last line, too. */
function idsIn(text: string): string[] {
	return text
		.split(LINE_END)
		.map(idInLine)
		.filter((id) => id !== undefined);
}

/** Whether a text holds the reference with this ID. @param text as for `splitReference` */
export function hasReference(text: string, id: string): boolean {
	return idsIn(text).some((one) => sameReference(one, id));
}

/**
 * The External ID that a new text has to go on keeping; null where it has one of its own, or there is none.
 * @param present and @param text as for `splitReference`
 */
export function keptReference(present: string, text: string): string | null {
	const kept = idsIn(present).at(-1) ?? null;
	const isThere = splitReference(text).externalId !== null || hasReference(text, kept ?? '');
	return isThere ? null : kept;
}

/**
 * Whether two IDs are one: vendors that keep HTML may count several blanks as one. Case counts.
 */
export function sameReference(one: string | null, other: string): boolean {
	return one !== null && referenceKey(one) === referenceKey(other);
}

/** What is the same for IDs that are one. */
export function referenceKey(id: string): string {
	return id.trim().replace(/\s+/g, ' ');
}

/** A text with the reference as its last line. @param id in the format of the text */
export function withReference(text: string | null | undefined, id: string): string {
	return joined(text, referenceLine(id), '\n');
}

/** The same for HTML. What the text holds of plain text becomes HTML, as it would without a reference. */
export function withHtmlReference(html: string | null | undefined, id: string): string {
	const kept = keptHtml(html ?? '');
	if (sameReference(splitReference(plainText(kept)).externalId, id)) return kept;
	// What begins with a text may be taken for a text as a whole.
	const marked = kept === '' || kept.trimStart().startsWith('<') ? kept : `<div>${kept}</div>`;
	return joined(marked, `<p>${asHtml(referenceLine(id))}</p>`, '');
}

/** For texts that are plain unless they hold tags or entities. */
export function withEitherReference(text: string, id: string): string {
	const whole = withReference(text, id);
	return plainText(whole) === whole ? whole : withHtmlReference(text, id);
}

function joined(text: string | null | undefined, line: string, between: string): string {
	const before = (text ?? '').trimEnd();
	return before === '' || before.endsWith(between + line)
		? before || line
		: before + between + line;
}

/** A part of the line that every format writes alike, to search for; the rows that come are compared as a whole. */
export function searchable(id: string): string {
	const parts = referenceLine(id).match(/[\p{L}\p{N}:.\-/ ]+/gu) ?? [];
	const longest = parts.reduce((found, part) => (part.length > found.length ? part : found), '');
	return longest.trim().replace(/ {2,}.*$/, '');
}
