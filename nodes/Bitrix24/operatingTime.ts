import type { RequestSpec } from '../shared/contract/call';
import type { MeterReading } from '../shared/contract/vendor';
import { asNumber, asObject, asText } from '../shared/text/unknownJson';

/**
 * Computing time, which a portal counts for each method by itself, over ten minutes. Whether a
 * batch is charged to its methods or to `batch` is not known, so both are read;
 * docs/contracts/bitrix24.md sections 4 and 5.1.
 */
const BATCH = 'batch';
/** The documentation's example, in seconds; what the portal really allows shows when it refuses. */
const USUAL_MOST = 480;
const SECOND = 1000;
/** One of the ten buckets that the time is counted in. */
const NEAR_MS = 60 * SECOND;
/** Numbers above are milliseconds. */
const MOST_EPOCH_SECONDS = 1e11;

export const OPERATING_LIMIT = 'OPERATION_TIME_LIMIT';

/** The methods that a call spends the time of. */
export function metersOf({ path, body, link }: RequestSpec): string[] {
	if (link !== undefined) return [];
	const name = methodIn(path);
	return name === BATCH
		? [...new Set([BATCH, ...Object.values(commandsOf(body)).map(methodIn)])]
		: [name];
}

/** What a good answer says about them, also about those inside a batch. */
export function readingsOf(body: unknown, spec: RequestSpec): MeterReading[] {
	const { time, result } = asObject(body);
	const name = methodIn(spec.path);
	const own = readingOf(
		name,
		asObject(time).operating === undefined ? asObject(result).time : time,
	);
	if (name !== BATCH) return [own];
	const { result_time: times, result_error: errors } = asObject(result);
	const inside = Object.entries(commandsOf(spec.body)).map(([key, command]) => {
		const reading = readingOf(methodIn(command), asObject(times)[key]);
		return asText(asObject(asObject(errors)[key]).error) === OPERATING_LIMIT
			? { ...reading, resetsInMs: reading.resetsInMs ?? nearResetInMs(time), isRefused: true }
			: reading;
	});
	return [own, ...inside];
}

function readingOf(meter: string, time: unknown): MeterReading {
	const used = asNumber(asObject(time).operating);
	return { meter, used, most: USUAL_MOST, resetsInMs: resetsInMs(time) };
}

/**
 * How long until some of a method's time comes back. `operating_reset_at` is epoch seconds, or ISO
 * text on some pages (section 5.1); it is held against the portal's own clock where that stands beside it.
 * @returns undefined where it is missing or makes no sense
 */
export function resetsInMs(time: unknown): number | undefined {
	const { operating_reset_at: resetAt, finish, start } = asObject(time);
	const until = timeOf(resetAt);
	const portal = timeOf(finish ?? start);
	return Number.isNaN(until)
		? undefined
		: Math.max(0, until - (Number.isNaN(portal) ? Date.now() : portal));
}

/**
 * The same for a command that a batch refused, of the time of the batch: it may be that of `batch`
 * itself, so only a moment that is near is taken for the method's.
 */
export function nearResetInMs(time: unknown): number | undefined {
	const resets = resetsInMs(time);
	return resets !== undefined && resets <= NEAR_MS ? resets : undefined;
}

/** Milliseconds since 1970, of epoch seconds, milliseconds or ISO text; NaN for anything else. */
function timeOf(value: unknown): number {
	const number = asNumber(value);
	if (number === undefined) return Date.parse(asText(value));
	return number > MOST_EPOCH_SECONDS ? number : number * SECOND;
}

function commandsOf(body: unknown): Readonly<Record<string, string>> {
	const { cmd } = asObject(body);
	return Object.fromEntries(
		Object.entries(asObject(cmd)).map(([key, command]) => [key, asText(command)]),
	);
}

/** `crm.activity.get` of `/crm.activity.get` and of `crm.activity.get?id=1`. */
function methodIn(text: string): string {
	return text.replace(/^\//, '').replace(/\?.*$/s, '');
}
