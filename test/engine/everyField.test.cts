/**
 * One reading of values for every field of every operation, read off the built forms: what is of another kind is
 * refused by label and value before anything is sent; a day is its first moment or its last second; a blank that is to
 * clear clears, or the error says that it can't.
 */
import { attempt, itemsOf } from '../faults/attempt.js';
import { MAPPED } from '../faults/bases.js';
import { filled } from '../faults/fields.js';
import { signatureOf } from '../faults/plan.js';
import { allRows } from '../faults/rows.js';
import { tellingOf } from '../faults/telling.js';
import { ONE_BY_ONE } from '../faults/ways.js';
import { mapped } from '../support/mapped.cts';

jest.setTimeout(300_000);

interface Property {
	readonly name: string;
	readonly displayName: string;
	readonly type: string;
	readonly hint?: string;
	readonly options?: ReadonlyArray<{ readonly value?: unknown }>;
	readonly displayOptions?: { readonly show?: Readonly<Record<string, unknown>> };
}
interface Field {
	readonly place: string;
	readonly path: ReadonlyArray<string | number>;
	readonly labels: readonly string[];
	readonly property: Property;
	readonly top: Property;
	readonly ofRun: boolean;
}
type Parameters = Readonly<Record<string, unknown>>;
interface Tried {
	readonly field: Field;
	readonly base?: { readonly parameters: Parameters; readonly item?: object };
}
interface Entry {
	readonly name: string;
	readonly effect?: string;
	readonly parameters: Parameters;
	readonly items?: readonly object[];
	readonly allGood?: boolean;
}
interface Row {
	readonly node: 'bitrix24' | 'deskera' | 'ivvy' | 'leadSquared';
	readonly vendor: string;
	readonly entry: Entry;
	readonly fields: readonly Tried[];
}
interface Seen {
	readonly calls: ReadonlyArray<{
		readonly method: string;
		readonly rawUrl: string;
		readonly text: string;
	}>;
	readonly writes: number;
	readonly output: ReadonlyArray<{
		readonly json: Readonly<Record<string, unknown>>;
		readonly pairedItem: { readonly item: number };
	}>;
}

const NODES = ['bitrix24', 'deskera', 'ivvy', 'leadSquared'];
const CONTINUE = 'continueRegularOutput';

let rows: Row[];
beforeAll(async () => {
	rows = (await allRows()) as Row[];
});

/**
 * Whether a field is shown is for each item to say where an expression decides it, or a drop-down is left to the
 * portable activity; then its value may not matter.
 */
function isHiddenByItem({ field: { top }, base }: Tried): boolean {
	const show = top.displayOptions?.show ?? {};
	return Object.keys(show).some((name) => {
		const chosen = base?.parameters[name];
		return chosen === '' || String(chosen ?? '').startsWith('=');
	});
}

/** Each field with the row that shows it. */
function fieldsOf(
	node: string,
): Array<{ row: Row; field: Field; base: NonNullable<Tried['base']> }> {
	return rows
		.filter((row) => row.node === node)
		.flatMap((row) =>
			row.fields.flatMap((tried) => {
				const { field, base } = tried;
				if (base === undefined || field.ofRun || isHiddenByItem(tried)) return [];
				return [{ row, field, base }];
			}),
		);
}

/** As many runs side by side as keep a processor busy. */
async function each<T>(all: readonly T[], run: (one: T) => Promise<string[]>): Promise<string[]> {
	const problems: string[] = [];
	for (let from = 0; from < all.length; from += 8)
		problems.push(...(await Promise.all(all.slice(from, from + 8).map(run))).flat());
	return problems;
}

async function sent(row: Row, parameters: Parameters, item: object, count = 1): Promise<Seen> {
	const [good] = itemsOf({ items: row.entry.items, allGood: row.entry.allGood }).good as [object];
	const whole =
		'json' in good
			? { ...good, json: { ...(good.json as object), ...item } }
			: { ...good, ...item };
	const seen: unknown = await attempt({ ...row, entry: { ...row.entry, parameters } }, ONE_BY_ONE, {
		items: Array.from({ length: count }, () => whole),
		onError: CONTINUE,
	});
	return seen as Seen;
}

const outcomesOf = (seen: Seen, count = 1): string[] =>
	tellingOf(seen, count, CONTINUE, {}).outcomes;

function errorOf({ output }: Seen, index: number): string {
	return String(output.find(({ pairedItem: { item } }) => item === index)?.json.error ?? '');
}

const names = ({ labels }: Field, text: string): boolean =>
	labels.some((label) => text.includes(`"${label}"`) || text.includes(`"${label} of `));

