/** The rows of the sheet: each is about something that people's sheets have, in several languages. */
import { MISSING, Repeated } from './cells.mts';
import type { Cell, Column, Row } from './columns.mts';
import { anyOf, at, below } from './draw.mts';
import { emailForms, guidForms, noGuid, noNumber, numberForms, phoneForms } from './ids.mts';
import { CUT, KEPT, type Language, LANGUAGES } from './texts.mts';
import { NO_TIMES } from './times.mts';
import * as values from './values.mts';

const { ACCEPTED, BLANKS, NO_ENTRIES, PLAIN } = values;
const ROWS = 500;
const LEADS = 60;

type Change = Partial<Row> | ((row: GoodRow) => Partial<Row>);
/** A good row is about the record and the lead of these numbers. */
interface GoodRow {
	cells: Row;
	record: number;
	lead: number;
	tags: [string, string];
}

const cell = (raw: unknown, want: unknown): Cell => ({ cell: raw, want });
const bad = (raw: unknown): Cell => ({ cell: raw, bad: true });
const blank = (raw: unknown): Cell => ({ cell: raw, blank: true });

// The keys of the records: made up by formula, so that tests can put the records there. See test/data/README.md.
const two = (n: number) => String(n).padStart(2, '0');
const guidOf = (n: number) => `1111abcd-0000-4000-8000-${String(n).padStart(12, '0')}`;
const leadId = (n: number) => `2222abcd-0000-4000-8000-${String(n).padStart(12, '0')}`;
const emailOf = (n: number) => `person.${two(n)}@example.com`;
const phoneOf = (n: number) => `98200000${two(n)}`;

/** A row in which everything is right and written plainly. */
function goodRow([, title, description, tags]: Language, number: number): GoodRow {
	const lead = 1 + below(LEADS);
	const record = 10_000 + number;
	const cells = {
		title: cell(`${title} ${number}`, `${title} ${number}`),
		description: cell(description, description),
		start: anyOf(PLAIN.start),
		end: anyOf(PLAIN.end),
		due: anyOf(PLAIN.due),
		minutes: anyOf(PLAIN.minutes),
		amount: anyOf(PLAIN.amount),
		confirmed: anyOf(PLAIN.confirmed),
		people: anyOf(PLAIN.people),
		responsible: anyOf(PLAIN.responsible),
		priority: anyOf(PLAIN.priority),
		type: anyOf(PLAIN.type),
		tags: cell(tags.join(', '), tags),
		record: cell(anyOf([record, String(record)]), record),
		guid: cell(guidOf(record), record),
		...leadCells(lead, anyOf(['id', 'id', 'id', 'id', 'email', 'phone'])),
		external_id: cell(`R-${1000 + number}`, `R-${1000 + number}`),
	};
	return { cells, record, lead, tags };
}

function leadCells(n: number, by: string): Pick<Row, 'lead_by' | 'lead' | 'email' | 'phone'> {
	return {
		lead_by: cell(by, by.toLowerCase()),
		lead: cell(leadId(n), n),
		email: cell(emailOf(n), n),
		phone: cell(`+91-${phoneOf(n)}`, n),
	};
}

