import type { IDataObject } from 'n8n-workflow';
import { InvalidInput } from './errors';
import { isObject } from './values';

/**
 * What a blank means: a value that was asked for and did not come.
 *
 * | meaning | where | a blank is |
 * |---|---|---|
 * | `leaveOut` | a new record | not sent |
 * | `unchanged` | a record that exists, or may | not sent, and counted |
 * | `clear` | the same, with Blank Values set to Clear the Field | the vendor's way to clear the field, or an error |
 * | `refuse` | filters, periods, what is read or deleted | an error that names the field |
 */
export type Blank = 'leaveOut' | 'unchanged' | 'clear' | 'refuse';

/** Where a value stands. */
export interface Place {
	/** The workflow's time zone, an IANA name. */
	readonly zone: string;
	/** The item's JSON, for fields that map columns by name. */
	readonly input: IDataObject;
	/** Somebody has asked for a value here: the field was added to a collection, or holds an expression. */
	readonly added: boolean;
	readonly blank: Blank;
	/** Told of each blank that leaves a field unchanged. */
	readonly leftAlone: () => void;
}

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
	if (blank === 'clear') throw new InvalidInput(`"${label}" is empty, and this field can't be cleared`, 'Fill it in, remove it, or set Blank Values to Leave Unchanged.');
	if (blank === 'unchanged') leftAlone();
	return undefined;
}

export function emptyField(label: string, advice = 'Fill it in, or check the expression that should give its value.'): InvalidInput {
	return new InvalidInput(`"${label}" is empty`, advice);
}
