/** What has to become of the messy rows at each vendor, and what is not so after a run. */
import type { INodeProperties, ResourceMapperField } from 'n8n-workflow';
import type { RecordedCall } from '../vendors/server.cts';
import { ACTIONS } from './descriptions.cts';
import type { AnyVendor } from './fakes.cts';
import { type Outcome, RECORDS, ROWS, type Wanted } from './messyRows.cts';
import type { Row } from './row.cts';
import { filesOf } from './separable.cts';
import { there } from './there.cts';

export type Action = 'create' | 'update';

interface Form {
	readonly parameters: Row & { readonly resource: string; readonly operation: string };
	/** column -> the parameters in which it stands */
	readonly places: Readonly<Record<string, string[]>>;
	/** A record that was made with the ID is updated. */
	readonly byExternalId?: boolean;
}

/** One vendor's part, in `test/support/messy/`. */
export interface Part<Vendor = AnyVendor> {
	/** of test/support/fakes.cts */
	readonly node: string;
	/** Whether its operations can batch. */
	readonly bulk: boolean;
	readonly fakeOptions: object;
	/** So that the vendor's pace does not make a test long. */
	hurry?(credentials: object): void;
	/** Puts the records there that the rows speak of. */
	prepare(fake: { readonly vendor: Vendor }): void;
	readonly operations: Readonly<Record<Action, Form>>;
	/** What the vendor has, by ID, in the words of the columns. */
	stored(fake: { readonly vendor: Vendor }): Map<string, Row>;
	/** The column that says which record is updated. */
	readonly recordIn: 'guid' | 'record';
	/** The ID of a record. */
	keyOf(record: number): string;
	/** IDs of the records that were written, one for each write. */
	writes(fake: { readonly vendor: Vendor }): string[];
	/** A new record of which nothing was said. */
	readonly fresh: Row;
	/** What a row's values mean here. */
	meant(want: Wanted, operation: Action): Row;
	/** A form with nothing in it but the start, for tests about times. */
	readonly starts: {
		readonly place: string;
		readonly column: string;
		parameters(start: string): Row;
	};
}

export const PARTS = filesOf<Readonly<Record<string, Part>>>('messy');
const partOf = (vendor: string): Part => there(PARTS[vendor]);

/** How a row ended; undefined where it has no outcome. */
export type Ended =
	| { readonly ok: true; readonly id: unknown }
	| { readonly ok: false; readonly message: string }
	| undefined;

/** A row that has to be refused, and the labels of which one has to be named. */
interface Refused {
	readonly index: number;
	readonly labels: string[];
}

export const outcomesOf = (vendor: string, operation: Action): Outcome[] =>
	ROWS.map(({ outcome }) => there(outcome[`${vendor}_${operation}`]));

const DESCRIPTIONS = new Map(
	Object.values(ACTIONS)
		.map(({ make }) => make().description)
		.map((description) => [description.name, description]),
);

/**
 * Names of the field at a place such as `additionalFields.DEADLINE`, as the form shows them; its entries have
 * a name too.
 */
function labelsAt(part: Part, { parameters }: Form, place: string): string[] {
	const [name = '', inner] = place.split('.');
	const { resource, operation } = parameters;
	const found = there(DESCRIPTIONS.get(part.node)).properties.filter(
		({ name: own, displayOptions: { show = {} } = {} }) =>
			own === name &&
			(show.resource ?? [resource]).includes(resource) &&
			(show.operation ?? [operation]).includes(operation),
	);
	const { schema } = (parameters[name] ?? {}) as { schema?: ResourceMapperField[] };
	const mappedField = schema?.find(({ id }) => id === inner);
	if (mappedField !== undefined) return [mappedField.displayName];
	const fields =
		inner === undefined
			? found
			: found.flatMap(({ options = [] }) =>
					(options as INodeProperties[]).filter(({ name: own }) => own === inner),
				);
	if (fields.length === 0)
		throw new Error(`${part.node} has no field ${place} in ${resource} ${operation}`);
	return fields.flatMap(({ displayName, options = [] }) => [
		displayName,
		...options.flatMap((option) =>
			'values' in option ? option.values.map((value) => value.displayName) : [],
		),
	]);
}

const labelsOf = (part: Part, operation: Action, columns: readonly string[]): string[] => [
	...new Set(
		columns.flatMap((column) =>
			there(part.operations[operation].places[column]).flatMap((place) =>
				labelsAt(part, part.operations[operation], place),
			),
		),
	),
];

