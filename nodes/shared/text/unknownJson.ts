import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';

/** Reading helpers for bodies whose shape only the vendor knows. None of them throws. */

export function isObject(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object, or an empty one. PHP vendors answer `[]` where an empty map is meant. */
export function asObject(value: unknown): IDataObject {
	return isObject(value) ? value : {};
}

export function asArray(value: unknown): unknown[] {
	return Array.isArray(value) ? value : [];
}

/** Objects of an array; anything else in it is dropped. */
export function asRows(value: unknown): IDataObject[] {
	return asArray(value).filter(isObject);
}

/** Text of a text or number, else an empty text. */
export function asText(value: unknown): string {
	return typeof value === 'string'
		? value
		: typeof value === 'number' || typeof value === 'boolean'
			? String(value)
			: '';
}

/** A number that came as number or as digits; undefined otherwise. */
export function asNumber(value: unknown): number | undefined {
	if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
	if (typeof value !== 'string' || value.trim() === '') return undefined;
	const number = Number(value);
	return Number.isFinite(number) ? number : undefined;
}

const PLAIN_NUMBER = /^[+-]?(?:\d+(?:\.\d+)?|\.\d+)$/;

/** A number, or the plain text of one, with blanks around it at most; undefined for anything else. */
export function asPlainNumber(value: unknown): number | undefined {
	const number =
		typeof value === 'string' && PLAIN_NUMBER.test(value.trim()) && holdsDigits(value)
			? Number(value)
			: value;
	return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

/** Whether a number holds all digits of its text: 9007199254740993 would become 9007199254740992. */
function holdsDigits(text: string): boolean {
	return digitsOf(text) === digitsOf(Number(text).toExponential().replace(/e.*$/, ''));
}

/** Without the zeros around them, which say only how big the number is. */
function digitsOf(text: string): string {
	const digits = text.replace(/\D/g, '').replace(/^0+/, '');
	let end = digits.length;
	while (digits[end - 1] === '0') end--;
	return digits.slice(0, end);
}

const INVALID_DATES: ReadonlySet<string> = new Set(['Invalid Date', 'Invalid DateTime']);

/** Whether a number has lost digits before it came here: 12345678901234567891 is read as 12345678901234567000. */
export function hasLostDigits(value: unknown): boolean {
	return typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value);
}

/** What JavaScript writes for objects in a text, such as one that stands beside an expression. */
const OBJECTS = /^\s*\[object Object\](?:,\[object Object\])*\s*$/;

/** Whether a text is nothing but what JavaScript writes for objects. */
export function isTextOfObjects(value: unknown): boolean {
	return typeof value === 'string' && OBJECTS.test(value);
}

/**
 * Whether a value is what an expression gives instead of one that can't be computed: NaN, an infinite number, one that
 * has lost digits, an invalid date, or the text that JavaScript or Luxon makes of one, or of objects.
 */
export function isInvalid(value: unknown): boolean {
	if (typeof value === 'number') return !Number.isFinite(value) || hasLostDigits(value);
	if (isTextOfObjects(value)) return true;
	return typeof value === 'string' || value instanceof Date || DateTime.isDateTime(value)
		? INVALID_DATES.has(String(value))
		: false;
}

/** The first such value in an object or list, where JSON would make null of it; undefined when there is none. */
export function invalidIn(value: unknown): unknown {
	if (!Array.isArray(value) && !(isObject(value) && isPlain(value)))
		return isInvalid(value) ? value : undefined;
	for (const inner of Object.values(value)) {
		const found = invalidIn(inner);
		if (found !== undefined) return found;
	}
	return undefined;
}

/** What a text is in JSON, well-formed; undefined where it is none. */
export function fromJson(text: string): unknown {
	try {
		return wellFormed(JSON.parse(text));
	} catch {
		return undefined;
	}
}

/** The same object without some of its keys. */
export function without(values: IDataObject, names: readonly string[]): IDataObject {
	return Object.fromEntries(Object.entries(values).filter(([name]) => !names.includes(name)));
}

/** The same object without the keys whose value is undefined. */
export function defined(values: Readonly<Record<string, unknown>>): IDataObject {
	return changedValues(values, (value) => value) as IDataObject;
}

/** The same without the keys whose value is null: what was to be cleared, where there is nothing to clear yet. */
export function withoutNulls<T extends object>(values: T): { [K in keyof T]: Exclude<T[K], null> } {
	return changedValues(values, (value) => value ?? undefined) as {
		[K in keyof T]: Exclude<T[K], null>;
	};
}

/**
 * The same with null, which says that a field is to be cleared, as the vendor writes that. @param
 * ways by the vendor's name of the field
 */
export function withCleared(
	values: Readonly<Record<string, unknown>>,
	ways: Readonly<Record<string, unknown>>,
): IDataObject {
	return changedValues(values, (value, name) =>
		value === null ? (ways[name] ?? null) : value,
	) as IDataObject;
}

/**
 * The same keys with other values; one that becomes undefined is left out. Every item of a run comes through here
 * several times, so it makes no lists of keys and values on its way.
 */
export function changedValues(
	values: object,
	change: (value: unknown, name: string) => unknown,
): Record<string, unknown> {
	const after: Record<string, unknown> = {};
	for (const name of Object.keys(values)) {
		const value = change(values[name as keyof typeof values], name);
		if (value !== undefined) setOwn(after, name, value);
	}
	return after;
}

/** Sets an object's own key, whatever it is called. */
export function setOwn(object: Record<string, unknown>, name: string, value: unknown): void {
	if (name in Object.prototype)
		Object.defineProperty(object, name, {
			value,
			writable: true,
			enumerable: true,
			configurable: true,
		});
	else object[name] = value;
}

/**
 * A value whose texts any vendor can read: a lone half of a character, which no encoding can hold, becomes U+FFFD.
 * What is right comes back as it is.
 */
export function wellFormed(value: unknown): unknown {
	if (typeof value === 'string') return value.toWellFormed();
	if (!Array.isArray(value) && !(isObject(value) && isPlain(value))) return value;
	return mappedParts(value, wellFormed, (name) => name.toWellFormed());
}

const SAID_NULL = /^\s*(?:null|undefined)\s*$/i;

/** The same with null for each text that says null and nothing else, at any depth. */
export function withoutSaidNulls(value: unknown): unknown {
	if (typeof value === 'string') return SAID_NULL.test(value) ? null : value;
	if (!Array.isArray(value) && !(isObject(value) && isPlain(value))) return value;
	return mappedParts(value, withoutSaidNulls, (name) => name);
}

/** A list or object with other parts and other names of its keys; copied only where one of them does change. */
export function mappedParts(
	value: unknown[] | IDataObject,
	change: (part: unknown) => unknown,
	rename: (name: string) => string,
): unknown {
	if (Array.isArray(value)) {
		let after: unknown[] | undefined;
		for (let index = 0; index < value.length; index++) {
			const changed = change(value[index]);
			if (changed !== value[index]) after ??= value.slice(0, index);
			after?.push(changed);
		}
		return after ?? value;
	}
	const names = Object.keys(value);
	let after: Array<[string, unknown]> | undefined;
	for (let index = 0; index < names.length; index++) {
		const name = names[index];
		const [part, renamed] = [value[name], rename(name)];
		const changed = change(part);
		if (renamed !== name || changed !== part)
			after ??= names.slice(0, index).map((same) => [same, value[same]]);
		after?.push([renamed, changed]);
	}
	return after === undefined ? value : Object.fromEntries(after);
}

/**
 * Dates and the like are left as they are. Expressions may give objects of another realm, so
 * prototypes are not compared.
 */
function isPlain(value: object): boolean {
	const prototype: unknown = Object.getPrototypeOf(value);
	return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** Whether objects and lists in a value are nested deeper than so many levels; no vendor sends such a thing. */
export function isDeeperThan(levels: number, value: unknown): boolean {
	if (typeof value !== 'object' || value === null) return false;
	return levels === 0 || Object.values(value).some((inner) => isDeeperThan(levels - 1, inner));
}