const NOT_COMPUTED = ['NaN', 'new Date(NaN)', 'DateTime.fromISO("none")'];
const OBJECTS = ['({ a: 1 })', '[{ a: 1 }]'];
const NUMBERS = [
	'"1.234,50"',
	'"1 234"',
	'"1,234"',
	'"5 €"',
	'"abc"',
	'"1e3"',
	'"٣"',
	'true',
	'[1, 2]',
	'Infinity',
];
const FLAGS = ['"ja"', '"да"', '"maybe"', '"on"', '"wahr"', '2', '"2"', '[true]'];
const DATES = [
	'"31.12.2026"',
	'"12/31/26"',
	'"2026-02-30"',
	'"2026-13-01"',
	'"20261201"',
	'"2026"',
	'2026',
	'5',
	'"46357,5"',
	'"10:00"',
	'"tomorrow"',
	'true',
	'["2026-12-01"]',
];
const WORDS_FOR_NOTHING = ['"null"', '"N/A"', '"-"', '"#N/A"'];
const CHOICES = ['"no such choice"', '"__proto__"', '"constructor"', '"toString"', '["x", "y"]'];

/** What a field of a type can't hold, as JavaScript, one for each item of a run. */
const WRONG: Readonly<Record<string, readonly string[]>> = {
	number: [...NUMBERS, ...OBJECTS, ...NOT_COMPUTED, ...WORDS_FOR_NOTHING],
	boolean: [...FLAGS, ...OBJECTS, ...NOT_COMPUTED, ...WORDS_FOR_NOTHING],
	dateTime: [...DATES, ...OBJECTS, ...NOT_COMPUTED, ...WORDS_FOR_NOTHING],
	options: [...CHOICES, ...OBJECTS, ...NOT_COMPUTED, ...WORDS_FOR_NOTHING],
	string: [...OBJECTS, ...NOT_COMPUTED],
	multiOptions: [...OBJECTS, ...NOT_COMPUTED, `'["a","b"'`],
	resourceLocator: [...OBJECTS, ...NOT_COMPUTED],
	json: [`'{"a":'`, '"text"', '5', 'true', ...NOT_COMPUTED],
};
const NO_FILES = ['"constructor"', '"__proto__"', '"no such field"'];

/** The types of the vendor's own fields that are read as something else than text. */
const OF_MAPPERS = ['boolean', 'dateTime', 'number'];

/** What the vendor's own field is called in a row beside its value (faults/bases.js). */
const NAMED_BESIDE: Readonly<Record<string, string>> = {
	'additionalFields.customFields.values.value': 'mx_Custom_1',
	'updateFields.customFields.values.value': 'mx_Custom_1',
};
/** Not told for itself: its row has nobody in it. */
const WITHOUT_ITS_ROW = ['additionalFields.moreRecipients.values.email'];

const isOfFiles = ({ property: { type, hint = '' } }: Field): boolean =>
	type === 'string' && hint.includes('binary field');

interface Trial {
	readonly name: string;
	readonly row: Row;
	readonly field: Field;
	readonly values: readonly string[];
	/** With an expression in the field. */
	readonly parameters: (expression: string) => Parameters;
	readonly item: object;
}

function trialsOf(node: string): Trial[] {
	return fieldsOf(node).flatMap(({ row, field, base }) => {
		const name = `${row.entry.name}: ${field.place}`;
		if (WITHOUT_ITS_ROW.includes(field.place)) return [];
		const labels = [...field.labels, NAMED_BESIDE[field.place] ?? ''];
		const common = { row, field: { ...field, labels }, item: base.item ?? {} };
		if (field.property.type === 'resourceMapper')
			return OF_MAPPERS.map((type): Trial => {
				const own = MAPPED[row.node as keyof typeof MAPPED];
				const put = (expression: string) => ({
					...base.parameters,
					[field.property.name]: mapped({ [own]: expression }, { [own]: type }),
				});
				const ofMapper = [own, ...field.labels];
				const values = WRONG[type] ?? [];
				return {
					...common,
					name: `${name} (${type})`,
					field: { ...field, labels: ofMapper },
					values,
					parameters: put,
				};
			});
		const values = [...(WRONG[field.property.type] ?? []), ...(isOfFiles(field) ? NO_FILES : [])];
		const parameters = (expression: string): Parameters =>
			filled(base.parameters, field, expression, row);
		return [{ ...common, name, values, parameters }];
	});
}

