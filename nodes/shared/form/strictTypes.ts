import { InvalidInput } from '../contract/errors';
import { shown } from '../text/sentences';
import {
	asPlainNumber,
	fromJson,
	hasLostDigits,
	isInvalid,
	isTextOfObjects,
} from '../text/unknownJson';

/** @throws InvalidInput for lists, objects, and what could not be computed */
export function readText(raw: unknown, label: string): string {
	refuseInvalid(raw, label);
	if (typeof raw === 'object')
		throw new InvalidInput(
			`"${label}" must be text, not ${Array.isArray(raw) ? 'a list' : 'an object'}`,
			'Pick one value in the expression, or turn it into text with JSON.stringify().',
		);
	return String(raw);
}

/** @throws InvalidInput for what an expression gives instead of a value that can't be computed */
export function refuseInvalid(raw: unknown, label: string): void {
	if (isInvalid(raw))
		throw new InvalidInput(`"${label}" can't hold ${shown(raw)}`, whyInvalid(raw));
}

function whyInvalid(raw: unknown): string {
	if (hasLostDigits(raw))
		return "A number can't hold so many digits, so some of them are lost. Give it as text, in quotes.";
	return isTextOfObjects(raw)
		? 'The expression returns a whole object as text. Pick one of its values, such as {{ $json.contact.name }}.'
		: 'Check the expression that should give its value: its result is not a valid number or date.';
}

/** A number, or its plain text: no separators but the decimal point. @throws InvalidInput */
export function readNumber(raw: unknown, label: string): number {
	const value = asPlainNumber(raw);
	if (value === undefined)
		throw new InvalidInput(
			`"${label}" must be a number, not ${shown(raw)}`,
			'Write it with digits and a decimal point only, such as 1234.5, and with no more digits ' +
				'than a number can hold: 15 are always safe.',
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

/**
 * A text from an entry of a list, without blanks around it.
 * @throws InvalidInput naming the label of the list
 */
export function readEntry(raw: unknown, label: string): string {
	refuseInvalid(raw, label);
	if (typeof raw === 'object')
		throw new InvalidInput(
			`"${label}" must be text, not objects`,
			'Pick one value of each object in the expression, such as {{ $json.list.map(entry => entry.name) }}.',
		);
	return readText(raw, label).trim();
}

/**
 * The entries of a list however it is given: a list, the JSON text of one, or one text with separators between, of
 * which empty parts are left out.
 * @throws InvalidInput naming the label for text that is almost such JSON, or the JSON of something else
 */
export function partsOf(raw: unknown, separator: string | RegExp, label: string): unknown[] {
	const list =
		typeof raw === 'string'
			? (jsonList(raw, label) ?? raw.split(separator).filter((part) => part.trim() !== ''))
			: raw;
	return Array.isArray(list) ? list.flat(3) : [list];
}

/** The list that a text is in JSON; undefined where it looks like no JSON. @throws InvalidInput */
function jsonList(text: string, label: string): unknown[] | undefined {
	const json = /^\s*[[{]/.test(text) ? fromJson(text) : undefined;
	if (Array.isArray(json)) return json;
	if (json === undefined && !looksQuoted(text.trim())) return undefined;
	throw new InvalidInput(
		`"${label}" must be a list, not ${shown(text)}`,
		'Write it with commas between, such as a,b, or as a JSON list, such as ["a","b"].',
	);
}

/** As lists are written in other languages, with a comma too many, or cut off before their end. */
function looksQuoted(text: string): boolean {
	if (/^[[{]\s*["']/.test(text)) return true;
	return text.startsWith('[') && text.endsWith(']') && /["']/.test(text);
}
