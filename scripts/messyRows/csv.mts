/** How a cell stands in the sheet. */
import { MISSING, Repeated } from './cells.mts';

/** A cell's text, as test/data/README.md has it. */
export function encoded(value: unknown): string {
	if (value === MISSING) return '(missing)';
	if (value instanceof Repeated) return `repeat:${value.times}:${escaped(value.text)}`;
	return typeof value === 'string' ? escaped(value) : `json:${JSON.stringify(value)}`;
}

/** What can't be seen, and halves of characters that stand alone. */
const HIDDEN = new RegExp(
	[
		'[\\u0000-\\u001f\\u00a0\\u00ad\\u2000-\\u200f\\u2011\\u2028-\\u202f\\u2066-\\u2069\\u3000\\ufeff\\ufffd]',
		'[\\ud800-\\udbff](?![\\udc00-\\udfff])',
		'(?<![\\ud800-\\udbff])[\\udc00-\\udfff]',
	].join('|'),
	'g',
);
const SHORT: Record<string, string> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };
const escaped = (text: string) =>
	text
		.replaceAll('\\', '\\\\')
		.replace(
			HIDDEN,
			(one) => SHORT[one] ?? `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`,
		);

/** A cell as CSV has it. */
export const quoted = (text: string) =>
	/[",\n\r]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
