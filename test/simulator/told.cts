/** What a run told about each of its items, as a user reads it: from the output items, or from the error that stopped it. */
import { tellingOf } from '../faults/telling.js';
import type { Run } from './run.cts';

/**
 * - ok: it is in the output; done: an error said it was carried out
 * - no: not carried out; notSent: not even begun; partly; unknown
 * - failed: one of `no` and `partly` (n8n's Retry On Fail keeps only the message)
 */
export type Outcome = 'ok' | 'done' | 'no' | 'notSent' | 'partly' | 'unknown' | 'failed';

export interface Told {
	outcomes: string[];
	good: Array<{ item: number; items: Array<{ json: Record<string, unknown>; pairedItem: { item: number } }>; rows: unknown[] }>;
	/** what is wrong with the telling itself */
	problems: string[];
}

export function told({ seen, items, workflow: { onError, retryOnFail } }: Run): Told {
	if (seen === undefined) return { outcomes: [], good: [], problems: [] };
	const text = seen.error?.description ?? '';
	// All items were looked at before the first was sent: the error lists the bad ones.
	if (onError === 'stopWorkflow' && /Nothing was sent\.\s+Item/.test(text))
		return {
			outcomes: items.map((_, item) => (new RegExp(`Item ${item}:`).test(text) ? 'no' : 'notSent')),
			good: [],
			problems: [],
		};
	const { outcomes, good, problems } = tellingOf(seen, items.length, onError, { retryOnFail }) as Told;
	// Of a single item the error says it without a list.
	if (onError === 'stopWorkflow' && items.length === 1 && UNKNOWN.test(text) && outcomes[0] === 'no')
		return { outcomes: ['unknown'], good, problems: problems.filter((one) => !one.includes('does not fit')) };
	return { outcomes, good, problems };
}

const UNKNOWN = /not known whether this was carried out|outcome is unknown/i;
