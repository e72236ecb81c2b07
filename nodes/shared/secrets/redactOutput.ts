import type { IDataObject } from 'n8n-workflow';
import { mappedParts } from '../text/unknownJson';
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
	if (typeof value !== 'object' || value === null) return value;
	if (levels === 0) return TOO_DEEP;
	return mappedParts(
		value as unknown[] | IDataObject,
		(part) => scrub(part, redact, levels - 1),
		redact,
	);
}
