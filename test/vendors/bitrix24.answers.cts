/** What every method table of the fake Bitrix24 shares: refusals, parameter checks, dates and PHP's idea of a map. */
import { there } from '../support/there.cts';

/** REST 3.0 says no in an object (contract 2.10), the other methods in a text. */
export interface RefusalBody {
	error: string | { code: string; message: string; validation?: Validation[] };
	error_description?: string;
}

/** A field that is wrong, in the words of REST 3.0. */
export interface Validation {
	field: string;
	message: string;
}

/** A refusal the portal words itself: HTTP status, `error` (may be empty, contract 2.2) and `error_description`. */
export class Refusal extends Error {
	body: RefusalBody;

	constructor(
		readonly status: number,
		error: string,
		description: string,
	) {
		super(description);
		this.body = { error, error_description: description };
	}
}

/** Activity methods answer 400 with an empty code and only a text (contract 2.2). */
export const plain = (description: string) => new Refusal(400, '', description);
export const coded = (error: string, description: string, status = 400) =>
	new Refusal(status, error, description);
export function refusal3(
	status: number,
	name: string,
	message: string,
	validation?: Validation[],
): Refusal {
	const refusal = new Refusal(status, name, message);
	refusal.body = {
		error: {
			code: `BITRIX_REST_V3_EXCEPTION_${name}`,
			message,
			...(validation === undefined ? {} : { validation }),
		},
	};
	return refusal;
}
export const missing = (name: string) =>
	coded('100', `Could not find value for parameter {${name}}`);

/** What a webhook hears of a method for apps (contract 1.2, 2.12). */
export const wrongType = () =>
	coded('WRONG_AUTH_TYPE', 'Current authorization type is denied for this method', 403);

export const isMap = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);
/** PHP can't tell an empty list from an empty map. */
export const isPhpMap = (value: unknown): value is Record<string, unknown> =>
	isMap(value) || (Array.isArray(value) && value.length === 0);

/** PHP's json_encode: keys 0..n-1 in order make a list, so an empty map is [] (contract 3.3, 4). */
export function phpMap(entries: Array<[key: string, value: unknown]>): object {
	if (entries.every(([key], index) => key === String(index)))
		return entries.map(([, value]) => value);
	return Object.fromEntries(entries);
}

/** Strict fake: a parameter the contract does not know is refused, not dropped. */
export function only(
	params: Record<string, unknown>,
	names: readonly string[],
	refuse: (text: string) => Error = plain,
): void {
	for (const name of Object.keys(params))
		if (!names.includes(name)) throw refuse(`Unknown field ${name}`);
}

export function whole(value: unknown): number | undefined {
	if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
	if (typeof value === 'string' && /^-?\d{1,15}$/.test(value)) return Number(value);
	return undefined;
}

/** NaN where it is none: no record has it for its ID, and nothing is above or below it. */
export const integer = (value: unknown): number => whole(value) ?? Number.NaN;

export const isOneOf = <T,>(value: unknown, list: readonly T[]): value is T =>
	(list as readonly unknown[]).includes(value);

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
/** plain base64, without a data: prefix (contract 3.4) */
export const isBase64 = (text: string) => BASE64.test(text);

const STAMP = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/;

/** Milliseconds of an ISO 8601 date with an offset; undefined for anything else (contract 3.3). */
export function moment(value: unknown): number | undefined {
	const parts = typeof value === 'string' ? STAMP.exec(value) : null;
	if (parts === null) return undefined;
	const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts
		.slice(1, 7)
		.map((part) => Number(part ?? 0));
	const zone = there(parts[7]);
	const days = new Date(Date.UTC(year, month, 0)).getUTCDate();
	if (month < 1 || month > 12 || day < 1 || day > days || hour > 23 || minute > 59 || second > 59)
		return undefined;
	const sign = zone.startsWith('-') ? -1 : 1;
	const offset = zone === 'Z' ? 0 : sign * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2)));
	return Date.UTC(year, month - 1, day, hour, minute, second) - offset * 60_000;
}

/** The same date as the portal stores it. */
export function inPortalTime(value: unknown): string | undefined {
	const at = moment(value);
	return at === undefined ? undefined : portalTime(at);
}

/** Dates come out in the portal server's zone, whatever zone they came in with (contract 3.3). */
const OFFSET_HOURS = 3;
export const portalTime = (at: number) =>
	`${new Date(at + OFFSET_HOURS * 3_600_000).toISOString().slice(0, 19)}+03:00`;
