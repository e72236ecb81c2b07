/**
 * The rows of test/data/messy-rows.csv, as items of a workflow and with the outcomes that they have to have;
 * see README.md there.
 */
import fs from 'node:fs';
import path from 'node:path';
import type { Row } from './row.cts';
import { there } from './there.cts';

const FILE = path.join(__dirname, '..', 'data', 'messy-rows.csv');
export const ZONE = 'Europe/Berlin';

/** Lines of CSV as lists of cells. */
function parsed(text: string): string[][] {
	const lines: string[][] = [[]];
	const cells = /(?:"((?:[^"]|"")*)"|([^,\n]*))(,|\n)/gy;
	for (const [, quoted, plain = '', end] of text.matchAll(cells)) {
		lines.at(-1)?.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
		if (end === '\n') lines.push([]);
	}
	return lines.slice(0, -1);
}

const MEANT: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '\\': '\\' };
const unescaped = (text: string): string =>
	text.replace(
		/\\(?:u([0-9a-f]{4})|([nrt\\]))/g,
		(_all, code: string | undefined, letter: string) =>
			code === undefined ? there(MEANT[letter]) : String.fromCharCode(Number.parseInt(code, 16)),
	);

/** A cell's value; undefined: the item has no such column. */
function valueOf(cell: string): unknown {
	if (cell === '(missing)') return undefined;
	if (cell.startsWith('json:')) return JSON.parse(cell.slice('json:'.length)) as unknown;
	const [, times, text = ''] = /^repeat:(\d+):(.*)$/s.exec(cell) ?? [];
	return times === undefined ? unescaped(cell) : unescaped(text).repeat(Number(times));
}

const outcomeOf = (cell: string): Outcome =>
	cell === 'made'
		? { made: true }
		: { made: false, columns: there(/^refused: (.+)$/.exec(cell)?.[1]).split(' or ') };

const wantedOf = (cell: string, given: string): unknown =>
	cell === '(as given)' ? valueOf(given) : valueOf(cell);

/** Whether a row becomes a record; else one of these columns has to be named. */
export interface Outcome {
	readonly made: boolean;
	readonly columns?: string[];
}

/** What a row is meant to be, by column. */
export interface Wanted extends Row {
	readonly record?: number;
	readonly guid?: number;
	readonly lead?: number;
	readonly start?: string;
	readonly end?: string;
	readonly minutes?: number;
	readonly external_id?: string;
}

export interface MessyRow {
	/** from 1 */
	readonly number: number;
	readonly kind: string;
	readonly language: string;
	/** what a workflow gets of it */
	readonly item: Row;
	/** by `vendor_operation` */
	readonly outcome: Readonly<Record<string, Outcome>>;
	/** what the vendor has to have; columns for which nothing is sent are absent */
	readonly want: Wanted;
}

function readRows(): MessyRow[] {
	const [header = [], ...lines] = parsed(fs.readFileSync(FILE, 'utf8'));
	const first = header.indexOf('bitrix24_create');
	return lines.map((line) => {
		const cell = (name: string): string => there(line[header.indexOf(name)]);
		const sheet = header.slice(3, first).map((name) => [name, valueOf(cell(name))] as const);
		const wanted = header
			.filter((name) => name.startsWith('want_') && cell(name) !== '')
			.map((name) => name.slice('want_'.length));
		return {
			number: Number(cell('row')),
			kind: cell('kind'),
			language: cell('language'),
			item: Object.fromEntries(sheet.filter(([, value]) => value !== undefined)),
			outcome: Object.fromEntries(
				header
					.filter((name) => /_(?:create|update)$/.test(name))
					.map((name) => [name, outcomeOf(cell(name))]),
			),
			want: Object.fromEntries(
				wanted.map((name) => [name, wantedOf(cell(`want_${name}`), cell(name))]),
			),
		};
	});
}

export const ROWS = readRows();

export const guidOf = (n: number): string =>
	`1111abcd-0000-4000-8000-${String(n).padStart(12, '0')}`;
export const leadId = (n: number): string =>
	`2222abcd-0000-4000-8000-${String(n).padStart(12, '0')}`;
export const emailOf = (n: number): string => `person.${String(n).padStart(2, '0')}@example.com`;
export const phoneOf = (n: number): string => `+91-98200000${String(n).padStart(2, '0')}`;

/** Numbers of all records that the rows speak of. */
export const RECORDS = [
	...new Set(ROWS.flatMap(({ want: { record, guid } }) => [record ?? [], guid ?? []].flat())),
];
export const LEADS = [...new Set(ROWS.flatMap(({ want: { lead } }) => lead ?? []))];
export const PEOPLE = [46944, 46945, 46946, 46947, 46948];

export const utc = (text: number | string | null | undefined): string | null =>
	text === null || text === undefined || text === ''
		? null
		: new Date(text).toISOString().replace('.000Z', 'Z');