/** Every row that is about something: its kind, and how it differs from a good one. */
function* kinds(): Generator<[kind: string, change: Change | 'again' | 'twice more']> {
	for (const [index, raw] of NO_TIMES.entries()) {
		yield ['no time', { [at(['start', 'end', 'due'], index)]: bad(raw) }];
		if (index % 3 === 0) yield ['no time', { due: bad(raw) }];
	}
	const refused: Partial<Record<Column, [kind: string, raws: unknown[]]>> = {
		minutes: ['no whole number', values.NO_MINUTES],
		amount: ['no number', values.NO_AMOUNTS],
		confirmed: ['neither yes nor no', values.NEITHER],
		tags: ['no list of texts', values.NO_TAGS],
		people: ['no list of ids', values.NO_PEOPLE],
		responsible: ['no id', values.NO_USERS],
		priority: ['none of the choices', values.NO_PRIORITIES],
		type: ['none of the choices', values.NO_KINDS],
		lead_by: ['none of the choices', values.NO_WAYS],
		title: ['no text', [{ text: 'Call' }, ['Call', 'back'], [{ a: 1 }]]],
		description: ['no text', [{ html: '<p>x</p>' }, [1, 2]]],
	};
	for (const [column, [kind, raws]] of Object.entries(refused))
		for (const raw of raws) yield [kind, { [column]: bad(raw) }];
	for (const index of noNumber(0).keys())
		yield ['no id', (row) => ({ record: bad(noNumber(row.record)[index]) })];
	for (const index of noGuid(guidOf(0)).keys())
		yield ['no id', (row) => ({ guid: bad(noGuid(guidOf(row.record))[index]) })];

	const columns = [
		'title',
		'description',
		'due',
		'minutes',
		'amount',
		'confirmed',
		'tags',
		'people',
		'responsible',
		'priority',
		'type',
		'record',
		'guid',
		'lead_by',
		'external_id',
	];
	for (const [index, column] of columns.entries())
		for (const step of [0, 3, 6]) yield ['blank', { [column]: blank(at(BLANKS, index + step)) }];
	for (const [index, raw] of BLANKS.entries()) {
		yield [
			'blank',
			index % 3 === 0
				? { start: blank(raw), end: blank(at(BLANKS, index + 1)) }
				: index % 3 === 1
					? { start: blank(raw) }
					: { end: blank(raw) },
		];
		if (index < 6)
			yield [
				'blank',
				(row) => ({
					...leadCells(row.lead, at(['id', 'email', 'phone'], index)),
					[at(['lead', 'email', 'phone'], index)]: blank(raw),
				}),
			];
		// What a drop-down does not show is not asked for.
		if (index < 6)
			yield [
				'blank, not asked for',
				(row) => ({
					...leadCells(row.lead, at(['email', 'id', 'id'], index)),
					[at(['lead', 'email', 'phone'], index)]: blank(raw),
				}),
			];
	}
	yield ['blank', { end: blank(''), minutes: blank(null) }];
	yield ['blank', { description: blank(new Repeated(20_000, ' ')) }];
	yield [
		'blank',
		{
			description: blank(''),
			due: blank(null),
			people: blank(MISSING),
			tags: blank(' '),
			minutes: blank('\t'),
			amount: blank(''),
			confirmed: blank(null),
		},
	];
	for (const [index, raw] of NO_ENTRIES.entries())
		yield [
			'list without entries',
			index % 2 === 0 ? { tags: blank(raw), people: blank(raw) } : { people: blank(raw) },
		];

	for (let index = 0; index < 36; index += 1)
		yield [
			'time in another form',
			{ start: ACCEPTED.start[index], end: ACCEPTED.end[index], due: ACCEPTED.due[index] },
		];
	for (const [index, confirmed] of ACCEPTED.confirmed.entries()) {
		const form = (column: keyof typeof ACCEPTED) => at(ACCEPTED[column], index);
		yield [
			'value in another form',
			(row) => ({
				confirmed,
				minutes: form('minutes'),
				amount: form('amount'),
				responsible: form('responsible'),
				priority: form('priority'),
				type: form('type'),
				record: cell(numberForms(row.record)[index % 5], row.record),
				guid: cell(guidForms(guidOf(row.record))[index % 5], row.record),
				lead: cell(guidForms(leadId(row.lead))[(index + 2) % 5], row.lead),
				lead_by: cell(
					['ID', 'Id', ' id ', 'EMAIL', 'Phone'][index % 5],
					['id', 'id', 'id', 'email', 'phone'][index % 5],
				),
			}),
		];
	}
	for (const index of values.tagForms(['', '']).keys())
		yield [
			'list in another form',
			(row) => ({
				tags: values.tagForms(row.tags)[index],
				people: ACCEPTED.people[index % ACCEPTED.people.length],
			}),
		];

	for (const [index, [raw, want]] of CUT.entries())
		yield ['half a character', { [index % 2 === 0 ? 'title' : 'description']: cell(raw, want) }];
	for (const [raw, want] of CUT.slice(0, 4))
		yield ['half a character', { tags: cell([raw, 'b'], [want, 'b']) }];
	yield [
		'half a character',
		{
			tags: cell('a,\ud83d', ['a', '\ufffd']),
			title: cell('both \ud83d', 'both \ufffd'),
			description: cell('\ude00', '\ufffd'),
		},
	];
	yield ['half a character', { responsible: bad('4\ud83d') }];
	yield ['half a character', { due: bad('2026-12-01\ud83d') }];
	for (const [index, raw] of KEPT.entries())
		yield [
			'text that looks like more',
			index % 2 === 0
				? { title: cell(raw, raw), description: cell(raw, raw) }
				: { description: cell(raw, raw) },
		];
	const numbers: Array<[number, string]> = [
		[42, '42'],
		[0, '0'],
		[12.5, '12.5'],
	];
	for (const [raw, want] of numbers) yield ['number as text', { title: cell(raw, want) }];
	const long: Array<[times: number, text: string]> = [
		[4000, 'Grüße 会議 🎉 '],
		[60_000, 'x'],
		[20_000, '<'],
		[15_000, 'a < b '],
		[8000, '[x] '],
	];
	for (const [times, text] of long) {
		const raw = new Repeated(times, text);
		yield ['very long', { description: cell(raw, raw) }];
	}
	yield [
		'very long',
		{ title: cell(new Repeated(60, 'Ein langer Titel '), new Repeated(60, 'Ein langer Titel ')) },
	];
	for (const index of emailForms('').keys())
		yield [
			'email',
			(row) => ({
				...leadCells(row.lead, 'email'),
				email: cell(emailForms(emailOf(row.lead))[index], row.lead),
			}),
		];
	for (const index of phoneForms('').keys())
		yield [
			'phone',
			(row) => ({
				...leadCells(row.lead, 'phone'),
				phone: cell(phoneForms(phoneOf(row.lead))[index], row.lead),
			}),
		];
	yield [
		'several faults',
		{ title: blank(' '), due: bad('31.02.'), start: bad('heute'), confirmed: bad('x') },
	];
	yield ['several faults', { amount: bad('1,5'), minutes: bad('1,5'), priority: blank('') }];
	yield [
		'several faults',
		{ responsible: bad('Ada'), people: bad('Ada'), type: bad('Anruf'), external_id: blank(null) },
	];
	for (let count = 0; count < 10; count += 1) yield ['the same record again', 'again'];
	for (let count = 0; count < 4; count += 1) yield ['the same record, three times', 'twice more'];
}

