'use strict';
/**
 * Two items that differ by a text, which shows afterwards in what the vendor has stored.
 *
 * - `broken`: one of them was cut inside an emoji. The other is carried out all the same, and the
 * broken one too, with the
 *   character that stands for half a one: neither is lost, made twice or sent as it is.
 * - `turns`: both change one record, and the first is kept from it for a while. It is carried out
 * first nevertheless, as the
 *   record has to end as the last item says.
 */
const { attempt, itemsOf } = require('./attempt');
const { filled } = require('./fields');
const { ONE_BY_ONE, IN_BULK, SIDE_BY_SIDE } = require('./ways');
const { tellingOf } = require('./telling');
const { wordsOf } = require('./vendors');

const TEXT = '={{ $json.text }}';
const HALF = 'half \uD83D here';
const MENDED = 'half \uFFFD here';
const WHOLE = 'whole here';
const FIRST = 'said first';
const LAST = 'said last';
const MODES = ['stopWorkflow', 'continueRegularOutput'];
const RETRY_AFTER_S = 0.2;
const SLOW_MS = 300;
const FOR_EVER = 1e9;
const CHANGES = ['update', 'upsert'];

const cell = (row, way, fault, plan, more) => ({
	row,
	way,
	plan,
	onError: MODES[1],
	...more,
	fault: { ...fault, ...more?.fault },
});
const withJson = (item, more) =>
	'json' in item ? { ...item, json: { ...item.json, ...more } } : { ...item, ...more };

/** @returns what was seen, with what the fake has `stored` as text */
async function run({ row, way, onError }, texts, { options, change = {}, arrange } = {}) {
	const { good } = itemsOf(row.entry);
	const items = texts.map(({ text, item }) => withJson(good[item], { text }));
	const parameters = filled({ ...row.text.parameters, ...change }, row.text.field, TEXT, row);
	const look = (fake) => storeOf(fake.vendor.store, wordsOf(row.vendor).journals);
	const seen = await attempt({ ...row, entry: { ...row.entry, parameters } }, way, {
		items,
		onError,
		options,
		arrange,
		look,
	});
	return { ...seen, told: tellingOf(seen, items.length, onError, {}) };
}

/**
 * All that the vendor holds, as text. @param {string[]} journals tables that tell what was asked
 * for, not what there is
 */
function storeOf(store, journals) {
	const plain = (value) =>
		value instanceof Map ? [...value.values()] : value instanceof Set ? [...value] : value;
	return JSON.stringify(
		Object.fromEntries(Object.entries(store).filter(([table]) => !journals.includes(table))),
		(_key, value) => plain(value),
	);
}

function resultOf({ calls, writes, told }, problems, word) {
	const others = told.outcomes.every((outcome) => outcome === 'ok')
		? []
		: [`outcomes: ${JSON.stringify(told.outcomes)}, should be ok`];
	return {
		problems: [...others, ...told.problems, ...problems],
		calls: calls.length,
		counted: false,
		writes,
		kind: 'item',
		word,
	};
}

const holds = (text, store) =>
	store.includes(text) ? [] : [`not stored: ${JSON.stringify(text)}`];
const lacks = (text, store) => (store.includes(text) ? [`stored: ${JSON.stringify(text)}`] : []);
/** What two whole texts make the vendor store. @type {WeakMap<object, Promise<number>>} by row */
const wholes = new WeakMap();
async function recordsOf(one) {
	if (!wholes.has(one.row))
		wholes.set(
			one.row,
			run(one, [
				{ text: MENDED, item: 0 },
				{ text: WHOLE, item: 1 },
			]).then(({ writes }) => writes),
		);
	return await wholes.get(one.row);
}

const broken = {
	cellsOf: (row, way, plan, fault) =>
		row.text === undefined || way === ONE_BY_ONE
			? []
			: MODES.map((onError) => cell(row, way, fault, plan, { onError })),
	async runCell(one) {
		const seen = await run(one, [
			{ text: HALF, item: 0 },
			{ text: WHOLE, item: 1 },
		]);
		const wanted = await recordsOf(one);
		return resultOf(
			seen,
			[
				...holds(MENDED, seen.looked),
				...holds(WHOLE, seen.looked),
				...(seen.writes === wanted ? [] : [`records stored: ${seen.writes}, should be ${wanted}`]),
			],
			'mended',
		);
	},
};

const turns = {
	/** In a bulk call, where the vendor has one, and side by side: there the first is refused for a while, or slow. */
	cellsOf(row, way, plan, fault) {
		const {
			parameters: { operation, options },
			name,
		} = row.entry;
		if (row.text === undefined || way !== ONE_BY_ONE) return [];
		if (!CHANGES.includes(operation) && options?.externalId === undefined) return [];
		const packed =
			row.ways.includes(IN_BULK) && wordsOf(row.vendor).part !== undefined
				? [cell(row, IN_BULK, fault, plan, { fault: { variant: { name: 'in a bulk call' } } })]
				: [];
		return [
			...packed,
			...['limited', 'slow'].map((how) =>
				cell(row, SIDE_BY_SIDE, fault, plan, { how, fault: { variant: { name: how } } }),
			),
		];
	},
	async runCell(one) {
		const {
			row,
			row: { entry, vendor, ways },
			way,
			how,
			plan,
		} = one;
		const first = plan.calls.find(({ write }) => write);
		const isFirst = ({ method, rawUrl }) => first.signature.startsWith(`${method} ${rawUrl} `);
		const { part } = wordsOf(vendor);
		const accidents = {
			limited: (fake) =>
				fake.fault('429', { headers: { 'retry-after': String(RETRY_AFTER_S) }, match: isFirst }),
			slow: (fake) => fake.fault('slow', { milliseconds: SLOW_MS, match: isFirst }),
		};
		const inBulk = (fake) => {
			const [kind, details] = part(fake, first) ?? [];
			if (kind !== undefined) fake.fault(kind, { ...details, times: FOR_EVER });
		};
		const keyed =
			entry.parameters.options?.externalId === undefined
				? {}
				: { options: { ...entry.parameters.options, externalId: 'one and the same' } };
		const seen = await run(
			one,
			[
				{ text: FIRST, item: 0 },
				{ text: LAST, item: 0 },
			],
			{
				change: keyed,
				options: way === SIDE_BY_SIDE && ways.includes(IN_BULK) ? { batching: false } : {},
				arrange: ({ fake }) => (way === IN_BULK ? inBulk(fake) : accidents[how](fake)),
			},
		);
		const records = new Set(seen.storedIds).size;
		const once =
			entry.parameters.options?.externalId === undefined || records === 1
				? []
				: [`${records} records for one External ID`];
		return resultOf(
			seen,
			[...holds(LAST, seen.looked), ...lacks(FIRST, seen.looked), ...once],
			'the last item wins',
		);
	},
};

module.exports = { broken, turns };
