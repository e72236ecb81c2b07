/** The cutting rule of texts: what names vendors stays when it names this one, and nothing else may name another. */
import { namedIn, othersIn, type Vendor } from './vendors.cts';

/** A heading with the text below it, up to the next one. */
export interface Section {
	level: number;
	title: string;
	text: string;
}

/**
 * @param text Markdown without headings
 * @param place for messages
 * @returns the rows of tables and the points of lists that are about this vendor or
 * about none; other text as it is
 * @throws Error when a table has no row for the vendor, or when something else than a row or a point names another one
 */
export function cutText(text: string, vendor: Vendor, place: string): string {
	const cut = text
		.split(/\n{2,}/)
		.map((block) => cutBlock(block, vendor, place))
		.filter((block) => block !== '')
		.join('\n\n');
	const [other] = othersIn(cut, vendor);
	if (other !== undefined)
		throw new Error(
			`${place} names ${other.title} outside of a table or list, so the package of ` +
				`${vendor.title} alone would name it too: give each vendor a row or a section of its ` +
				'own.',
		);
	return cut;
}

function cutBlock(block: string, vendor: Vendor, place: string): string {
	const lines = block.split('\n');
	if (block.startsWith('|')) return cutTable(lines, vendor, place);
	if (block.startsWith('- ')) return lines.filter((line) => concerns(line, vendor)).join('\n');
	return block;
}

/** A row without a first cell goes on with what the row above is about. */
function cutTable([head, rule, ...rows]: string[], vendor: Vendor, place: string): string {
	let first = '';
	const kept = rows.filter((row) => {
		const cell = (row.split('|')[1] ?? '').trim();
		if (cell !== '') first = cell;
		return concerns(`${first} ${row}`, vendor);
	});
	if (kept.length === 0)
		throw new Error(`${place} has a table without a row for ${vendor.title}: add one.`);
	return [head, rule, ...kept].join('\n');
}

function concerns(text: string, { id }: Vendor): boolean {
	const named = namedIn(text);
	return named.length === 0 || named.some((vendor) => vendor.id === id);
}

/** A Markdown file in pieces. */
export function sectionsOf(markdown: string): Section[] {
	const sections: Section[] = [];
	let fenced = false;
	for (const line of markdown.trimEnd().split('\n')) {
		if (line.startsWith('```')) fenced = !fenced;
		const [, marks, title] = (fenced ? null : /^(#+) (.+)$/.exec(line)) ?? [];
		const last = sections.at(-1);
		if (marks !== undefined && title !== undefined)
			sections.push({ level: marks.length, title, text: '' });
		else if (last !== undefined) last.text += `${line}\n`;
		else if (line !== '') throw new Error(`There is text before the first heading: ${line}`);
	}
	return sections.map((section) => ({ ...section, text: section.text.trim() }));
}

export const written = (sections: Section[]): string =>
	`${sections.flatMap(({ level, title, text }) => [`${'#'.repeat(level)} ${title}`, text].filter(Boolean)).join('\n\n')}\n`;
