'use strict';
/**
 * What a blank means where it stands. Each field of each operation gets five of them by an expression, in a run of its
 * own: a column that is not there, null, an empty text, white space, a space that does not break.
 *
 * - A new record: it is not sent, as if the field had not been filled in. A change: that field
 * stays as it is, likewise.
 * - Filters, conditions, periods, drop-downs, an External ID, and whatever reads, deletes or
 * changes a state: an error that
 *   names the field, and nothing is sent. So it is where a form without that field is refused.
 * - Options of a run take no expression at all.
 */
const { attempt, itemsOf } = require('./attempt');
const { filled, without, WRITES_FIELDS } = require('./fields');
const { signatureOf } = require('./plan');
const { tellingOf } = require('./telling');

const BLANKS = [
	['undefined', undefined],
	['null', null],
	['an empty text', ''],
	['white space', ' \t\n'],
	['a non-breaking space', '\u00A0'],
];
const BLANK = '={{ $json.blank }}';
const MODE = 'continueRegularOutput';
/** @see attempt.js */
const OF_THE_MATRIX = ['batchItems', 'parallel', 'maxWait'];
const LONGEST = 300;

/**
 * Whether the form shows a field or not is for each item to say: then the value of one that is
 * hidden does not matter.
 */
function isHiddenByItem({ top }, base) {
	const { show, hide } = top?.displayOptions ?? {};
	return Object.keys({ ...show, ...hide }).some((name) =>
		/^=/.test(base?.parameters?.[name] ?? ''),
	);
}

/** The cells of a row: one for each field, and one for the options of the run. */
function cellsOf(row, way, plan, fault) {
	if (way !== row.ways[0]) return [];
	const own = row.fields.filter(({ field, base }) => !field.ofRun && !isHiddenByItem(field, base));
	const ofRun = row.fields.filter(({ field }) => field.ofRun);
	const cell = (name, more) => ({
		row,
		way,
		fault: { ...fault, variant: { name } },
		onError: MODE,
		plan,
		...more,
	});
	return [
		...own.map((one) => cell(one.field.place, { tried: [one] })),
		...(ofRun.length === 0 ? [] : [cell('options of the run', { tried: ofRun })]),
	];
}

/** @returns as runCell of cell.js */
async function runCell(cell) {
	const {
		row: { entry },
		tried: [{ field, base }],
	} = cell;
	if (base === undefined)
		return told(['no entry shows this field: add a form to test/faults/bases.js that does']);
	if (field.ofRun) return await options(cell);
	const items = BLANKS.map(([, blank]) =>
		withJson(itemsOf(entry).good[0], { ...base.item, ...(blank === undefined ? {} : { blank }) }),
	);
	return mustBeGiven(field, entry, base.parameters)
		? await refused(cell, items)
		: await leftOut(cell, items);
}

const told = (problems, seen = { calls: [], writes: 0 }, word = 'error') => ({
	problems,
	calls: seen.calls.length,
	counted: true,
	writes: seen.writes,
	kind: 'item',
	word,
});

/** Like an entry's item: its JSON, or its JSON and its files. */
function withJson(item, more) {
	return 'json' in item ? { ...item, json: { ...item.json, ...more } } : { ...item, ...more };
}

/** Options of a write that may come blank; on all others something depends. */
const NOTHING_DEPENDS = ['processFilesAsync'];

/** Free only where a person of the portable activity is found, and here nobody is. */
const PICKED_OR_MATCHED = ['companyId', 'contactId', 'lead'];

/** How a series of events goes on: without one of them it would have more events, or others. */
const OF_A_SERIES = ['repeatCount', 'repeatDays', 'repeatInterval'];

function mustBeGiven(
	{ property: { name, type, required, options }, path },
	{ effect, parameters: { operation } },
	{ valuesFrom },
) {
	// A command of a batch without a name is one that nothing refers to.
	if (operation === 'batch' && name === 'name') return false;
	if (effect === 'read' || !WRITES_FIELDS.includes(operation)) return true;
	if (path[0] === 'options' || path[0] === 'batching') return !NOTHING_DEPENDS.includes(name);
	return (
		required === true ||
		OF_A_SERIES.includes(name) ||
		(valuesFrom === 'portable' && path.length === 1 && PICKED_OR_MATCHED.includes(name)) ||
		name === 'portableActivity' ||
		(type === 'options' && !hasEmptyChoice(options))
	);
}

/** A drop-down with a choice that is an empty text may take a blank for that choice, or refuse it. */
const hasEmptyChoice = (options = []) => options.some(({ value }) => value === '');

/** What n8n fills in for a field that was never touched is sent, so that a blank may send less. */
const isSentUntouched = ({ property: { type, default: usual }, path }) =>
	type !== 'options' && path.length === 1 && usual === true;

async function run({ row, way, onError }, base, parameters, items) {
	const entry = { ...row.entry, parameters };
	const seen = await attempt({ ...row, entry }, way, { items, onError });
	return {
		...seen,
		...tellingOf(seen, items.length, onError, {}),
		errors: seen.output.filter(({ json }) => json.error !== undefined),
	};
}

