import { InvalidInput } from '../contract/errors';
import type { Place } from '../contract/field';
import { isObject } from '../text/unknownJson';

/** Nothing, an empty text, only white space, a locator of nothing, or a list of such. */
export function isBlank(value: unknown): boolean {
	if (value === undefined || value === null) return true;
	if (typeof value === 'string') return value.trim() === '';
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

export function emptyField(
	label: string,
	advice = 'Fill it in, or check the expression that should give its value.',
): InvalidInput {
	return new InvalidInput(`"${label}" is empty`, advice);
}