const asText = (value: string): string => /^(["'])(.*)\1$/.exec(value)?.[2] ?? '';

describe.each(NODES)('%s: what is of another kind', (node) => {
	it('is refused by the name of the field and its value, and nothing is sent', async () => {
		const trials = trialsOf(node).filter(({ values }) => values.length > 0);
		expect(trials.length).toBeGreaterThan(50);
		const wrong = await each(trials, async ({ name, row, field, values, parameters, item }) => {
			const expression = `={{ [${values.join(', ')}][$itemIndex] }}`;
			const seen = await sent(row, parameters(expression), item, values.length);
			const outcomes = outcomesOf(seen, values.length);
			const each = values.flatMap((value, index) => {
				const error = errorOf(seen, index);
				if (outcomes[index] !== 'no') return [`${name} = ${value}: ${outcomes[index]}`];
				const text = asText(value).replace(/"/g, '\\"');
				const isOfItem =
					error.includes(`"${text}"`) || error === '"Files" needs a "Drive" to store them in';
				const isNamed = names(field, error) || (isOfFiles(field) && isOfItem);
				if (!isNamed) return [`${name} = ${value} does not name the field: ${error}`];
				const isShown =
					text === '' || isOfFiles(field) || field.property.type === 'json' || error.includes(text);
				return isShown ? [] : [`${name} = ${value} does not show the value: ${error}`];
			});
			const calls = seen.calls.length === 0 ? [] : [`${name}: ${seen.calls.length} calls`];
			return [...each, ...calls];
		});
		expect(wrong).toEqual([]);
	});
});

/** None that a form holds beside them comes before or after both. */
const DAYS = ['2026-12-01', '2027-03-15', '2025-03-17'];
const LAST = /\b(?:before|due|end|to|last known change)\b/i;
const FIRST = /\b(?:after|from|start)\b/i;
/** Days that are applied here, asked for by name, in pairs, or read by the kind of task: they have tests of their own. */
const TOLD_ELSEWHERE = [
	/^deskera activity (?:getMany: filters\.due|update: options\.knownSince)/,
	/^leadSquared task (?:getMany: (?:from|to)|(?:create|update): \w+\.due)$/,
	/^bitrix24 calendarEvent (?:getMany: filters\.(?:from|to)|update: updateFields\.(?:end|start))$/,
	/^bitrix24 task (?:create|update): \w+\.(?:END|START)_DATE_PLAN$/,
];

describe.each(NODES)('%s: a day', (node) => {
	it('is its first moment where something starts, and its last second where it ends', async () => {
		const fields = fieldsOf(node).filter(({ field: { property } }) => property.type === 'dateTime');
		expect(fields.length).toBeGreaterThan(3);
		const wrong = await each(fields, async ({ row, field, base }) => {
			const name = `${row.entry.name}: ${field.place}`;
			if (TOLD_ELSEWHERE.some((one) => one.test(name))) return [];
			const with_ = async (value: string) => {
				const seen = await sent(row, filled(base.parameters, field, value, row), base.item ?? {});
				return { seen, calls: JSON.stringify(seen.calls.map((call) => signatureOf(call))) };
			};
			for (const day of DAYS) {
				const [whole, first, last] = [
					await with_(day),
					await with_(`${day}T00:00:00`),
					await with_(`${day}T23:59:59`),
				];
				// A list may be empty.
				if (!['ok', 'none'].includes(outcomesOf(whole.seen)[0] ?? '')) continue;
				const is = [first.calls === whole.calls, last.calls === whole.calls];
				const [label = ''] = field.labels;
				const isLast = LAST.test(label) && !FIRST.test(label);
				return JSON.stringify(is) === JSON.stringify([!isLast, isLast])
					? []
					: [`${name} "${label}": first moment ${is[0]}, last second ${is[1]}`];
			}
			return [`${name}: no day is taken: ${errorOf((await with_(DAYS[0] ?? '')).seen, 0)}`];
		});
		expect(wrong).toEqual([]);
	});
});

/** Says who is who, and is no field of the record. */
const NO_FIELD = ['peopleTable'];
/** That an update takes it is unverified (docs/vendor-notes.md): the fake vendor refuses it unless told otherwise. */
const UNVERIFIED = ['leadSquared task update: updateFields.Location'];

const offersToClear = ({ node, entry: { parameters } }: Row): boolean =>
	rows.some(
		(row) =>
			row.node === node &&
			row.entry.parameters.resource === parameters.resource &&
			row.entry.parameters.operation === parameters.operation &&
			row.fields.some(({ field }) => field.property.name === 'blankValues'),
	);

describe.each(NODES)(
	'%s: a blank in an update, with Blank Values set to Clear the Field',
	(node) => {
		it('clears the field, or the error says that it can not', async () => {
			const fields = fieldsOf(node).filter(
				({ row, field }) =>
					row.entry.parameters.operation === 'update' &&
					offersToClear(row) &&
					field.path[0] !== 'options' &&
					!NO_FIELD.includes(field.place) &&
					!UNVERIFIED.includes(`${row.entry.name}: ${field.place}`) &&
					!field.path.includes(0),
			);
			expect(fields.length).toBeGreaterThan(3);
			const wrong = await each(fields, async ({ row, field, base }) => {
				const name = `${row.entry.name}: ${field.place}`;
				const with_ = async (blankValues: string) => {
					const form = filled(base.parameters, field, '={{ null }}', row) as Parameters;
					const options = { ...(form.options as object | undefined), blankValues };
					return await sent(row, { ...form, options }, base.item ?? {});
				};
				const [cleared, left] = [await with_('clear'), await with_('unchanged')];
				const error = errorOf(cleared, 0);
				if (outcomesOf(cleared)[0] === 'no')
					return names(field, error) ? [] : [`${name} does not name the field: ${error}`];
				const calls = (seen: Seen) => JSON.stringify(seen.calls.map((call) => signatureOf(call)));
				if (outcomesOf(cleared)[0] !== 'ok') return [`${name}: ${outcomesOf(cleared)[0]}`];
				return calls(cleared) === calls(left) ? [`${name}: nothing is cleared, and no error`] : [];
			});
			expect(wrong).toEqual([]);
		});
	},
);
