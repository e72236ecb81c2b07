import type { IDataObject, IHttpRequestMethods } from 'n8n-workflow';
import type { Proof, RequestSpec } from '../contract/call';
import { InvalidInput, Refused } from '../contract/errors';
import type { Field } from '../contract/field';
import type { Operation } from '../contract/operation';
import { isBlank, onBlank } from '../form/blank';
import { rows } from '../form/entries';
import {
	choice,
	criterion,
	flag,
	integer,
	required,
	text,
	when,
	type Choice,
} from '../form/fields';
import { limitFields, rowLimit } from '../form/limitFields';
import { refuseInvalid } from '../form/strictTypes';
import { proved } from '../http/proof';
import { NO_LIST_ADVICE } from '../http/statusProblems';
import { shown } from '../text/sentences';
import { asText, fromJson, invalidIn, isObject } from '../text/unknownJson';
import { multiStep } from './define';
import { NoList } from './paging';

type Rows = Generator<RequestSpec, IDataObject[], unknown>;

/** Which list of an answer is read, and by how much. */
export interface ApiList {
	/** The key under which an answer holds its rows; empty where the answer is the list itself. */
	readonly key: string;
	readonly pageSize: number;
}

/** A way in which a vendor pages its lists. */
export interface ApiPaging extends Choice<string> {
	/**
	 * Reads a list, page by page.
	 * @param base the call as the user made it, which says nothing of pages
	 * @param limit rows wanted; Infinity for all
	 */
	readonly rows: (base: RequestSpec, list: ApiList, limit: number) => Rows;
	/** Where a request says which page it wants, and the names that stand for it there. */
	readonly sets: { readonly in: 'body' | 'query'; readonly names: readonly string[] };
	/** @throws InvalidInput for a call that can't be paged so */
	readonly check?: (base: RequestSpec) => void;
}

/** What a vendor says of its API, so that any part of it can be called. */
export interface ApiCallDefinition {
	/** The vendor's name. */
	readonly vendor: string;
	readonly methods: readonly IHttpRequestMethods[];
	/** A path below the vendor's address. */
	readonly example: string;
	/** What else a call needs beside its path; nothing where this is left out. */
	readonly beside?: string;
	/** Names of query parameters that only the credential may set. */
	readonly credentialParameters?: readonly string[];
	readonly paging: readonly ApiPaging[];
	/** Rows of a page where nobody gives another number. */
	readonly pageSize: number;
	/** What proves that a call changed something; any answer where this is left out. Calls that only read need none. */
	readonly writeProof?: (method: string, path: string) => Proof;
	/**
	 * Whether a call only reads, as the vendor's own name for it or its method says; for calls in pages, so that a page
	 * that is lost can be asked for again. Whatever else comes in pages counts as a change, unless it is said to read.
	 */
	readonly readsByName: (call: NamedCall) => boolean;
	/** What becomes of every call, such as a budget; nothing where this is left out. */
	readonly finish?: (request: RequestSpec) => RequestSpec;
}

/** By what a vendor names a call. */
export interface NamedCall {
	readonly method: string;
	readonly path: string;
	readonly query: Readonly<Record<string, string>>;
}

const NO_PAGING: Choice<string> = {
	name: 'None',
	value: 'none',
	description: 'One request is sent',
};

/**
 * The operation that calls any part of a vendor's API. Keys, host, budgets, repeats, redaction and the words of errors
 * are those of every other operation.
 */
