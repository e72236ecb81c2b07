import type { Bulk, RequestSpec, Verdict } from '../shared/operation';
import { notSent } from '../shared/bulk';
import { asObject, isObject } from '../shared/values';
import { problemOf } from './vendor';

const BATCH = '/batch';
const BATCH_SIZE = 50;
/** Bigger requests travel alone, so that fifty of them stay a few megabytes and a batch stays within its 60 seconds. */
const LARGEST_COMMAND = 50_000;

/** Up to 50 calls in one, each with its own result or error; vendors/bitrix24.md section 4. */
export const batch: Bulk = {
	size: BATCH_SIZE,
	most: BATCH_SIZE,
	fits,
	pack: (specs, halt) => ({
		method: 'POST',
		path: BATCH,
		body: { halt: halt ? 1 : 0, cmd: Object.fromEntries(specs.map((spec, index) => [key(index), command(spec)])) },
		effect: specs.some(({ effect }) => effect === 'write') ? 'write' : 'read',
	}),
	unpack(body, specs) {
		const outer = asObject(asObject(body).result);
		return specs.map((_spec, index) => verdictOf(body, outer, key(index)));
	},
};

/** Files, long texts and methods of REST 3.0 travel alone; so does a text that the batch would take for a reference to another command's result. */
function fits({ body, path, link }: RequestSpec): boolean {
	if (link !== undefined || path === BATCH || /^\/(?:disk\.|api\/)/.test(path)) return false;
	const text = JSON.stringify(body ?? null);
	return text.length <= LARGEST_COMMAND && !text.includes('$result[') && !('FILES' in asObject(asObject(body).fields));
}

/** Not a number: PHP would answer a list instead of a map. */
function key(index: number): string {
	return `i${index}`;
}

function verdictOf(body: unknown, outer: Readonly<Record<string, unknown>>, name: string): Verdict {
	const refused = asObject(outer.result_error)[name];
	if (isObject(refused)) return { ok: false, problem: problemOf(refused, { status: 200, headers: {}, body }) };
	const results = asObject(outer.result);
	// With `halt` the commands after a refusal are absent everywhere; without one, a method that answers null is.
	if (!(name in results) && Object.keys(asObject(outer.result_error)).length > 0 && !(name in asObject(outer.result_time))) return notSent();
	return { ok: true, body: { result: results[name], total: asObject(outer.result_total)[name], next: asObject(outer.result_next)[name] } };
}

/** A call as one text: `method?a=1&fields[SUBJECT]=…`, each value encoded once. */
function command({ path, body }: RequestSpec): string {
	const query = pairs('', body).join('&');
	return `${path.slice(1)}${query === '' ? '' : `?${query}`}`;
}

/** Names the result of an earlier command. Ours only: a user's text that holds one travels alone (see fits). */
const REFERENCE = /^\$result(?:\[\w+\])+$/;

/** Nested values as PHP reads them: `fields[NAME]=…`, `list[0]=…`, true and false as 1 and 0. */
function pairs(prefix: string, value: unknown): string[] {
	// A list or map without entries can't be said otherwise; left out, it would not clear anything. A filter has to be a map.
	if (typeof value === 'object' && value !== null && Object.keys(value).length === 0) return prefix === '' || prefix === 'filter' ? [] : [`${prefix}=`];
	if (typeof value === 'object' && value !== null) {
		return Object.entries(value).flatMap(([name, inner]) => pairs(prefix === '' ? encodeURIComponent(name) : `${prefix}[${encodeURIComponent(name)}]`, inner));
	}
	if (value === undefined) return [];
	const text = typeof value === 'boolean' ? (value ? '1' : '0') : value === null ? '' : String(value);
	return [`${prefix}=${REFERENCE.test(text) ? text : encodeURIComponent(text)}`];
}
