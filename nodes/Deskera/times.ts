import type { IDataObject } from 'n8n-workflow';
import { toUnixSeconds, utcMilliseconds, utcSeconds, type Moment } from '../shared/text/dates';
import { asText } from '../shared/text/unknownJson';

/**
 * Deskera's times carry an offset, and microseconds where they say when something was changed
 * (docs/contracts/deskera.md section 3.3).
 */
const FRACTION = /\.(\d{1,6})/;

/** In UTC, whole seconds: `2026-01-05T08:00:00Z`, the form that goes in. A text that is no time stays as it is. */
export function toUtc(text: string): string {
	return utcSeconds(text) ?? text;
}

/** In UTC with all six digits, so that times can be compared as text and two changes in one second stay two. */
export function toUtcMicros(text: string): string {
	const digits = (FRACTION.exec(text)?.[1] ?? '').padEnd(6, '0');
	return toUtc(text).replace('Z', `.${digits}Z`);
}

/** In UTC with milliseconds, as most nodes can't read more digits. A text that is no time stays as it is. */
export function toIso(text: string): string {
	return utcMilliseconds(text) ?? text;
}

/**
 * When an activity starts that ends at a time which somebody has filled in.
 * @param isMadeUp the start is the due time of a portable activity that says none: it comes no later than the end
 */
export function startBefore<S extends Moment | undefined>(
	start: S,
	end: Moment | undefined,
	isMadeUp: boolean,
): S | Moment {
	const isLater = isMadeUp && start && end && toUnixSeconds(start) > toUnixSeconds(end);
	return isLater ? end : start;
}

/**
 * Whether the start of an activity stays where it is when its end is moved, and nobody says a start: not where it
 * would end before it starts, nor where it takes no time, as one does that was made of a due time alone.
 */
export function staysAsIs({ start, end }: IDataObject, moved: unknown): boolean {
	return asText(start) <= asText(moved) && (asText(start) === '' || start !== end);
}
