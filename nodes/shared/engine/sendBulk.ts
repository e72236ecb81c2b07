import type { Problem, RequestSpec, Verdict, Bulk, ProgressCall } from '../contract/call';
import type { Call, CallTerms, CancelSignal } from '../contract/callContext';
import { Cancelled, Refused } from '../contract/errors';
import { Slots } from '../http/callGate';
import { orAnswer, provedVerdicts } from '../http/proof';
import { NOT_SENT } from '../http/statusProblems';
import { now, wait } from '../http/wait';

const LIMIT_PAUSE_MS = 10_000;
const LEAST_PAUSE_MS = 250;
const MOST_REPEATS = 10;

/** What a group needs to know about the run. */
export interface BulkRun {
	readonly call: Call;
	/** The vendor's name, for messages. */
	readonly vendor: string;
	readonly signal: CancelSignal | undefined;
	readonly maxWaitMs: number;
	/** The vendor should stop at the first refusal, if it can. */
	readonly halt: boolean;
	readonly batchSize: number;
	/**
	 * Those that travel together and those that travel alone, over the whole run; one slot for both keeps the
	 * order.
	 */
	readonly together: Slots;
	readonly alone: Slots;
	/** Whether nothing more may be sent; asked before each call. */
	readonly isOver: () => boolean;
	/** Shows a message to the user who watches the run. */
	readonly tell: (text: string) => void;
	/** What holds for the calls of a group that has been sent before. */
	readonly terms?: CallTerms;
}

/** Requests that travel in one call, by their places among all. */
interface TravelGroup {
	readonly bulk: Bulk | undefined;
	readonly places: number[];
}

/**
 * Sends requests in as few calls as the bulk calls that they may join allow, all of these at once; those that
 * join none travel alone beside them. No two of them may be about the same record: they go in no certain
 * order.
 * @param stopped told of each verdict; where it says so, what has not been sent yet is not sent any more
 * @returns a verdict for each request, by its place; undefined for what was not sent
 */
export async function sendTogether(
	run: BulkRun,
	specs: readonly RequestSpec[],
	stopped: (verdict: Verdict, spec: RequestSpec) => boolean,
): Promise<Array<Verdict | undefined>> {
	const verdicts: Array<Verdict | undefined> = specs.map(() => undefined);
	let over = false;
	const isOver = () => over || run.isOver();
	const sendOne = async ({ bulk, places }: TravelGroup) => {
		if (isOver()) return;
		const own = places.map((place) => specs[place]);
		const made =
			own.length === 1 ? [await sendAlone(run, own[0])] : await sendGroup(run, bulk, own);
		for (const [position, verdict] of made.entries()) {
			verdicts[places[position]] = verdict;
			over ||= stopped(verdict, own[position]);
		}
	};
	await Promise.all(
		travelGroups(specs, run.batchSize).map(async (group) => {
			const slots = group.places.length === 1 ? run.alone : run.together;
			await slots.run(async () => await sendOne(group));
		}),
	);
	return verdicts;
}

/** Requests in the groups in which they travel: those of one bulk call with the same key, as many as fit. */
export function travelGroups(specs: readonly RequestSpec[], size: number): TravelGroup[] {
	const made: TravelGroup[] = [];
	const open = new Map<Bulk, Map<string, { weight: number; places: number[] }>>();
	for (const [place, spec] of specs.entries()) {
		const { joins } = spec;
		if (joins === undefined) {
			made.push({ bulk: undefined, places: [place] });
			continue;
		}
		const ofBulk = open.get(joins) ?? new Map<string, { weight: number; places: number[] }>();
		open.set(joins, ofBulk);
		const key = joins.key?.(spec) ?? '';
		const weight = joins.weight?.(spec) ?? 1;
		const filling = ofBulk.get(key);
		if (filling !== undefined && filling.weight + weight <= Math.min(size, joins.most)) {
			filling.places.push(place);
			filling.weight += weight;
			continue;
		}
		const group = { weight, places: [place] };
		ofBulk.set(key, group);
		made.push({ bulk: joins, places: group.places });
	}
	return made;
}