export function apiCall({
	vendor,
	methods,
	example,
	beside = '',
	credentialParameters = [],
	paging,
	pageSize,
	writeProof = () => ANSWERED,
	readsByName,
	finish = (request) => request,
}: ApiCallDefinition): Operation {
	const ways = [
		NO_PAGING,
		...paging.map(({ name, value, description }) => ({ name, value, description })),
	].sort((a, b) => a.name.localeCompare(b.name, 'en'));
	const inPages = { paging: paging.map(({ value }) => value) };
	const usual = methods[0];
	return multiStep({
		value: 'call',
		name: 'Make',
		action: 'Make an API call',
		description: `Call any part of the ${vendor} API`,
		effect: 'write',
		isDestructive: ({ readsOnly, paging: way }) =>
			readsOnly !== true && !paging.some(({ value }) => value === way),
		fields: {
			method: choice<string>(
				'Method',
				[...methods].sort().map((method) => ({ name: method, value: method })),
				{ fallback: usual },
			),
			path: required(
				text('Path', {
					placeholder: `e.g. ${example}`,
					description: `The path below the address of ${vendor}, without query parameters${beside}`,
				}),
			),
			query: rows('Query Parameters', 'Query Parameter', {
				name: text('Name'),
				value: criterion(text('Value')),
			}),
			body: when(anyJson('Body (JSON)', 'The body to send: an object or a list'), {
				method: methods.filter((method) => method !== 'GET'),
			}),
			readsOnly: flag(
				'Read-Only',
				'Whether the call changes nothing. It is then repeated if a response is lost, and ' +
					'finding nothing is not an error.',
			),
			rowsIn: text('List Key', {
				placeholder: 'e.g. List',
				description:
					'The key of the list in the response. Each entry becomes an item. If empty, the response ' +
					'itself is used.',
			}),
			paging: choice<string>('Paging', ways, {
				fallback: NO_PAGING.value,
				description: 'How further pages of a list are requested',
			}),
			...limitFields(inPages),
			pageSize: when(
				integer('Page Size', {
					min: 1,
					fallback: pageSize,
					description: 'How many results one page holds. Many lists have a maximum.',
				}),
				inPages,
			),
		},
		records: ({ method = usual, path, query = [], body, readsOnly, paging: way }) =>
			readsOnly === true ||
			(paging.some(({ value }) => value === way) &&
				readsByName({ method, path, query: namedValues(query) }))
				? []
				: changedRecords(path, query, body),
		*steps({ method = usual, path, query = [], body, readsOnly, rowsIn = '', ...list }) {
			const way = paging.find(({ value }) => value === list.paging);
			const checked = checkedPath(path, example);
			const parameters = queryOf(query, credentialParameters);
			const isRead =
				readsOnly === true ||
				(way !== undefined && readsByName({ method, path: checked, query: parameters }));
			const base = finish({
				method: methods.find((one) => one === method) ?? usual,
				path: checked,
				...(query.length === 0 ? {} : { query: parameters }),
				...(method === 'GET' || body === undefined ? {} : { body }),
				effect: isRead ? 'read' : 'write',
				// A paged answer must be a list, which is checked page by page.
				proof: isRead || way !== undefined ? ANSWERED : writeProof(method, checked),
			});
			way?.check?.(base);
			if (way !== undefined) leavesPagesToPaging(base, way.sets);
			const key = rowsIn.trim();
			if (way === undefined)
				return asItems(key === '' ? yield base : listUnder(key, yield base, vendor));
			const limit = rowLimit(list);
			const found = yield* listNamed(
				way.rows(base, { key, pageSize: list.pageSize ?? pageSize }, limit),
			);
			return found.map(asItem);
		},
	});
}

/** @throws InvalidInput for a call that asks for a page by itself, which would be lost without a word */
function leavesPagesToPaging(
	{ query, body }: RequestSpec,
	{ in: where, names }: ApiPaging['sets'],
): void {
	const given = where === 'query' ? query : body;
	const own = names.find((name) => isObject(given) && name in given);
	if (own === undefined) return;
	throw new InvalidInput(
		`"${where === 'query' ? 'Query Parameters' : 'Body (JSON)'}" holds ${own}, which "Paging" sets`,
		'Remove it, and use Page Size and Limit instead. Or set Paging to None.',
	);
}

/** What the answer holds is for the user to say; an empty one says nothing of a write. */
const ANSWERED: Proof = proved('anything', (body) => body !== undefined && body !== '');

/** An object or a list, given as such or as JSON text. */
function anyJson(label: string, description: string): Field<IDataObject | unknown[] | undefined> {
	return {
		label,
		property: (name) => ({
			displayName: label,
			name,
			type: 'json',
			default: '',
			placeholder: 'e.g. { "Name": "Call back" }',
			description,
		}),
		isBlank: (raw) => raw === undefined || raw === null || raw === '' || isBlankText(raw),
		read(raw, place) {
			if (isBlankText(raw) || raw === undefined || raw === null) return onBlank(label, place);
			const value = typeof raw === 'string' ? fromJson(raw) : raw;
			if (value === undefined)
				throw new InvalidInput(
					`"${label}" is not valid JSON`,
					'Look for a missing quote, comma or bracket.',
				);
			if (!isObject(value) && !Array.isArray(value))
				throw new InvalidInput(
					`"${label}" must be a JSON object or list, not ${shown(raw)}`,
					'Write it as { "key": "value" } or [ … ].',
				);
			refuseInvalid(invalidIn(value), label);
			return value;
		},
	};
}

const isBlankText = (raw: unknown) => typeof raw === 'string' && isBlank(raw);

