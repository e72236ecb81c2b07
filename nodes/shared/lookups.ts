import { NodeOperationError, type IDataObject, type ILoadOptionsFunctions, type INodeListSearchItems, type INodeListSearchResult, type NodeApiError } from 'n8n-workflow';
import { InvalidInput, Refused, toInputError, toNodeError } from './errors';
import type { RequestSpec, Vendor } from './operation';
import { caller } from './request';
import { asNumber, isObject } from './values';

/** A searchable list of records for a picker. */
export interface Lookup {
	/**
	 * @param at where the page starts: what `next` gave, 0 at first
	 * @param parameter the value of another parameter of the form, as it stands at the moment
	 */
	readonly request: (filter: string, at: number, parameter: (name: string) => unknown, before: unknown) => RequestSpec;
	/** A call whose answer `request` or `rows` needs, such as the chat of a task for its messages. */
	readonly before?: (parameter: (name: string) => unknown) => RequestSpec;
	readonly rows: (body: unknown, before: unknown) => IDataObject[];
	/** @returns undefined for a row that can't be picked */
	readonly item: (row: IDataObject) => INodeListSearchItems | undefined;
	/** Where the next page starts, or undefined when this was the last. */
	readonly next: (body: unknown, at: number) => number | undefined;
	/** True when the vendor can't search this list, so that the text is looked for here. */
	readonly filterHere?: boolean;
	/** The vendor's search where it is not sure to work: asked first, and believed only when all it finds matches. */
	readonly asked?: (filter: string, at: number) => RequestSpec | undefined;
}

type ListSearch = (this: ILoadOptionsFunctions, filter?: string, paginationToken?: string) => Promise<INodeListSearchResult>;

/** A list-search method for the editor's pickers. */
export function listSearch(vendor: Vendor, lookup: Lookup): ListSearch {
	return async function (filter = '', paginationToken) {
		const wanted = filter.trim().toLowerCase();
		const answered = await askedPage(this, vendor, lookup, filter.trim(), paginationToken);
		if (answered !== undefined) return answered;
		const { before } = lookup;
		const known = before === undefined ? undefined : await lookUp(this, vendor, fromForm(this, before));
		let at: number | undefined = asNumber(paginationToken) ?? 0;
		let results: INodeListSearchItems[] = [];
		for (let page = 0; page < PAGES_LOOKED_THROUGH && at !== undefined && results.length === 0; page++) {
			const start = at;
			const body = await lookUp(this, vendor, fromForm(this, (parameter) => lookup.request(filter.trim(), start, parameter, known)));
			const items = itemsOf(lookup, body, known);
			results = lookup.filterHere === true ? items.filter(isNamed(wanted)) : items;
			at = lookup.next(body, at);
			if (lookup.filterHere !== true) break;
		}
		return { results, ...(at === undefined ? {} : { paginationToken: String(at) }) };
	};
}

function itemsOf({ rows, item }: Lookup, body: unknown, before?: unknown): INodeListSearchItems[] {
	return rows(body, before).map(item).filter((one) => one !== undefined);
}

const isNamed = (wanted: string) => ({ name }: INodeListSearchItems) => name.toLowerCase().includes(wanted);

/** Marks where to go on in what the vendor found, other than in the whole list. */
const FOUND = 'found:';

/** A page of what the vendor finds. @returns undefined where it can't search, ignores what it was asked for, or finds nothing */
async function askedPage(context: ILoadOptionsFunctions, vendor: Vendor, lookup: Lookup, filter: string, token: string | undefined): Promise<INodeListSearchResult | undefined> {
	if (filter === '' || !(token ?? FOUND).startsWith(FOUND)) return undefined;
	const at = asNumber(token?.slice(FOUND.length)) ?? 0;
	const spec = lookup.asked?.(filter, at);
	const verdict = spec === undefined ? undefined : await caller(context, vendor, LOOKUP_SETTINGS)(spec);
	if (verdict?.ok !== true) return undefined;
	const results = itemsOf(lookup, verdict.body);
	if (results.length === 0 || !results.every(isNamed(filter.toLowerCase()))) return undefined;
	const next = lookup.next(verdict.body, at);
	return { results, ...(next === undefined ? {} : { paginationToken: FOUND + String(next) }) };
}

/** How many pages one search looks through where the vendor can't search; scrolling goes on from there. */
const PAGES_LOOKED_THROUGH = 20;

/** A request made from the form. @throws NodeOperationError that names what is not filled in yet */
function fromForm(context: ILoadOptionsFunctions, request: (parameter: (name: string) => unknown) => RequestSpec): RequestSpec {
	try {
		return request(currentParameter(context));
	} catch (cause) {
		throw inputError(context, cause);
	}
}

function inputError(context: ILoadOptionsFunctions, cause: unknown): NodeOperationError | NodeApiError {
	if (cause instanceof Refused) return lookUpError(context, cause.problem);
	return cause instanceof InvalidInput ? toInputError(context.getNode(), cause, 0) : new NodeOperationError(context.getNode(), cause as Error);
}

/** Reads the form while it is being filled in; a picker gives its id. */
export function currentParameter(context: ILoadOptionsFunctions): (name: string) => unknown {
	return (name) => {
		const value: unknown = context.getCurrentNodeParameter(name);
		return isObject(value) && '__rl' in value ? value.value : value;
	};
}

/** One call for the editor. @throws NodeApiError */
export async function lookUp(context: ILoadOptionsFunctions, vendor: Vendor, spec: RequestSpec): Promise<unknown> {
	const verdict = await caller(context, vendor, LOOKUP_SETTINGS)(spec);
	if (!verdict.ok) throw lookUpError(context, verdict.problem);
	return verdict.body;
}

function lookUpError(context: ILoadOptionsFunctions, problem: Parameters<typeof toNodeError>[1]): NodeApiError {
	return toNodeError(context.getNode(), problem, 0, false);
}

/** Somebody is looking at a drop-down: rather fail soon than wait long. */
const LOOKUP_SETTINGS = { maxWaitMs: 15_000, timeoutMs: 20_000 };
