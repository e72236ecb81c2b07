import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../text/unknownJson';
import type { Redact } from './redact';

/** No vendor nests so deep, and n8n can't store what is nested much deeper. */
const DEEPEST = 200;
const TOO_DEEP = '… (nested too deep)';

/**
 * A record without the account's secrets: vendors put them into links to files, and people into texts. What holds no
 * secret comes back as it is, not copied. What is nested too deep to be looked through is left out.
 */
export function scrubbed(record: IDataObject, { inOutput }: Redact): IDataObject {
	return scrub(record, inOutput, DEEPEST) as IDataObject;
}

function scrub(value: unknown, redact: (text: string) => string, levels: number): unknown {
	if (typeof value === 'string') return redact(value);
	if (typeof value === 'object' && value !== null && levels === 0) return TOO_DEEP;
	if (Array.isArray(value)) {
		const after = value.map((inner: unknown) => scrub(inner, redact, levels - 1));
		return after.some((inner, index) => inner !== value[index]) ? after : value;
	}
	if (!isObject(value)) return value;
	const after = Object.entries(value).map(([name, inner]): [string, unknown] => [
		redact(name),
		scrub(inner, redact, levels - 1),
	]);
	return Object.keys(value).some(
		(name, index) => after[index][0] !== name || after[index][1] !== value[name],
	)
		? Object.fromEntries(after)
		: value;
}