async function sendGroup(
	run: BulkRun,
	bulk: Bulk | undefined,
	specs: readonly RequestSpec[],
	repeats = 0,
): Promise<Verdict[]> {
	if (bulk === undefined || specs.length === 1) return await singly(run, specs);
	const packed = packedFor(run, bulk, specs);
	// What can't be packed together may go by itself, and what is wrong with one of them shows there.
	if (packed === undefined) return await singly(run, specs);
	const verdict = await run.call(packed, { ...run.terms, isOneOfMany: true });
	const isJob = bulk.isJob === true || bulk.untilDone !== undefined;
	if (!verdict.ok) {
		if (bulk.divides !== true || !isRefusal(verdict.problem))
			return specs.map(() => (isJob ? perhapsLater(verdict) : verdict));
		// All have been sent already, so none is left out.
		const parts = await sendHalves(underWay(run), bulk, specs);
		return bulk.deletes === true ? parts.map(perhapsDeleted) : parts;
	}
	const last =
		bulk.untilDone === undefined ? verdict : await pollUntilDone(run, bulk.untilDone(verdict.body));
	if (!last.ok) return specs.map(() => last);
	const done = bulk.completed?.(last.body) ?? specs.length;
	if (done < specs.length) return await sortedOut(run, bulk, specs, done);
	const parts = unpacked(run, bulk, last.body, specs);
	return await repeatLimited(run, bulk, specs, isJob ? parts.map(perhapsLater) : parts, repeats);
}

/** For requests that have been sent before: how they ended has to be told, whatever becomes of the run. */
function underWay(run: BulkRun): BulkRun {
	return {
		...run,
		halt: false,
		isOver: () => false,
		terms: { ...run.terms, isUnderWay: true },
	};
}

/** Each alone. */
async function singly(run: BulkRun, specs: readonly RequestSpec[]): Promise<Verdict[]> {
	let failed = false;
	const send = async (spec: RequestSpec) => {
		if ((run.halt && failed) || run.isOver()) return NOT_SENT;
		const verdict = await sendAlone(run, spec);
		failed ||= !verdict.ok;
		return verdict;
	};
	// The slot that the group has is theirs where there is but one.
	const slots = run.alone === run.together ? new Slots(1) : run.alone;
	return await Promise.all(
		specs.map(async (spec) => await slots.run(async () => await send(spec))),
	);
}

/** The record is not there, and nobody can tell why. */
const LOOKED_AT = { kind: 'unclear', hints: undefined, isLookedAt: true } as const;

/** One that is about several records may have been carried out for those that are there. */
async function sendAlone({ call, vendor, terms }: BulkRun, spec: RequestSpec): Promise<Verdict> {
	const verdict = await call(spec, terms);
	const isOfSeveral = (spec.joins?.weight?.(spec) ?? 1) > 1;
	if (verdict.ok || !isOfSeveral || verdict.problem.kind !== 'missing') return verdict;
	const advice = `${vendor} may have completed this for the others.`;
	return { ok: false, problem: { ...verdict.problem, ...LOOKED_AT, advice } };
}

/** A job whose beginning was not heard of may begin all the same. */
function perhapsLater(verdict: Verdict): Verdict {
	if (verdict.ok || verdict.problem.kind !== 'unclear') return verdict;
	return { ok: false, problem: { ...verdict.problem, mayFollow: true } };
}

/** What a refused bulk call may have deleted is missing now. */
function perhapsDeleted(verdict: Verdict): Verdict {
	if (verdict.ok || verdict.problem.kind !== 'missing') return verdict;
	const advice =
		'It was in a bulk request that was refused. Either it never existed, or that request has deleted it.';
	return { ok: false, problem: { ...verdict.problem, ...LOOKED_AT, advice } };
}

/** Whether the vendor is to stop at a refusal: not where one is an answer too. */
function halts({ halt }: BulkRun, specs: readonly RequestSpec[]): boolean {
	return (
		halt &&
		!specs.some(({ optional, mayBeDenied, mayFail }) => optional ?? mayBeDenied ?? mayFail ?? false)
	);
}

function packedFor(
	run: BulkRun,
	bulk: Bulk,
	specs: readonly RequestSpec[],
): RequestSpec | undefined {
	try {
		return bulk.pack(specs, halts(run, specs));
	} catch {
		return undefined;
	}
}

/**
 * Each part is read as the answer to a single call would be; an answer that can't be unpacked
 * says nothing about any of them.
 */
function unpacked(
	run: BulkRun,
	bulk: Bulk,
	body: unknown,
	specs: readonly RequestSpec[],
): Verdict[] {
	const { vendor } = run;
	try {
		const verdicts = provedVerdicts(vendor, bulk.unpack(body, specs, halts(run, specs)), specs);
		return verdicts.map((verdict, place) => orAnswer(verdict, specs[place]));
	} catch {
		return provedVerdicts(vendor, [], specs);
	}
}

const JOB_CONTINUES =
	'The background job continues without n8n. Check its records before running these items again.';

/** Advice that nothing was sent is about the question how far the job is, not about the job. */
function isOfThisCall({ kind }: Problem): boolean {
	return kind === 'limited' || kind === 'unreachable' || kind === 'notSent';
}

