import type { Problem, RequestSpec, Verdict, Bulk } from '../shared/contract/call';
import { aRecord } from '../shared/http/proof';
import { NOT_SENT } from '../shared/http/statusProblems';
import { asObject, asText, isObject } from '../shared/text/unknownJson';
import { problemOf, unlessDone } from './parseError';

const BATCH_SIZE = 50;
/** Bigger requests travel alone, so that fifty of them stay a few megabytes and a batch stays within its 60 seconds. */
const LARGEST_COMMAND = 50_000;

/** Up to 50 calls in one, each with its own result or error; docs/contracts/bitrix24.md section 4. */
export const batch: Bulk = {
	size: BATCH_SIZE,
	most: BATCH_SIZE,
	// Several batches may run at once (section 4), and the bucket of a standard plan holds as many (section 5.1).
	atOnce: 50,
	pack: (specs, halt) => packed(specs, halt),
	unpack: (body, specs, halt) => unpacked(body, specs, halt),
};

/** @param name of a command, by its place; a later one can refer to the result of an earlier one by it */
export function packed(
	specs: readonly RequestSpec[],
	halt: boolean,
	name: (index: number) => string = key,
): RequestSpec {
	return {
		method: 'POST',
		path: '/batch',
		body: {
			halt: halt ? 1 : 0,
			cmd: Object.fromEntries(specs.map((spec, index) => [name(index), command(spec)])),
		},
		effect: specs.some(({ effect }) => effect === 'write') ? 'write' : 'read',
		proof: aRecord((body) => asObject(body).result, 'the results of the batch'),
	};
}

/**
 * A verdict for each command. @param halt whether the portal was to stop at a refusal: what comes
 * behind one was not sent. @param name as for `packed`
 */
export function unpacked(
	body: unknown,
	specs: readonly RequestSpec[],
	halt = false,
	name: (index: number) => string = key,
): Verdict[] {
	const answer = readBatch(body);
	const firstRefused = specs.findIndex((_spec, index) => Object.hasOwn(answer.errors, name(index)));
	return specs.map((spec, index) =>
		verdictOf(answer, name(index), spec, halt && firstRefused !== -1 && index > firstRefused),
	);
}

/**
 * Whether the text of a command can say these parameters: it has no way to write nothing, or a list or map without
 * entries, and a value that reads like a reference to another command's result would be taken for one.
 */
export function canSay(parameters: object): boolean {
	const text = JSON.stringify(parameters);
	return (
		text.length <= LARGEST_COMMAND &&
		!text.includes(REFERENCE_START) &&
		!Object.entries(parameters).some(
			([name, value]) => isUnsayable(value) && !(name === FILTER && isEmpty(value)),
		)
	);
}

function isUnsayable(value: unknown): boolean {
	if (value === null) return true;
	return typeof value === 'object' && (isEmpty(value) || Object.values(value).some(isUnsayable));
}

function isEmpty(value: unknown): boolean {
	return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

/** A filter without entries is the same as none. */
const FILTER = 'filter';
const REFERENCE_START = '$result[';

/** Not a number: PHP would answer a list instead of a map. */
function key(index: number): string {
	return `i${index}`;
}

/** By names that a user may give, such as `constructor`: only own keys count. */
type ByCommand = Readonly<Record<string, unknown>>;

interface BatchAnswer {
	readonly body: unknown;
	readonly results: ByCommand;
	readonly errors: ByCommand;
	readonly totals: ByCommand;
	readonly nexts: ByCommand;
	readonly times: ByCommand;
}

function readBatch(body: unknown): BatchAnswer {
	const { result, result_error, result_total, result_next, result_time } = asObject(
		asObject(body).result,
	);
	return {
		body,
		results: asObject(result),
		errors: asObject(result_error),
		totals: asObject(result_total),
		nexts: asObject(result_next),
		times: asObject(result_time),
	};
}

/**
 * The verdict on one command. A method that answers null may be in the times alone, so that whether null is a yes is
 * for the command's own proof to say. With `halt` the commands behind a refused one are absent everywhere; any other
 * that is absent may have been carried out or not.
 */
function verdictOf(
	{ body, results, errors, totals, nexts, times }: BatchAnswer,
	name: string,
	spec: RequestSpec,
	isLeftOut: boolean,
): Verdict {
	const refusal = Object.hasOwn(errors, name) ? asRefusal(errors[name]) : undefined;
	if (refusal !== undefined) {
		const problem = problemOf(refusal, { status: 200, headers: {}, body }, spec);
		return { ok: false, problem: unlessDone(problem, results[name], spec) };
	}
	if (Object.hasOwn(results, name) || Object.hasOwn(times, name)) {
		const of = (all: ByCommand) => (Object.hasOwn(all, name) ? all[name] : undefined);
		return {
			ok: true,
			body: { result: of(results) ?? null, total: of(totals), next: of(nexts) },
		};
	}
	return isLeftOut ? NOT_SENT : { ok: false, problem: UNSAID };
}

/** @returns undefined where nothing is said: a command that was not refused may have its place among the errors */
function asRefusal(refused: unknown): ByCommand | undefined {
	if (isObject(refused)) return isEmpty(refused) ? undefined : refused;
	const says = refused === false ? '' : asText(refused);
	return says === '' ? undefined : { error_description: says };
}

const UNSAID: Problem = {
	kind: 'unclear',
	title: 'Bitrix24 did not say how this command ended',
	advice: '',
};

/** A call as one text: `method?a=1&fields[SUBJECT]=…`, each value encoded once. */
function command({ path, body }: RequestSpec): string {
	const query = pairs('', body).join('&');
	return `${path.slice(1)}${query === '' ? '' : `?${query}`}`;
}

/** Names the result of an earlier command. Ours only: a user's text that holds one travels alone (see canSay). */
const REFERENCE = /^\$result(?:\[\w+\])+$/;

/** Nested values as PHP reads them: `fields[NAME]=…`, `list[0]=…`, true and false as 1 and 0. */
function pairs(prefix: string, value: unknown): string[] {
	// The nearest to a list or map without entries; what may travel alone does (see canSay).
	if (isEmpty(value)) return prefix === '' || prefix === FILTER ? [] : [`${prefix}=`];
	if (typeof value === 'object' && value !== null) {
		return Object.entries(value).flatMap(([name, inner]) =>
			pairs(
				prefix === '' ? encodeURIComponent(name) : `${prefix}[${encodeURIComponent(name)}]`,
				inner,
			),
		);
	}
	if (value === undefined) return [];
	const text =
		typeof value === 'boolean' ? (value ? '1' : '0') : value === null ? '' : String(value);
	return [`${prefix}=${REFERENCE.test(text) ? text : encodeURIComponent(text)}`];
}
