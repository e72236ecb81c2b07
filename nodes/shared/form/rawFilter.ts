import type { IDataObject } from 'n8n-workflow';
import { InvalidInput } from '../contract/errors';
import type { Field } from '../contract/field';
import { isObject } from '../text/unknownJson';
import { emptyField, isBlank } from './blank';
import { criterion, json } from './fields';

const RAW = 'Raw Filter (JSON)';

/**
 * A filter in the vendor's own words. What is blank in it would filter nothing, and is refused like any other blank.
 * @param mayBeBlank by the vendor's name of the condition
 */
export function rawFilter(
	description: string,
	mayBeBlank: (name: string) => boolean = () => false,
): Field<IDataObject | undefined> {
	const entered = criterion(json(RAW, { description }));
	return {
		...entered,
		read(raw, place) {
			const filter = entered.read(raw, place);
			if (filter === undefined) return undefined;
			if (Object.keys(filter).length === 0) throw emptyField(RAW);
			for (const [name, value] of Object.entries(filter)) {
				const blank = mayBeBlank(name) ? undefined : blankIn(value, name);
				if (blank !== undefined) throw emptyField(`${blank} of ${RAW}`);
			}
			return filter;
		},
	};
}

/** Where the first blank of a value stands, however deep: `BINDINGS.OWNER_ID`. */
function blankIn(value: unknown, place: string): string | undefined {
	const parts: Array<[place: string, part: unknown]> = Array.isArray(value)
		? value.map((part) => [place, part])
		: isObject(value)
			? Object.entries(value).map(([name, part]) => [`${place}.${name}`, part])
			: [];
	const isHolder = Array.isArray(value) || (isObject(value) && isPlain(value));
	if (isHolder ? parts.length === 0 : isBlank(value)) return place;
	for (const [inner, part] of parts) {
		const blank = blankIn(part, inner);
		if (blank !== undefined) return blank;
	}
	return undefined;
}

/** Dates and the like hold something without having keys. */
function isPlain(value: object): boolean {
	return (
		Object.prototype.toString.call(value) === '[object Object]' && !('isLuxonDateTime' in value)
	);
}

/**
 * What the form filters by and what the raw filter adds. Both hold, so neither may take the other's place.
 * @param form where the other filters stand in the form
 * @throws InvalidInput naming what both of them filter by
 */
export function withRawFilter(
	wanted: IDataObject,
	raw: IDataObject = {},
	form = 'Filters',
): IDataObject {
	const names = new Set(Object.keys(wanted).map((name) => name.toUpperCase()));
	const both = Object.keys(raw).find((name) => names.has(name.toUpperCase()));
	if (both !== undefined)
		throw new InvalidInput(
			`"${both}" is both in "${RAW}" and in ${form}`,
			'A filter takes one value for it. Remove one of the two.',
		);
	return { ...wanted, ...raw };
}
