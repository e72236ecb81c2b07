/** With a full stop at its end. */
export function sentence(text: string): string {
	return /[.!?]$/.test(text) ? text : `${text}.`;
}

const LONGEST = 1000;
const CUT = '… (cut)';

/** The beginning of a text that is too long for people, never half a character. */
export function shortened(text: string, longest = LONGEST): string {
	return text.length <= longest
		? text
		: `${text.slice(0, longest).replace(/[\uD800-\uDBFF]$/, '')}${CUT}`;
}

const LONGEST_SHOWN = 80;

/** A value as an error shows it. JSON has no word for what could not be computed, such as NaN. */
export function shown(value: unknown): string {
	const json = typeof value === 'bigint' ? undefined : JSON.stringify(value);
	const text = json === undefined || (json === 'null' && value !== null) ? String(value) : json;
	return text.slice(0, LONGEST_SHOWN).replace(/[\uD800-\uDBFF]$/, '');
}

/** How items are numbered in messages: as n8n does it. */
export const FROM_ZERO = 'Items are numbered from 0.';

/** Sentences in a row, empty ones left out. */
export function joined(...sentences: string[]): string {
	return sentences.filter((sentence) => sentence !== '').join(' ');
}
