import type { IDataObject } from 'n8n-workflow';
import type { Redact } from './redact';
import { isObject } from './values';

/**
 * A record without the account's secrets: vendors put them into links to files. Only texts with a slash can be links, so
 * other texts cost nothing. What holds no secret comes back as it is, not copied.
 */
export function scrubbed(record: IDataObject, redact: Redact): IDataObject {
	return scrub(record, redact) as IDataObject;
}

function scrub(value: unknown, redact: Redact): unknown {
	if (typeof value === 'string') return value.includes('/') ? redact(value) : value;
	if (Array.isArray(value)) {
		const after = value.map((inner: unknown) => scrub(inner, redact));
		return after.some((inner, index) => inner !== value[index]) ? after : value;
	}
	if (!isObject(value)) return value;
	const after = Object.entries(value).map(([name, inner]): [string, unknown] => [name, scrub(inner, redact)]);
	return after.some(([name, inner]) => inner !== value[name]) ? Object.fromEntries(after) : value;
}