/** Rows that have to be refused, with the labels of which one has to be named. */
export function refusedRows(vendor: string, operation: Action): Refused[] {
	return outcomesOf(vendor, operation).flatMap(({ made, columns = [] }, index) =>
		made ? [] : [{ index, labels: labelsOf(partOf(vendor), operation, columns) }],
	);
}

const named = (message: string, labels: readonly string[]) =>
	labels.some((label) => message.includes(`"${label}"`));
function rowAt(index: number): string {
	const { number, kind } = there(ROWS[index]);
	return `row ${number} (${kind})`;
}

/**
 * @param outcomes one for each row
 * @returns rows that did not end as the file says
 */
export function wrongOutcomes(
	vendor: string,
	operation: Action,
	outcomes: readonly Ended[],
): string[] {
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
function wantedRecords(
	vendor: string,
	operation: Action,
	before: ReadonlyMap<string, Row>,
): Map<string, { rows: number[]; wanted: Row }> {
	const { operations, fresh, meant, keyOf, recordIn } = partOf(vendor);
	const records = new Map<string, { rows: number[]; wanted: Row }>();
	if (operation === 'update')
		for (const record of RECORDS)
			records.set(keyOf(record), { rows: [], wanted: there(before.get(keyOf(record))) });
	for (const [index, { made }] of outcomesOf(vendor, operation).entries()) {
		if (!made) continue;
		const { want } = there(ROWS[index]);
		const key =
			operation === 'update'
				? keyOf(there(want[recordIn]))
				: operations.create.byExternalId === true
					? String(want.external_id)
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
const ENTITIES: Readonly<Record<string, string>> = {
	amp: '&',
	lt: '<',
	gt: '>',
	quot: '"',
	'#39': "'",
	'#9': '\t',
	apos: "'",
	nbsp: ' ',
};
const asRead = (html: string): string =>
	html
		.replace(/<br\s*\/?>/gi, '\n')
		.replace(/&(amp|lt|gt|quot|#39|#9|apos|nbsp);/g, (_all, name: string) => there(ENTITIES[name]));

/** A description may stand as it came, or as HTML where the vendor keeps that: whoever reads it sees the same. */
function sameText(stored: unknown, wanted: unknown): boolean {
	if (stored === wanted) return true;
	if (typeof stored !== 'string' || typeof wanted !== 'string') return false;
	const paragraph = /^<p>([\s\S]*)<\/p>\s*$/.exec(stored)?.[1] ?? stored;
	const plain = (text: string) => text.replaceAll('\r\n', '\n').replaceAll('\u00a0', ' ');
	return [paragraph, stored].some((one) => plain(asRead(one)) === plain(wanted));
}

const same = (column: string, stored: unknown, wanted: unknown): boolean =>
	column === 'description'
		? sameText(stored, wanted)
		: JSON.stringify(stored) === JSON.stringify(wanted);
const short = (value: unknown): string => (JSON.stringify(value) ?? 'nothing').slice(0, 80);

/** What a run has left behind. */
interface Left {
	readonly fake: { readonly vendor: AnyVendor };
	/** What `stored` said before the run. */
	readonly before: ReadonlyMap<string, Row>;
	readonly outcomes: readonly Ended[];
}

/** What the vendor has and should not have, or lacks. */
export function wrongRecords(
	vendor: string,
	operation: Action,
	{ fake, before, outcomes }: Left,
): string[] {
	const part = partOf(vendor);
	const idAt = (index: number | undefined): string => {
		const outcome = outcomes[index ?? -1];
		return String(outcome?.ok === true ? outcome.id : undefined);
	};
	const after = part.stored(fake);
	const wrong: string[] = [];
	const ids = new Map<string, string>();
	for (const [key, { rows, wanted }] of wantedRecords(vendor, operation, before)) {
		const place = rows.length === 0 ? `record ${key}` : rows.map(rowAt).join(' and ');
		// A row that failed is among the wrong outcomes.
		if (rows.some((index) => outcomes[index]?.ok !== true)) continue;
		const id = operation === 'update' ? key : idAt(rows[0]);
		if (operation === 'create' && rows.some((index) => idAt(index) !== id))
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
 * and how many there are beside.
 */
export function untold(text: string, refused: readonly Refused[]): string[] {
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
export const isLookUp = ({ rawUrl, wrote }: RecordedCall): boolean =>
	wrote?.length === 0 &&
	/\/user\.get$|\/crm\.duplicate\.findbycomm$|get(?:User|Contact|Company)List|\/v1\/users|\/v1\/crm\/(?:contacts|activities)\?/.test(
		rawUrl,
	);
