/** `batch` of the fake Bitrix24 (contract 4). */
import { coded, isMap, isOneOf, only, phpMap, plain, Refusal } from './bitrix24.answers.cts';
import type { Context, Methods, Params, TimedAnswer } from './bitrix24.portal.cts';
import { decodeQuery } from './bitrix24.query.cts';

const MOST = 50;
/** file methods are refused like a nested batch (contract 4) */
const FORBIDDEN = ['batch', 'disk.folder.uploadfile', 'disk.storage.uploadfile'];
const REFERENCE = /\$result((?:\[[^\]]*\])+)/g;

type Entries = Array<[key: string, value: unknown]>;

function commandsOf(cmd: unknown): Entries {
	if (Array.isArray(cmd)) return cmd.map((command: unknown, index) => [String(index), command]);
	if (isMap(cmd)) return Object.entries(cmd);
	throw plain('The parameter cmd is not defined or invalid');
}

function halts(halt: unknown): boolean {
	if (!isOneOf(halt, [undefined, 0, 1, '0', '1', false, true]))
		throw plain('The parameter halt is invalid');
	return isOneOf(halt, [1, '1', true]);
}

function referred(path: string, results: Params): unknown {
	const steps = [...path.matchAll(/\[([^\]]*)\]/g)].map(([, step = '']) => step);
	return steps.reduce<unknown>(
		(value, step) =>
			typeof value === 'object' && value !== null && Object.hasOwn(value, step)
				? (value as Params)[step]
				: undefined,
		results,
	);
}

/**
 * `$result[key][FIELD]` anywhere in a value, after the query was parsed (contract 4). That what is
 * not there becomes empty is unverified.
 */
function resolved(value: unknown, results: Params): unknown {
	if (Array.isArray(value)) return value.map((inner) => resolved(inner, results));
	if (isMap(value))
		return Object.fromEntries(
			Object.entries(value).map(([key, inner]) => [key, resolved(inner, results)]),
		);
	return String(value).replaceAll(REFERENCE, (_, path: string) => {
		const found = referred(path, results);
		return typeof found === 'object' || found === undefined ? '' : String(found);
	});
}

/** When a command begins and how long it takes: one after another, each as long as the portal's option says. */
const turnOf = (index: number, { portal: { commandMs = 0 }, begins = Date.now() }: Context) => ({
	begins: begins + index * commandMs,
	takes: commandMs,
});

function one(command: unknown, index: number, results: Params, context: Context): TimedAnswer {
	if (index >= MOST) throw coded('ERROR_BATCH_LENGTH_EXCEEDED', 'Max batch length exceeded');
	if (typeof command !== 'string') throw plain('A command must be a string');
	const cut = command.indexOf('?');
	const method = cut < 0 ? command : command.slice(0, cut);
	if (FORBIDDEN.includes(method))
		throw coded('ERROR_BATCH_METHOD_NOT_ALLOWED', 'Method is not allowed for batch usage', 405);
	const params = resolved(cut < 0 ? {} : decodeQuery(command.slice(cut + 1)), results) as Params;
	return context.execute(method, params, { ...context, ...turnOf(index, context), batch: true });
}

function attempt(...step: Parameters<typeof one>): { answer?: TimedAnswer; error?: object } {
	try {
		return { answer: one(...step) };
	} catch (error) {
		if (error instanceof Refusal) return { error: error.body };
		throw error;
	}
}

/**
 * One hit on the bucket, commands in order; 200 even when each one failed; with halt the later
 * keys are absent everywhere. What the commands do shows at once; how long they take, one after
 * another, is told in the times, and the answer waits for it.
 */
function batch(params: Params, context: Context) {
	only(params, ['halt', 'cmd']);
	const halt = halts(params.halt);
	const maps: Record<'result' | `result_${'error' | 'next' | 'time' | 'total'}`, Entries> = {
		result: [],
		result_error: [],
		result_total: [],
		result_next: [],
		result_time: [],
	};
	const results: Params = {};
	let executed = 0;
	for (const [index, [key, command]] of commandsOf(params.cmd).entries()) {
		const { answer, error } = attempt(command, index, results, context);
		executed += 1;
		if (error !== undefined) maps.result_error.push([key, error]);
		if (error !== undefined && halt) break;
		if (answer === undefined) continue;
		results[key] = answer.result;
		// null results appear as null or are missing (contract 4): option batchNulls
		if (answer.result !== null || context.portal.batchNulls !== 'missing')
			maps.result.push([key, answer.result]);
		if (answer.total !== undefined) maps.result_total.push([key, answer.total]);
		if (answer.next !== undefined) maps.result_next.push([key, answer.next]);
		maps.result_time.push([key, answer.time]);
	}
	return {
		result: Object.fromEntries(
			Object.entries(maps).map(([name, entries]) => [name, phpMap(entries)]),
		),
		takes: executed * (context.portal.commandMs ?? 0),
	};
}

export const METHODS: Methods = { batch };
