import { DateTime } from 'luxon';
import { InvalidInput } from '../shared/contract/errors';
import { isoUtc, sqlUtcToIso, toSqlUtc, type Moment } from '../shared/text/dates';
import { asText } from '../shared/text/unknownJson';

const US_FORM = /^\d{1,2}\/\d{1,2}\/\d{4} \d{1,2}:\d{2}:\d{2} [AP]M$/i;
const EPOCH_FORM = /^\/Date\((-?\d+)(?:[+-]\d{4})?\)\/$/;
const NEVER = '0001-01-01';

/**
 * A time as LeadSquared writes it, as ISO in UTC; docs/contracts/leadsquared.md section 2.1 lists the forms, none of
 * which names its zone. "Never" and nothing are null; a text that is none of them stays as it is.
 */
export function isoOf(value: unknown): string | null {
	const text = asText(value).trim();
	if (text === '' || text.startsWith(NEVER)) return null;
	if (US_FORM.test(text))
		return (
			isoUtc(DateTime.fromFormat(text, 'M/d/yyyy h:mm:ss a', { zone: 'utc', locale: 'en-US' })) ??
			text
		);
	const milliseconds = EPOCH_FORM.exec(text)?.[1];
	if (milliseconds !== undefined) return isoUtc(DateTime.fromMillis(Number(milliseconds))) ?? text;
	return asText(sqlUtcToIso(text));
}

/**
 * A period of time for a search, both ends inclusive. An end that is left out is now. @throws
 * InvalidInput when they are reversed
 */
export function windowOf(
	from: Moment,
	to: Moment | undefined,
	now: DateTime = DateTime.utc(),
): { readonly FromDate: string; readonly ToDate: string } {
	// LeadSquared keeps fractions and reads whole seconds: one more lets nothing of this second be missed.
	const until = to ?? { local: now.plus({ seconds: 1 }) };
	checkWindow(from, until);
	return { FromDate: toSqlUtc(from), ToDate: toSqlUtc(until) };
}

/** Compared as they are sent, in whole seconds. @throws InvalidInput when they are reversed */
export function checkWindow(from: Moment | undefined, to: Moment | undefined): void {
	if (from !== undefined && to !== undefined && toSqlUtc(from) > toSqlUtc(to))
		throw new InvalidInput('"From" is after "To"', 'Correct one of the two dates.');
}
