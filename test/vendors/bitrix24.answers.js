'use strict';
/** What every method table of the fake Bitrix24 shares: refusals, parameter checks, dates and PHP's idea of a map. */

/** A refusal the portal words itself: HTTP status, `error` (may be empty, contract 2.2) and `error_description`. */
class Refusal extends Error {
	constructor(status, error, description) {
		super(description);
		this.status = status;
		this.body = { error, error_description: description };
	}
}

/** Activity methods answer 400 with an empty code and only a text (contract 2.2). */
const plain = (description) => new Refusal(400, '', description);
const coded = (error, description, status = 400) => new Refusal(status, error, description);
/** REST 3.0 says no in an object (contract 2.10). */
function refusal3(status, name, message, validation) {
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
const missing = (name) => coded('100', `Could not find value for parameter {${name}}`);

/** What a webhook hears of a method for apps (contract 1.2, 2.12). */
const wrongType = () =>
	coded('WRONG_AUTH_TYPE', 'Current authorization type is denied for this method', 403);

const isMap = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
/** PHP can't tell an empty list from an empty map. */
const isPhpMap = (value) => isMap(value) || (Array.isArray(value) && value.length === 0);

/** PHP's json_encode: keys 0..n-1 in order make a list, so an empty map is [] (contract 3.3, 4). */
function phpMap(entries) {
	if (entries.every(([key], index) => key === String(index)))
		return entries.map(([, value]) => value);
	return Object.fromEntries(entries);
}

/** Strict fake: a parameter the contract does not know is refused, not dropped. */
function only(params, names, refuse = plain) {
	for (const name of Object.keys(params))
		if (!names.includes(name)) throw refuse(`Unknown field ${name}`);
}

function whole(value) {
	if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
	if (typeof value === 'string' && /^-?\d{1,15}$/.test(value)) return Number(value);
	return undefined;
}

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
/** plain base64, without a data: prefix (contract 3.4) */
const isBase64 = (text) => BASE64.test(text);

const STAMP = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/;

/** Milliseconds of an ISO 8601 date with an offset; undefined for anything else (contract 3.3). */
function moment(value) {
	const parts = typeof value === 'string' ? STAMP.exec(value) : null;
	if (parts === null) return undefined;
	const [year, month, day, hour, minute, second] = parts
		.slice(1, 7)
		.map((part) => Number(part ?? 0));
	const days = new Date(Date.UTC(year, month, 0)).getUTCDate();
	if (month < 1 || month > 12 || day < 1 || day > days || hour > 23 || minute > 59 || second > 59)
		return undefined;
	const sign = parts[7].startsWith('-') ? -1 : 1;
	const offset =
		parts[7] === 'Z' ? 0 : sign * (Number(parts[7].slice(1, 3)) * 60 + Number(parts[7].slice(-2)));
	return Date.UTC(year, month - 1, day, hour, minute, second) - offset * 60_000;
}

/** Dates come out in the portal server's zone, whatever zone they came in with (contract 3.3). */
const OFFSET_HOURS = 3;
const portalTime = (at) =>
	`${new Date(at + OFFSET_HOURS * 3_600_000).toISOString().slice(0, 19)}+03:00`;

module.exports = {
	Refusal,
	refusal3,
	plain,
	coded,
	missing,
	wrongType,
	isMap,
	isPhpMap,
	phpMap,
	only,
	whole,
	moment,
	portalTime,
	isBase64,
};
