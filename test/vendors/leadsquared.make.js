'use strict';
/** What all seeds of the fake LeadSquared are made with. */
const { createHash } = require('node:crypto');

const BASE = Date.UTC(2026, 0, 1);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const pick = (list, n) => list[n % list.length];
const range = (count) => Array.from({ length: count }, (_, index) => index + 1);

/** the n-th (from 1) record of a kind always has this GUID */
function guid(kind, n) {
	const hash = createHash('sha1').update(`${kind} ${n}`).digest('hex');
	return [
		hash.slice(0, 8),
		hash.slice(8, 12),
		`4${hash.slice(13, 16)}`,
		`a${hash.slice(17, 20)}`,
		hash.slice(20, 32),
	].join('-');
}

const STAMP = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(\.\d{3})?$/;
const DATED = /(On|Date)$/;

/** A copy whose dates, as numbers or in the vendor's words, are moved (contract 2.1). */
function shifted(value, by, key = '') {
	if (typeof value === 'number') return DATED.test(key) ? value + by : value;
	if (typeof value === 'string') {
		const parts = STAMP.exec(value);
		if (parts === null) return value;
		const text = new Date(Date.parse(`${parts[1]}T${parts[2]}Z`) + by).toISOString();
		return `${text.slice(0, 10)} ${text.slice(11, 19)}${parts[3] ?? ''}`;
	}
	if (Array.isArray(value)) return value.map((one) => shifted(one, by));
	if (typeof value === 'object' && value !== null)
		return Object.fromEntries(
			Object.entries(value).map(([name, one]) => [name, shifted(one, by, name)]),
		);
	return value;
}

module.exports = { BASE, MINUTE, HOUR, DAY, pick, range, guid, shifted };
