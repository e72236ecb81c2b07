const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };
const BREAKS = /<\s*(?:br|\/p|\/div|\/li|\/h[1-6]|\/tr)\s*\/?\s*>/gi;
const HIDDEN = /<(script|style)\b[\s\S]*?<\/\1\s*>/gi;

/** Plain text of a description that a vendor keeps as HTML: paragraphs become lines, entities characters. */
export function plainText(html: string): string {
	return html
		.replace(HIDDEN, '')
		.replace(BREAKS, '\n')
		.replace(/<[^>]*>/g, '')
		.replace(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi, (whole, decimal?: string, hex?: string, name?: string) => character(decimal, hex, name) ?? whole)
		.replace(/[ \t]+\n/g, '\n')
		.trim();
}

const ESCAPED: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Plain text as HTML that looks the same; `plainText` turns it back. */
export function asHtml(text: string): string {
	return text.replace(/[&<>]/g, (char) => ESCAPED[char]).replace(/\r?\n/g, '<br>');
}

function character(decimal?: string, hex?: string, name?: string): string | undefined {
	if (name !== undefined) return ENTITIES[name.toLowerCase()];
	const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
	return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}
