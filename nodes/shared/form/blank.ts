import { InvalidInput } from '../contract/errors';
import type { Place } from '../contract/field';
import { isObject } from '../text/unknownJson';

/** White space, and marks that nobody sees, such as a zero-width space from a web page. */
const UNSEEN = /[\s\p{Cf}]/u;

/** A text without what nobody sees at its ends: for what has to be the same however it was copied. */
export function trimmed(text: string): string {
	let [start, end] = [0, text.length];
	while (start < end && UNSEEN.test(text[start])) start++;
	while (end > start && UNSEEN.test(text[end - 1])) end--;
	return text.slice(start, end);
}

/**
 * A text in which nobody sees anything. Fillers of scripts and the empty braille cell look like a blank and are letters
 * or signs to Unicode; people copy them into forms that want something filled in.
 */
const NOTHING_SEEN = /^[\s\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]*$/u;

/** Nothing, an empty text, only what nobody sees, a locator of nothing, or a list of such. */
export function isBlank(value: unknown): boolean {
	if (value === undefined || value === null) return true;
	if (typeof value === 'string') return NOTHING_SEEN.test(value);
	if (Array.isArray(value)) return value.every(isBlank);
	return isObject(value) && '__rl' in value && isBlank(value.value);
}

/**
 * What a blank comes to where it stands: undefined, as nothing is sent.
 * @throws InvalidInput naming the field, where a blank is refused or can't be carried out
 */
export function onBlank(label: string, { added, blank, leftAlone }: Place): undefined {
	if (!added) return undefined;
	if (blank === 'refuse') throw emptyField(label);
	if (blank === 'clear')
		throw new InvalidInput(
			`"${label}" is empty, and this field can't be cleared`,
			'Fill it in, remove it, or set Blank Values to Leave Unchanged.',
		);
	if (blank === 'unchanged') leftAlone();
	return undefined;
}

/**
 * The entries of a list that hold something. A blank among them is left out of a new record only: a list that says what
 * is found or deleted, or takes the place of another, would be a different one.
 * @throws InvalidInput naming the field
 */
export function filledIn(
	entries: readonly unknown[],
	label: string,
	{ blank }: Place,
): readonly unknown[] {
	const filled = entries.filter((entry) => !isBlank(entry));
	if (blank !== 'leaveOut' && filled.length > 0 && filled.length < entries.length)
		throw new InvalidInput(
			`"${label}" has an empty entry`,
			'Fill it in, remove it, or check the expression that should give its value.',
		);
	return filled;
}

const FILL_IN = 'Fill it in, or check the expression that should give its value.';
const FILL_ALL_IN = 'Fill them in, or check the expressions that should give their values.';

/** A field that has to be filled in and isn't. */
class EmptyField extends InvalidInput {
	constructor(
		readonly label: string,
		advice: string,
	) {
		super(`"${label}" is empty`, advice);
	}
}

export function emptyField(label: string, advice = FILL_IN): InvalidInput {
	return new EmptyField(label, advice);
}

/**
 * All that is wrong with a form as one error, so that nobody corrects one field a run: empty fields in one sentence,
 * everything else in the order of the form, and each advice once.
 * @param wrong at least one
 */
export function inOneError(wrong: readonly InvalidInput[]): InvalidInput {
	const parts = wrong.flatMap((error) => (error.parts.length === 0 ? [error] : error.parts));
	const labels = unique(parts.flatMap((part) => (part instanceof EmptyField ? [part.label] : [])));
	if (unique(parts.map(({ message }) => message)).length === 1) return parts[0];
	const several = labels.length > 1;
	const messages = parts.map((part) =>
		several && part instanceof EmptyField ? `${inQuotes(labels)} are empty` : part.message,
	);
	const advice = parts.map((part) =>
		several && part.advice === FILL_IN ? FILL_ALL_IN : part.advice,
	);
	return new InvalidInput(unique(messages).join('; '), unique(advice).join(' '), parts);
}

/** What is empty gets another advice than the general one; any other error stays as it is. */
export function advisedOnEmpty(error: unknown, advice: string): unknown {
	if (!(error instanceof InvalidInput)) return error;
	const parts = error.parts.length === 0 ? [error] : error.parts;
	return inOneError(
		parts.map((part) =>
			part instanceof EmptyField && part.advice === FILL_IN ? emptyField(part.label, advice) : part,
		),
	);
}

/** `"Title", "Due" and "Phone"` */
function inQuotes(labels: readonly string[]): string {
	const quoted = labels.map((label) => `"${label}"`);
	return `${quoted.slice(0, -1).join(', ')} and ${quoted[quoted.length - 1]}`;
}

const unique = (texts: readonly string[]): string[] => [...new Set(texts)];