/** Columns that say which record it is. */
const KEYS: Column[] = ['record', 'guid', 'lead_by', 'lead', 'email', 'phone', 'external_id'];
const keysOf = (row: Row): Partial<Row> => Object.fromEntries(KEYS.map((key) => [key, row[key]]));

interface SheetRow {
	kind: string;
	language: string;
	cells: Row;
}

export function* sheet(): Generator<SheetRow> {
	let number = 0;
	const next = (kind: string, change: Change = {}): SheetRow => {
		const language = at(LANGUAGES, number);
		const row = goodRow(language, number);
		number += 1;
		const other = typeof change === 'function' ? change(row) : change;
		return { kind, language: language[0], cells: { ...row.cells, ...other } };
	};
	for (const [kind, change] of kinds()) {
		if (typeof change !== 'string') {
			yield next(kind, change);
			continue;
		}
		const first = next(kind);
		yield first;
		for (let more = change === 'again' ? 1 : 2; more > 0; more -= 1)
			yield next(kind, {
				...keysOf(first.cells),
				...(more === 2 ? { description: blank(' ') } : {}),
			});
	}
	if (number > ROWS)
		throw new Error(`${number} rows are about something, ${ROWS} is the size of the sheet`);
	while (number < ROWS) yield next('everything right');
}
