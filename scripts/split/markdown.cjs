'use strict';
/** The cutting rule of texts: what names vendors stays when it names this one, and nothing else may name another. */
const { namedIn, othersIn } = require('./vendors.cjs');

/**
 * @param {string} text Markdown without headings
 * @param {import('./vendors.cjs').Vendor} vendor
 * @param {string} place for messages
 * @returns {string} the rows of tables and the points of lists that are about this vendor or
 * about none; other text as it is
 * @throws Error when a table has no row for the vendor, or when something else than a row or a point names another one
 */
function cutText(text, vendor, place) {
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

function cutBlock(block, vendor, place) {
	const lines = block.split('\n');
	if (lines[0].startsWith('|')) return cutTable(lines, vendor, place);
	if (lines[0].startsWith('- ')) return lines.filter((line) => concerns(line, vendor)).join('\n');
	return block;
}

/** A row without a first cell goes on with what the row above is about. */
function cutTable([head, rule, ...rows], vendor, place) {
	let first = '';
	const kept = rows.filter((row) => {
		const cell = row.split('|')[1].trim();
		if (cell !== '') first = cell;
		return concerns(`${first} ${row}`, vendor);
	});
	if (kept.length === 0)
		throw new Error(`${place} has a table without a row for ${vendor.title}: add one.`);
	return [head, rule, ...kept].join('\n');
}

function concerns(text, { id }) {
	const named = namedIn(text);
	return named.length === 0 || named.some((vendor) => vendor.id === id);
}

/**
 * A Markdown file in pieces.
 * @returns {Array<{level: number, title: string, text: string}>} the text below each heading, up to the next one
 */
function sectionsOf(markdown) {
	const sections = [];
	let fenced = false;
	for (const line of markdown.trimEnd().split('\n')) {
		if (line.startsWith('```')) fenced = !fenced;
		const [, marks, title] = (fenced ? null : /^(#+) (.+)$/.exec(line)) ?? [];
		if (title !== undefined) sections.push({ level: marks.length, title, text: '' });
		else if (sections.length > 0) sections.at(-1).text += `${line}\n`;
		else if (line !== '') throw new Error(`There is text before the first heading: ${line}`);
	}
	return sections.map((section) => ({ ...section, text: section.text.trim() }));
}

const written = (sections) =>
	`${sections.map(({ level, title, text }) => `${'#'.repeat(level)} ${title}${text === '' ? '' : `\n\n${text}`}`).join('\n\n')}\n`;

module.exports = { cutText, sectionsOf, written };
