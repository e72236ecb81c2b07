import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../text/unknownJson';
import type { Redact } from './redact';

/**
 * A record without the account's secrets: vendors put them into links to files, and people into texts. What holds no
 * secret comes back as it is, not copied.
 */
export function scrubbed(record: IDataObject, { inOutput }: Redact): IDataObject {
	return scrub(record, inOutput) as IDataObject;
}

function scrub(value: unknown, redact: (text: string) => string): unknown {
	if (typeof value === 'string') return redact(value);
	if (Array.isArray(value)) {
		const after = value.map((inner: unknown) => scrub(inner, redact));
		return after.some((inner, index) => inner !== value[index]) ? after : value;
	}
	if (!isObject(value)) return value;
	const after = Object.entries(value).map(([name, inner]): [string, unknown] => [
		redact(name),
		scrub(inner, redact),
	]);
	return Object.keys(value).some(
		(name, index) => after[index][0] !== name || after[index][1] !== value[name],
	)
		? Object.fromEntries(after)
		: value;
}
