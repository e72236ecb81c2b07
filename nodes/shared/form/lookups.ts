import {
	NodeOperationError,
	type IDataObject,
	type ILoadOptionsFunctions,
	type INodeListSearchItems,
	type INodeListSearchResult,
	type NodeApiError,
} from 'n8n-workflow';
import type { Problem, RequestSpec } from '../contract/call';
import { InvalidInput, Refused } from '../contract/errors';
import type { Vendor } from '../contract/vendor';
import { caller } from '../http/caller';
import { toInputError, toNodeError } from '../http/nodeErrors';
import { NO_LIST_ADVICE, quoteOf } from '../http/statusProblems';
import { shortened } from '../text/sentences';
import { isObject } from '../text/unknownJson';
import { isBlank } from './blank';

/** A page of a list for a picker. */
export interface LookupPage {
	/** Where it starts: what `next` gave, 0 at first. */
	readonly at: number;
	/** How many rows it has. */
	readonly rows: number;
	/** Rows up to its end, those of the pages before counted. */
	readonly position: number;
}

/** A searchable list of records for a picker. */
export interface Lookup {
	/**
	 * @param at where the page starts: what `next` gave, 0 at first
	 * @param parameter the value of another parameter of the form, as it stands at the moment
	 */
	readonly request: (
		filter: string,
		at: number,
		parameter: (name: string) => unknown,
		before: unknown,
	) => RequestSpec;
	/** A call whose answer `request` or `rows` needs, such as the chat of a task for its messages. */
	readonly before?: (parameter: (name: string) => unknown) => RequestSpec;
	/** @returns undefined for an answer that is no list */
	readonly rows: (body: unknown, before: unknown, at: number) => IDataObject[] | undefined;
	/** @returns undefined for a row that can't be picked */
	readonly item: (row: IDataObject) => INodeListSearchItems | undefined;
	/** Whether a row fits what else the form holds; all do where this is left out. */
	readonly fits?: (row: IDataObject, parameter: (name: string) => unknown) => boolean;
	/** Where the next page starts, or undefined when this was the last. */
	readonly next: (body: unknown, page: LookupPage) => number | undefined;
	/** True when the vendor can't search this list, so that the text is looked for here. */
	readonly filterHere?: boolean;
	/** The vendor's search where it is not sure to work: asked first, and believed only when all it finds matches. */
	readonly asked?: (filter: string, at: number) => RequestSpec | undefined;
}

/**
 * Whether there may be a page behind this one: an empty page is the last, and a short one where the total says so too.
 * @param size how many rows a page holds, where that is known
 */
export function mayHaveMore(
	{ rows, position }: LookupPage,
	size?: number,
	total?: number,
): boolean {
	return rows > 0 && !(rows < (size ?? 0) && position === total);
}

type ListSearch = (
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
) => Promise<INodeListSearchResult>;

/** A list-search method for the editor's pickers. */
export function listSearch(vendor: Vendor, whole: Lookup): ListSearch {
	return async function (filter = '', paginationToken) {
		const lookup = fitting(whole, currentParameter(this));
		const place = positionIn(paginationToken);
		const answered = await foundPage(this, vendor, lookup, filter.trim(), place);
		if (answered !== undefined) return answered;
		const { before } = lookup;
		const known =
			before === undefined ? undefined : await lookUp(this, vendor, fromForm(this, before));
		let next: PagePosition | undefined = place ?? START;
		let results: INodeListSearchItems[] = [];
		for (
			let page = 0;
			page < PAGES_LOOKED_THROUGH && next !== undefined && results.length === 0;
			page++
		) {
			const { at } = next;
			const request = fromForm(this, (parameter) =>
				lookup.request(filter.trim(), at, parameter, known),
			);
			const body = await lookUp(this, vendor, request);
			const read = readPage(lookup, body, next, known);
			if (read === undefined) throw lookUpError(this, noList(vendor, body));
			results = lookup.filterHere === true ? read.items.filter(isNamed(filter.trim())) : read.items;
			next = read.next;
			if (lookup.filterHere !== true) break;
		}
		return { results, ...(next === undefined ? {} : { paginationToken: tokenOf(next) }) };
	};
}

/** The same list, of which only those rows can be picked that fit the form. */
function fitting(lookup: Lookup, parameter: (name: string) => unknown): Lookup {
	const { fits, item } = lookup;
	if (fits === undefined) return lookup;
	return { ...lookup, item: (row) => (fits(row, parameter) ? item(row) : undefined) };
}

/** Where a list goes on. */
interface PagePosition {
	/** In what the vendor found, other than in the whole list. */
	readonly isFound: boolean;
	readonly at: number;
	/** Rows so far. */
	readonly read: number;
	/** The page before, to know it again. */
	readonly mark: string;
}

const START: PagePosition = { isFound: false, at: 0, read: 0, mark: '' };
const TOKEN = /^(found )?(\d+) (\d+) (.*)$/s;

function tokenOf({ isFound, at, read, mark }: PagePosition): string {
	return `${isFound ? 'found ' : ''}${at} ${read} ${mark}`;
}

