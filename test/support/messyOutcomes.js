'use strict';
/** What has to become of the messy rows at each vendor, and what is not so after a run. */
const { ACTIONS } = require('./descriptions.cts');
const { ROWS, RECORDS } = require('./messyRows');
const { filesOf } = require('./separable.cts');

/**
 * One vendor's part, in `test/support/messy/`.
 * @typedef {object} Part
 * @property {string} node of test/support/fakes.cts
 * @property {boolean} bulk whether its operations can batch
 * @property {object} fakeOptions
 * @property {(credentials: object) => void} [hurry] so that the vendor's pace does not make a test long
 * @property {(fake: object) => void} prepare puts the records there that the rows speak of
 * @property {Record<'create'|'update', {parameters: object, places: Record<string, string[]>, byExternalId?:
 *   boolean}>} operations places: column -> the parameters in which it stands; byExternalId: a record that was made
 *   with the ID is updated
 * @property {(fake: object) => Map<string, object>} stored what the vendor has, by ID, in the words of the columns
 * @property {string} recordIn the column that says which record is updated
 * @property {(record: number) => string} keyOf the ID of a record
 * @property {(fake: object) => string[]} writes IDs of the records that were written, one for each write
 * @property {object} fresh a new record of which nothing was said
 * @property {(want: object, operation: string) => object} meant what a row's values mean here
 */

/** @type {Record<string, Part>} */
const PARTS = filesOf('messy');

const outcomesOf = (vendor, operation) =>
	ROWS.map(({ outcome }) => outcome[`${vendor}_${operation}`]);

const DESCRIPTIONS = new Map(
	Object.values(ACTIONS)
		.map(({ make }) => make().description)
		.map((description) => [description.name, description]),
);

/**
 * Names of the field at a place such as `additionalFields.DEADLINE`, as the form shows them; its entries have
 * a name too.
 */
function labelsAt(part, { parameters }, place) {
	const [name, inner] = place.split('.');
	const { resource, operation } = parameters;
	const found = DESCRIPTIONS.get(part.node).properties.filter(
		({ name: own, displayOptions: { show = {} } = {} }) =>
			own === name &&
			(show.resource ?? [resource]).includes(resource) &&
			(show.operation ?? [operation]).includes(operation),
	);
	const mappedField = parameters[name]?.schema?.find(({ id }) => id === inner);
	if (mappedField !== undefined) return [mappedField.displayName];
	const fields =
		inner === undefined
			? found
			: found.flatMap(({ options }) => options.filter(({ name: own }) => own === inner));
	if (fields.length === 0)
		throw new Error(`${part.node} has no field ${place} in ${resource} ${operation}`);
	return fields.flatMap(({ displayName, options = [] }) => [
		displayName,
		...options.flatMap(({ values = [] }) => values.map((value) => value.displayName)),
	]);
}

const labelsOf = (part, operation, columns) => [
	...new Set(
		columns.flatMap((column) =>
			part.operations[operation].places[column].flatMap((place) =>
				labelsAt(part, part.operations[operation], place),
			),
		),
	),
];

/** Rows that have to be refused, with the labels of which one has to be named. */
function refusedRows(vendor, operation) {
	return outcomesOf(vendor, operation).flatMap(({ made, columns }, index) =>
		made ? [] : [{ index, labels: labelsOf(PARTS[vendor], operation, columns) }],
	);
}

const named = (message, labels) => labels.some((label) => message.includes(`"${label}"`));
const rowAt = (index) => `row ${ROWS[index].number} (${ROWS[index].kind})`;

/**
 * @param {Array<{ok: true, id: unknown} | {ok: false, message: string} | undefined>} outcomes one for each row
 * @returns {string[]} rows that did not end as the file says
 */
function wrongOutcomes(vendor, operation, outcomes) {
	const refused = new Map(
		refusedRows(vendor, operation).map(({ index, labels }) => [index, labels]),
	);
	return ROWS.flatMap((_row, index) => {
		const outcome = outcomes[index];
		const labels = refused.get(index);
		if (outcome === undefined) return [`${rowAt(index)}: no outcome`];
		if (labels === undefined)
			return outcome.ok ? [] : [`${rowAt(index)}: has to be made, but: ${outcome.message}`];
		if (outcome.ok)
			return [`${rowAt(index)}: has to be refused for ${labels.join(' or ')}, but was made`];
		return named(outcome.message, labels)
			? []
			: [`${rowAt(index)}: has to name ${labels.join(' or ')}, but: ${outcome.message}`];
	});
}