/** Every one of them is an error that names the field. */
async function refused(cell, items) {
	const {
		row,
		tried: [{ field, base }],
	} = cell;
	const seen = await run(cell, base, filled(base.parameters, field, BLANK, row), items);
	const each = seen.outcomes.map((outcome, item) =>
		outcome !== 'no' ? `${outcome}, should be refused` : naming(field, seen, item),
	);
	return told([...perBlank(each), ...seen.problems, ...sent(seen)], seen);
}

const errorOf = ({ errors }, item) =>
	errors.find(({ pairedItem }) => pairedItem.item === item)?.json.error ?? '';
const names = ({ labels }, text) =>
	labels.some((label) => text.includes(`"${label}"`) || text.includes(`"${label} of `));
const naming = (field, seen, item) =>
	names(field, errorOf(seen, item))
		? undefined
		: `does not name "${field.labels[0]}": ${errorOf(seen, item)}`;
const sent = ({ calls, writes }) => [
	...(calls.length === 0 ? [] : [`${calls.length} calls, should be none`]),
	...(writes === 0 ? [] : [`${writes} records stored, should be none`]),
];

/** Problems of the items, in words: those that are alike once. */
function perBlank(each) {
	const found = new Map();
	for (const [item, problem] of each.entries())
		if (problem !== undefined) found.set(problem, [...(found.get(problem) ?? []), BLANKS[item][0]]);
	return [...found].map(([problem, blanks]) => `${blanks.join(', ')}: ${problem}`);
}

/**
 * By row and parameters: runs of the same form without the field, which many fields share. @type
 * {WeakMap<object, Map<string, Promise<object>>>}
 */
const references = new WeakMap();

function reference(cell, base, parameters, items) {
	const { row } = cell;
	if (!references.has(row)) references.set(row, new Map());
	const key = JSON.stringify([parameters, items]);
	if (!references.get(row).has(key))
		references.get(row).set(key, run(cell, base, parameters, items));
	return references.get(row).get(key);
}

/** All is as if the field had not been filled in. */
async function leftOut(cell, items) {
	const {
		row,
		tried: [{ field, base }],
	} = cell;
	const seen = await run(cell, base, filled(base.parameters, field, BLANK, row), items);
	const should = await reference(cell, base, without(base.parameters, field, row), items);
	const refusal = should.outcomes.every((outcome) => outcome === 'no') && should.calls.length === 0;
	const mayRefuse = field.property.type === 'options' && hasEmptyChoice(field.property.options);
	const each = seen.outcomes.map((outcome, item) => {
		if (mayRefuse && outcome === 'no' && naming(field, seen, item) === undefined) return undefined;
		if (outcome !== should.outcomes[item])
			return `${outcome}, without the field ${should.outcomes[item]}: ${errorOf(seen, item)}`;
		return refusal && names(field, errorOf(should, item)) ? naming(field, seen, item) : undefined;
	});
	return told(
		[
			...perBlank(each),
			...seen.problems,
			...(refusal
				? sent(seen)
				: mayRefuse || isSentUntouched(field)
					? []
					: otherCalls(seen, should)),
		],
		seen,
		refusal ? 'error' : 'left out',
	);
}

/** The first call that is another one than without the field. */
function otherCalls(seen, should) {
	const [is, wanted] = [seen, should].map(({ calls }) => calls.map(signatureOf));
	const first = [...Array(Math.max(is.length, wanted.length)).keys()].find(
		(place) => is[place] !== wanted[place],
	);
	if (first === undefined) return [];
	const shown = (call = 'nothing') => decoded(call).slice(0, LONGEST);
	return [
		`call ${first + 1} of ${is.length}: ${shown(is[first])}`,
		`without the field, of ${wanted.length}: ${shown(wanted[first])}`,
	];
}

function decoded(text) {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}

/** The editor offers no expression for them, and one that is there all the same is refused. */
async function options(cell) {
	const {
		row,
		row: { entry },
		tried,
	} = cell;
	const open = tried
		.filter(({ field }) => field.property.noDataExpression !== true)
		.map(({ field }) => `"${field.labels[0]}" takes an expression in the editor`);
	// Those that the matrix sets itself would only be set by it again.
	const free = tried.filter(({ field }) => !OF_THE_MATRIX.includes(field.property.name));
	const { field, base } = free[entry.name.length % free.length];
	const items = [withJson(itemsOf(entry).good[0], base.item ?? {})];
	const expression = `={{ ${JSON.stringify(field.property.default)} }}`;
	const seen = await run(cell, base, filled(base.parameters, field, expression, row), items);
	const outcome =
		seen.outcomes[0] === 'no'
			? naming(field, seen, 0)
			: `"${field.labels[0]}" with an expression: ${seen.outcomes[0]}, should be refused`;
	return told(
		[...open, ...(outcome === undefined ? [] : [outcome]), ...seen.problems, ...sent(seen)],
		seen,
	);
}

module.exports = { cellsOf, runCell };
