import { InvalidInput } from '../contract/errors';
import { asPlainNumber } from '../text/unknownJson';

/** @throws InvalidInput for lists and objects */
export function readText(raw: unknown, label: string): string {
	if (typeof raw === 'object')
		throw new InvalidInput(
			`"${label}" must be text, not ${Array.isArray(raw) ? 'a list' : 'an object'}`,
			'Pick one value in the expression, or turn it into text with JSON.stringify().',
		);
	return String(raw);
}

/** A number, or its plain text: no separators but the decimal point. @throws InvalidInput */
export function readNumber(raw: unknown, label: string): number {
	const value = asPlainNumber(raw);
	if (value === undefined)
		throw new InvalidInput(
			`"${label}" must be a number, not ${shown(raw)}`,
			'Write it with digits and a decimal point only, such as 1234.5.',
		);
	return value;
}

const FLAGS = new Map<unknown, boolean>([
	[true, true],
	[false, false],
	['true', true],
	['false', false],
	['yes', true],
	['no', false],
	['y', true],
	['n', false],
	['1', true],
	['0', false],
	[1, true],
	[0, false],
]);

/** @throws InvalidInput for anything that is neither a yes nor a no */
export function readFlag(raw: unknown, label: string): boolean {
	const value = FLAGS.get(typeof raw === 'string' ? raw.trim().toLowerCase() : raw);
	if (value === undefined)
		throw new InvalidInput(
			`"${label}" must be true or false, not ${shown(raw)}`,
			'It takes true, yes, y or 1, and false, no, n or 0.',
		);
	return value;
}

/** A value as an error shows it. */
export function shown(raw: unknown): string {
	return (JSON.stringify(raw) ?? String(raw)).slice(0, 80);
}

/**
 * Texts from a list, from the JSON text of one, or from one text with commas between; empty ones are left out.
 * @throws InvalidInput naming the label when there is an object among them
 */
export function listedTexts(raw: unknown, label: string): string[] {
	return partsOf(raw, ',').flatMap((part) => {
		if (part === undefined || part === null) return [];
		if (typeof part === 'object')
			throw new InvalidInput(
				`"${label}" must be text, not objects`,
				'Pick one value of each object in the expression, such as {{ $json.list.map(entry => entry.name) }}.',
			);
		const text = String(part).trim();
		return text === '' ? [] : [text];
	});
}

/** The entries of a list however it is given. @param separator of those in one text */
export function partsOf(raw: unknown, separator: string | RegExp): unknown[] {
	const list = typeof raw === 'string' ? (jsonList(raw) ?? raw.split(separator)) : raw;
	return Array.isArray(list) ? list.flat(3) : [list];
}

/** The list that a text is in JSON, or undefined. */
function jsonList(text: string): unknown[] | undefined {
	if (!/^\s*\[/.test(text)) return undefined;
	try {
		const list: unknown = JSON.parse(text);
		return Array.isArray(list) ? list : undefined;
	} catch {
		return undefined;
	}
}
