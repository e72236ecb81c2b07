'use strict';
/**
 * The rows of test/data/messy-rows.csv, as items of a workflow and with the outcomes that they have to have;
 * see README.md there.
 */
const fs = require('node:fs');
const path = require('node:path');

const FILE = path.join(__dirname, '..', 'data', 'messy-rows.csv');
const ZONE = 'Europe/Berlin';

/** Lines of CSV as lists of cells. */
function parsed(text) {
	const lines = [[]];
	const cells = /(?:"((?:[^"]|"")*)"|([^,\n]*))(,|\n)/gy;
	for (const [, quoted, plain, end] of text.matchAll(cells)) {
		lines.at(-1).push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
		if (end === '\n') lines.push([]);
	}
	return lines.slice(0, -1);
}

const MEANT = { n: '\n', r: '\r', t: '\t', '\\': '\\' };
const unescaped = (text) =>
	text.replace(/\\(?:u([0-9a-f]{4})|([nrt\\]))/g, (_all, code, letter) =>
		code === undefined ? MEANT[letter] : String.fromCharCode(Number.parseInt(code, 16)),
	);

/** A cell's value; undefined: the item has no such column. */
function valueOf(cell) {
	if (cell === '(missing)') return undefined;
	if (cell.startsWith('json:')) return JSON.parse(cell.slice('json:'.length));
	const [, times, text] = /^repeat:(\d+):(.*)$/s.exec(cell) ?? [];
	return times === undefined ? unescaped(cell) : unescaped(text).repeat(Number(times));
}

const outcomeOf = (cell) =>
	cell === 'made'
		? { made: true }
		: { made: false, columns: /^refused: (.+)$/.exec(cell)[1].split(' or ') };

const wantedOf = (cell, given) => (cell === '(as given)' ? valueOf(given) : valueOf(cell));

/**
 * @typedef {object} Row
 * @property {number} number from 1
 * @property {string} kind
 * @property {string} language
 * @property {object} item what a workflow gets of it
 * @property {Record<string, {made: boolean, columns?: string[]}>} outcome by `vendor_operation`
 * @property {Record<string, unknown>} want what the vendor has to have, by column; columns for which nothing is
 *   sent are absent
 */

/** @returns {Row[]} */
function readRows() {
	const [header, ...lines] = parsed(fs.readFileSync(FILE, 'utf8'));
	const first = header.indexOf('bitrix24_create');
	return lines.map((line) => {
		const cells = Object.fromEntries(header.map((name, index) => [name, line[index]]));
		const sheet = header.slice(3, first).map((name) => [name, valueOf(cells[name])]);
		const wanted = header
			.filter((name) => name.startsWith('want_') && cells[name] !== '')
			.map((name) => name.slice('want_'.length));
		return {
			number: Number(cells.row),
			kind: cells.kind,
			language: cells.language,
			item: Object.fromEntries(sheet.filter(([, value]) => value !== undefined)),
			outcome: Object.fromEntries(
				header
					.filter((name) => /_(?:create|update)$/.test(name))
					.map((name) => [name, outcomeOf(cells[name])]),
			),
			want: Object.fromEntries(
				wanted.map((name) => [name, wantedOf(cells[`want_${name}`], cells[name])]),
			),
		};
	});
}

const ROWS = readRows();

const guidOf = (n) => `1111abcd-0000-4000-8000-${String(n).padStart(12, '0')}`;
const leadId = (n) => `2222abcd-0000-4000-8000-${String(n).padStart(12, '0')}`;
const emailOf = (n) => `person.${String(n).padStart(2, '0')}@example.com`;
const phoneOf = (n) => `+91-98200000${String(n).padStart(2, '0')}`;

/** Numbers of all records that the rows speak of. */
const RECORDS = [
	...new Set(ROWS.flatMap(({ want: { record, guid } }) => [record ?? [], guid ?? []].flat())),
];
const LEADS = [...new Set(ROWS.flatMap(({ want: { lead } }) => lead ?? []))];
const PEOPLE = [46944, 46945, 46946, 46947, 46948];

const utc = (text) =>
	text === null || text === undefined || text === ''
		? null
		: new Date(text).toISOString().replace('.000Z', 'Z');

module.exports = { ROWS, RECORDS, LEADS, PEOPLE, ZONE, emailOf, guidOf, leadId, phoneOf, utc };
