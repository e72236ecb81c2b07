import { choice } from '../shared/form/fields';

const STATUSES = [
	{ name: 'Any', value: 'any' },
	{ name: 'Completed', value: 'completed' },
	{ name: 'Open', value: 'open' },
] as const;

type Status = (typeof STATUSES)[number]['value'];

/** Whether an activity is completed, as a filter of lists. */
export const status = choice<Status>('Status', STATUSES, { fallback: 'open' });

/** @returns Bitrix24's value of COMPLETED; undefined where any will do */
export function completedAs(wanted: Status | undefined): 'Y' | 'N' | undefined {
	return wanted === undefined || wanted === 'any' ? undefined : wanted === 'completed' ? 'Y' : 'N';
}
