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
	return typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

/** A number that came as number or as digits; undefined otherwise. */
export function asNumber(value: unknown): number | undefined {
	if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
	if (typeof value !== 'string' || value.trim() === '') return undefined;
	const number = Number(value);
	return Number.isFinite(number) ? number : undefined;
}

/** The same object without the keys whose value is undefined. */
export function defined(values: Readonly<Record<string, unknown>>): IDataObject {
	return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as IDataObject;
}

/** Whether objects and lists in a value are nested deeper than so many levels; no vendor sends such a thing. */
export function isDeeperThan(levels: number, value: unknown): boolean {
	if (typeof value !== 'object' || value === null) return false;
	return levels === 0 || Object.values(value).some((inner) => isDeeperThan(levels - 1, inner));
}