/** What each record has to be after all rows that are made, in their order; the last one that says something wins. */
function wantedRecords(vendor, operation, before) {
	const { operations, fresh, meant, keyOf, recordIn } = PARTS[vendor];
	const records = new Map(
		operation === 'update'
			? RECORDS.map((record) => [keyOf(record), { rows: [], wanted: before.get(keyOf(record)) }])
			: [],
	);
	for (const [index, { made }] of outcomesOf(vendor, operation).entries()) {
		if (!made) continue;
		const { want } = ROWS[index];
		const key =
			operation === 'update'
				? keyOf(want[recordIn])
				: operations.create.byExternalId === true
					? want.external_id
					: `row ${index}`;
		const { rows, wanted } = records.get(key) ?? { rows: [], wanted: fresh };
		const said = Object.entries(meant(want, operation)).filter(
			([column, value]) => Object.hasOwn(fresh, column) && value !== undefined,
		);
		records.set(key, {
			rows: [...rows, index],
			wanted: { ...wanted, ...Object.fromEntries(said) },
		});
	}
	return records;
}

/** Blanks that HTML would fold are written as ones that it does not. */
const ENTITIES = {
	amp: '&',
	lt: '<',
	gt: '>',
	quot: '"',
	'#39': "'",
	'#9': '\t',
	apos: "'",
	nbsp: ' ',
};
const asRead = (html) =>
	html
		.replace(/<br\s*\/?>/gi, '\n')
		.replace(/&(amp|lt|gt|quot|#39|#9|apos|nbsp);/g, (_all, name) => ENTITIES[name]);

/** A description may stand as it came, or as HTML where the vendor keeps that: whoever reads it sees the same. */
function sameText(stored, wanted) {
	if (stored === wanted) return true;
	if (typeof stored !== 'string') return false;
	const paragraph = /^<p>([\s\S]*)<\/p>\s*$/.exec(stored)?.[1] ?? stored;
	const plain = (text) => text.replaceAll('\r\n', '\n').replaceAll('\u00a0', ' ');
	return [paragraph, stored].some((one) => plain(asRead(one)) === plain(wanted));
}

const same = (column, stored, wanted) =>
	column === 'description'
		? sameText(stored, wanted)
		: JSON.stringify(stored) === JSON.stringify(wanted);
const short = (value) => (JSON.stringify(value) ?? 'nothing').slice(0, 80);

/**
 * @param {Map<string, object>} before what `stored` said before the run
 * @param {Array<{ok: boolean, id?: unknown}>} outcomes
 * @returns {string[]} what the vendor has and should not have, or lacks
 */
function wrongRecords(vendor, operation, { fake, before, outcomes }) {
	const part = PARTS[vendor];
	const after = part.stored(fake);
	const wrong = [];
	const ids = new Map();
	for (const [key, { rows, wanted }] of wantedRecords(vendor, operation, before)) {
		const place = rows.length === 0 ? `record ${key}` : rows.map(rowAt).join(' and ');
		// A row that failed is among the wrong outcomes.
		if (rows.some((index) => outcomes[index]?.ok !== true)) continue;
		const id = operation === 'update' ? key : String(outcomes[rows[0]].id);
		if (operation === 'create' && rows.some((index) => String(outcomes[index].id) !== id))
			wrong.push(`${place}: have to be one record`);
		if (ids.has(id)) wrong.push(`${place}: the same record as ${ids.get(id)}`);
		ids.set(id, place);
		const record = after.get(id);
		const other =
			record === undefined
				? ['nothing is stored']
				: Object.entries(wanted)
						.filter(([column, value]) => !same(column, record[column], value))
						.map(([column, value]) => `${column} is ${short(record[column])}, not ${short(value)}`);
		if (other.length > 0) wrong.push(`${place}: ${other.join('; ')}`);
	}
	const strangers = [...after.keys()].filter((id) => !before.has(id) && !ids.has(id));
	if (strangers.length > 0) wrong.push(`${strangers.length} records that belong to no row`);
	const writes = part.writes(fake).length;
	const made = outcomesOf(vendor, operation).filter((outcome) => outcome.made).length;
	if (writes !== made) wrong.push(`${writes} writes for ${made} rows that have to be made`);
	return wrong;
}

const LISTED = 20;

/**
 * What the error of a stopped run does not tell of the rows at fault: the first twenty by number and reason,
 * and how many there are beside. @returns {string[]}
 */
function untold(text, refused) {
	const missing = refused
		.slice(0, LISTED)
		.filter(
			({ index, labels }) =>
				!labels.some((label) =>
					new RegExp(
						`(?<!\\d)${index}(?!\\d)[^\\n]{0,60}"${label.replace(/[^\w ]/g, '\\$&')}"`,
					).test(text),
				),
		);
	const more = refused.length - LISTED;
	return [
		...missing.map(({ index, labels }) => `item ${index} with ${labels.join(' or ')}`),
		...(more > 0 && !new RegExp(`(?<!\\d)${more}(?!\\d)`).test(text) ? [`${more} more`] : []),
	];
}

/** Whether a call of any fake looks a person up, or reads what that takes. */
const isLookUp = ({ rawUrl, wrote }) =>
	wrote.length === 0 &&
	/\/user\.get$|\/crm\.duplicate\.findbycomm$|get(?:User|Contact|Company)List|\/v1\/users|\/v1\/crm\/(?:contacts|activities)\?/.test(
		rawUrl,
	);

module.exports = { PARTS, isLookUp, outcomesOf, refusedRows, untold, wrongOutcomes, wrongRecords };