/**
 * Goes on with a bulk call that only began the work. Whatever goes wrong from now on, nobody knows what was
 * done.
 */
async function pollUntilDone(
	run: BulkRun,
	steps: Generator<ProgressCall, unknown, unknown>,
): Promise<Verdict> {
	const unclear = (problem: Problem): Verdict => ({
		ok: false,
		problem: isOfThisCall(problem)
			? { ...problem, kind: 'unclear', hints: [JOB_CONTINUES], advice: '', mayFollow: true }
			: { ...problem, kind: 'unclear', mayFollow: true },
	});
	const until = now() + run.maxWaitMs;
	try {
		let step = steps.next();
		while (step.done !== true) {
			if (now() + step.value.afterMs > until)
				return unclear({
					kind: 'unclear',
					title: 'The background job did not end in time',
					hints: [JOB_CONTINUES, 'Or raise {maxWait} under Batching.'],
					advice: '',
				});
			if (step.value.progress !== undefined) run.tell(step.value.progress);
			await wait(step.value.afterMs, run.signal);
			const verdict = await run.call(step.value.request, { until, isUnderWay: true });
			if (!verdict.ok) return unclear(verdict.problem);
			step = steps.next(verdict.body);
		}
		return { ok: true, body: step.value };
	} catch (cause) {
		if (cause instanceof Cancelled) throw cause as Error;
		return unclear(
			cause instanceof Refused
				? cause.problem
				: {
						kind: 'unclear',
						title: 'The answer to the background job could not be read',
						advice: '',
					},
		);
	}
}

/** Sends a bulk call again in halves, until the culprit stands alone. */
async function sendHalves(
	run: BulkRun,
	bulk: Bulk,
	specs: readonly RequestSpec[],
): Promise<Verdict[]> {
	const middle = Math.ceil(specs.length / 2);
	const first = await sendGroup(run, bulk, specs.slice(0, middle));
	return [...first, ...(await sendGroup(run, bulk, specs.slice(middle)))];
}

/**
 * Some were carried out, and the answer does not say which: all are sent again until those that
 * are refused stand alone.
 * All have been sent already, so none is left out. If fewer say yes than were carried out, a no
 * may be about one of those.
 */
async function sortedOut(
	run: BulkRun,
	bulk: Bulk,
	specs: readonly RequestSpec[],
	done: number,
): Promise<Verdict[]> {
	const verdicts = await sendHalves(underWay(run), bulk, specs);
	if (verdicts.filter(({ ok }) => ok).length >= done) return verdicts;
	const unclear: Verdict = {
		ok: false,
		problem: {
			kind: 'unclear',
			title: `${run.vendor} completed ${done} of ${specs.length} items and did not say which`,
			advice: '',
		},
	};
	return verdicts.map((verdict) => (!verdict.ok && isRefusal(verdict.problem) ? unclear : verdict));
}

function isRefusal({ kind }: Problem): boolean {
	return kind === 'invalid' || kind === 'missing';
}

/**
 * Requests inside the group that met a limit were not executed: they alone go again after the vendor's wait,
 * together with those behind them that the vendor left out because of it.
 */
async function repeatLimited(
	run: BulkRun,
	bulk: Bulk,
	specs: readonly RequestSpec[],
	verdicts: Verdict[],
	repeats: number,
): Promise<Verdict[]> {
	const problems = verdicts.flatMap((verdict, index) =>
		verdict.ok ? [] : [{ index, ...verdict.problem }],
	);
	const limited = problems.filter(({ kind }) => kind === 'limited');
	// A vendor that asks for no time at all and refuses again has not asked for enough.
	const least = LEAST_PAUSE_MS * 2 ** repeats;
	const pause = Math.max(least, ...limited.map(({ waitMs }) => waitMs ?? LIMIT_PAUSE_MS));
	const until = run.terms?.until ?? now() + run.maxWaitMs;
	if (limited.length === 0 || now() + pause > until || repeats >= MOST_REPEATS) return verdicts;
	const refused = problems.some(({ kind }) => kind !== 'limited' && kind !== 'notSent');
	const again = problems.filter(
		({ kind }) => kind === 'limited' || (!refused && kind === 'notSent'),
	);
	await wait(pause, run.signal);
	if (run.isOver()) return verdicts;
	const second = await sendGroup(
		{ ...run, terms: { ...run.terms, until } },
		bulk,
		again.map(({ index }) => specs[index]),
		repeats + 1,
	);
	again.forEach(({ index }, position) => (verdicts[index] = second[position]));
	return verdicts;
}