const SEGMENT = /^[\w.~!$&'()*+,;=:@-]+$/;
/** What JavaScript writes for a value that is not there. */
const UNSET = /^(?:undefined|null|NaN)$/;
/** What leads up; some servers leave out what follows a semicolon first. */
const DOTS = /^\.+(?:;|$)/;

/**
 * A path below the vendor's address: it becomes a part of it, so nothing else may get in.
 * @throws InvalidInput for an address, for query parameters, and for what leads out of the path
 */
function checkedPath(given: string, example: string): string {
	const path = given.trim();
	const refuse = (advice: string) =>
		new InvalidInput(`"Path" can't be ${shown(given)}`, `${advice} Write it as ${example}.`);
	if (/^[a-z][a-z\d+.-]*:|^\/\//i.test(path))
		throw refuse('The credential knows the address, so only the path below it goes here.');
	if (/[?#]/.test(path)) throw refuse('Query parameters go into Query Parameters.');
	// What an expression leaves empty at the end would make another call of it: of all records, not of one.
	if (/.\/$/.test(path))
		throw refuse('Its last part is empty. Check the expression that should give it.');
	const segments = path.replace(/^\//, '').split('/');
	const unset = segments.find((one) => UNSET.test(one));
	if (unset !== undefined)
		throw refuse(
			`The part ${shown(unset)} has no value. Check the expression that should give it.`,
		);
	if (!segments.every((one) => SEGMENT.test(one) && !DOTS.test(one)))
		throw refuse('It has an empty part, or a character that a path may not have.');
	return `/${segments.join('/')}`;
}

type GivenQuery = ReadonlyArray<{ readonly name?: string; readonly value?: string }>;

/** @throws InvalidInput for a parameter without a name, one given twice, and one of the credential's */
function queryOf(
	given: GivenQuery,
	credentialParameters: readonly string[],
): Record<string, string> {
	const query = new Map<string, string>();
	for (const { name: untrimmed = '', value = '' } of given) {
		const name = untrimmed.trim();
		if (name === '')
			throw new InvalidInput('"Name" of a query parameter is empty', 'Fill it in, or remove it.');
		if (credentialParameters.some((one) => one.toLowerCase() === name.toLowerCase()))
			throw new InvalidInput(
				`"Query Parameters" can't hold ${name}`,
				'The credential adds it. Remove it here.',
			);
		if (query.has(name))
			throw new InvalidInput(`"Query Parameters" holds ${name} twice`, 'Remove one of the two.');
		query.set(name, value);
	}
	return Object.fromEntries(query);
}

const namedValues = (query: GivenQuery): Record<string, string> =>
	Object.fromEntries(query.map(({ name = '', value = '' }) => [name.trim(), value]));

const DEEPEST = 5;

/**
 * Keys of what a call may change: all IDs that it names, in its path too. Without one it is what the path is
 * about, such as a setting.
 */
function changedRecords(path: string, query: GivenQuery, body: unknown): unknown[] {
	const inQuery = query
		.filter(({ name = '' }) => isIdName(name))
		.map(({ value = '' }) => value.trim().toLowerCase());
	const parts = path
		.trim()
		.split('/')
		.map((part) => part.toLowerCase());
	const inPath = parts.filter((part) => /\d/.test(part) && !VERSION.test(part));
	const ids = [...inPath, ...inQuery, ...idsIn(body, DEEPEST)].filter((id) => id !== '');
	return ids.length > 0 ? ids : [parts.filter((part) => part !== '').join('/')];
}

/** A part of a path with a digit in it that is no ID, such as `v1` or `1.0`. */
const VERSION = /^v\d+$|^\d+\.\d+$/;

const isIdName = (name: string) => /ids?$/i.test(name.trim());

function idsIn(value: unknown, levels: number): string[] {
	if (levels === 0) return [];
	if (Array.isArray(value)) return value.flatMap((one) => idsIn(one, levels - 1));
	if (!isObject(value)) return [];
	return Object.entries(value).flatMap(([name, inner]) =>
		isIdName(name)
			? (Array.isArray(inner) ? inner : [inner]).map((id) => asText(id).trim().toLowerCase())
			: idsIn(inner, levels - 1),
	);
}

/** A list whose place in the answer the user has named: where none is there, that name is what to correct. */
export function* listNamed(rows: Rows): Rows {
	try {
		return yield* rows;
	} catch (cause) {
		throw cause instanceof NoList
			? new NoList(cause.message, cause.problem.says, NAME_THE_LIST)
			: cause;
	}
}

const NAME_THE_LIST =
	'Check "List Key", the key of the list in the response. To see the whole response, set "Paging" ' +
	'to None and leave List Key empty.';

/** @throws Refused for an answer without a list there */
function listUnder(key: string, body: unknown, vendor: string): unknown[] {
	const list = isObject(body) ? body[key] : undefined;
	if (Array.isArray(list)) return list;
	throw new Refused({
		kind: 'unclear',
		isAnswered: true,
		title: `${vendor} answered without a list in ${shown(key)}`,
		advice: `Check "List Key", or leave it empty to see the whole answer. ${NO_LIST_ADVICE}`,
	});
}

/**
 * A list becomes an item per row. What is no object goes under `result`, and so does an object that n8n would take for
 * an error.
 */
export function asItems(answer: unknown): IDataObject | IDataObject[] {
	return Array.isArray(answer) ? answer.map(asItem) : asItem(answer);
}

function asItem(value: unknown): IDataObject {
	if (isObject(value) && !('error' in value)) return value;
	const result = value as IDataObject[string];
	return { result: result ?? null };
}