/** @returns undefined for the first page */
function positionIn(token: string | undefined): PagePosition | undefined {
	const parts = TOKEN.exec(token ?? '');
	if (parts === null) return undefined;
	return {
		isFound: parts[1] !== undefined,
		at: Number(parts[2]),
		read: Number(parts[3]),
		mark: parts[4],
	};
}

interface ReadPage {
	readonly items: INodeListSearchItems[];
	/** Undefined when this was the last. */
	readonly next: PagePosition | undefined;
}

/** @returns undefined for an answer that is no list */
function readPage(
	lookup: Lookup,
	body: unknown,
	place: PagePosition,
	before?: unknown,
): ReadPage | undefined {
	const rows = lookup.rows(body, before, place.at);
	if (rows === undefined) return undefined;
	const items = pickable(rows.map(lookup.item));
	const mark = `${items.length} ${String(items[0]?.value)} ${String(items[items.length - 1]?.value)}`;
	// A service that returns the same page twice would keep doing so.
	if (items.length > 0 && mark === place.mark) return { items: [], next: undefined };
	const position = place.read + rows.length;
	const at = lookup.next(body, { at: place.at, rows: rows.length, position });
	return {
		items,
		next: at === undefined ? undefined : { isFound: place.isFound, at, read: position, mark },
	};
}

const LONGEST_NAME = 200;

/** What can be picked: once each, though services list a record twice, with an ID, and with a name that fits. */
function pickable(items: ReadonlyArray<INodeListSearchItems | undefined>): INodeListSearchItems[] {
	const byValue = new Map<unknown, INodeListSearchItems>();
	for (const item of items)
		if (item !== undefined && !isBlank(item.value) && !byValue.has(item.value))
			byValue.set(item.value, { ...item, name: shortened(item.name, LONGEST_NAME) });
	return [...byValue.values()];
}

function noList({ name }: Vendor, body: unknown): Problem {
	return {
		kind: 'unclear',
		title: `${name} answered without a list`,
		says: quoteOf(body),
		advice: NO_LIST_ADVICE,
	};
}

const isNamed =
	(text: string) =>
	({ name }: INodeListSearchItems) =>
		name.toLowerCase().includes(text.toLowerCase());

/**
 * A page of what the vendor finds. @returns undefined where it can't search, ignores what it was
 * asked for, or finds nothing
 */
async function foundPage(
	context: ILoadOptionsFunctions,
	vendor: Vendor,
	lookup: Lookup,
	filter: string,
	place: PagePosition | undefined,
): Promise<INodeListSearchResult | undefined> {
	if (filter === '' || place?.isFound === false) return undefined;
	const from = place ?? { ...START, isFound: true };
	const spec = lookup.asked?.(filter, from.at);
	if (spec === undefined) return undefined;
	const verdict = await caller(context, vendor, LOOKUP_SETTINGS)(spec);
	const read = verdict.ok ? readPage(lookup, verdict.body, from) : undefined;
	if (read === undefined) {
		// The search worked before, so that the whole list would begin anew.
		if (place !== undefined)
			throw lookUpError(context, verdict.ok ? noList(vendor, verdict.body) : verdict.problem);
		return undefined;
	}
	const results = read.items.filter(isNamed(filter));
	if (place === undefined && (results.length === 0 || results.length < read.items.length))
		return undefined;
	return { results, ...(read.next === undefined ? {} : { paginationToken: tokenOf(read.next) }) };
}

/** How many pages one search looks through where the vendor can't search; scrolling goes on from there. */
const PAGES_LOOKED_THROUGH = 20;

/** A request made from the form. @throws NodeOperationError that names what is not filled in yet */
function fromForm(
	context: ILoadOptionsFunctions,
	request: (parameter: (name: string) => unknown) => RequestSpec,
): RequestSpec {
	try {
		return request(currentParameter(context));
	} catch (cause) {
		throw inputError(context, cause);
	}
}

function inputError(
	context: ILoadOptionsFunctions,
	cause: unknown,
): NodeOperationError | NodeApiError {
	if (cause instanceof Refused) return lookUpError(context, cause.problem);
	return cause instanceof InvalidInput
		? toInputError(context.getNode(), cause, 0)
		: new NodeOperationError(context.getNode(), cause as Error);
}

/** Reads the form while it is being filled in; a picker gives its id. */
export function currentParameter(context: ILoadOptionsFunctions): (name: string) => unknown {
	return (name) => {
		const value: unknown = context.getCurrentNodeParameter(name);
		return isObject(value) && '__rl' in value ? value.value : value;
	};
}

/** One call for the editor. @throws NodeApiError */
export async function lookUp(
	context: ILoadOptionsFunctions,
	vendor: Vendor,
	spec: RequestSpec,
): Promise<unknown> {
	const verdict = await caller(context, vendor, LOOKUP_SETTINGS)(spec);
	if (!verdict.ok) throw lookUpError(context, verdict.problem);
	return verdict.body;
}

function lookUpError(
	context: ILoadOptionsFunctions,
	problem: Parameters<typeof toNodeError>[1],
): NodeApiError {
	return toNodeError(context.getNode(), problem, 0, false);
}

/** Somebody is looking at a drop-down: rather fail soon than wait long. */
const LOOKUP_SETTINGS = { maxWaitMs: 15_000, timeoutMs: 20_000 };
