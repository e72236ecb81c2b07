import type { FindOut, Problem, RequestSpec, Verdict } from '../contract/call';
import type { KnownAccount } from '../http/account';
import { provedVerdict } from '../http/proof';
import { now, wait } from '../http/wait';
import { joined } from '../text/sentences';
import { MadeRecords } from './madeRecords';
import { sendTogether, type BulkRun } from './sendBulk';
import { SharedTurns } from './sharedTurns';

/** What was written shows after this time, or not at all: vendors may answer from copies of their data. */
const SETTLED_MS = 2000;
/** A write whose answer is lost twice is not tried a third time. */
const MOST_SENT = 2;

const LOST_TWICE = 'It was sent twice, and no answer came.';
const NOT_THERE = 'The records in the service show that it was not completed.';
const MAY_FOLLOW = 'No record shows it yet, and it may still be completed.';
const NOT_SHOWN = 'The records in the service do not show whether it was completed.';

/** @returns a verdict for each request, by its place; undefined for what was not sent */
type Send = (specs: readonly RequestSpec[]) => Promise<Array<Verdict | undefined>>;

/** A request on its way. */
interface Sent {
	readonly spec: RequestSpec;
	/** Stands for the item, as the owner of the record that it makes. */
	readonly owner: object;
	/** When it was sent, on the clock of http/wait.ts. */
	at: number;
	verdict: Verdict | undefined;
}

/** A write whose outcome the vendor's records may show. */
interface Lost {
	readonly sent: Sent;
	readonly findOut: FindOut;
	readonly problem: Problem;
}

/** What the records show; `body` is the answer that the write has given, or may have given. */
type Finding = { readonly is: 'done'; readonly body: unknown } | { readonly is: 'absent' | 'open' };

/**
 * Sends requests, and finds out what became of the writes whose answer was lost. What the vendor's records show has
 * the verdict of a good answer; what they twice don't show is sent again; everything else stays unknown. Records are
 * read in the same bulk calls and within the same limits as for any other request.
 */
export class LostAnswers {
	private readonly turns = new SharedTurns();
	private readonly madeRecords = new MadeRecords();

	/** @param isOn whether anything is found out at all */
	constructor(
		private readonly way: BulkRun,
		private readonly account: KnownAccount,
		private readonly isOn: boolean,
	) {}

	/** Whether a verdict leaves open what can be found out. */
	isOpen(verdict: Verdict | undefined, spec: RequestSpec): boolean {
		return this.lostOf({ spec, verdict, owner: spec, at: 0 }).length > 0;
	}

	/**
	 * @param send makes the calls; asked again for what has to be sent again
	 * @throws Cancelled, nothing else
	 */
	async send(specs: readonly RequestSpec[], send: Send): Promise<Array<Verdict | undefined>> {
		const all = specs.map((spec): Sent => ({ spec, owner: {}, at: now(), verdict: undefined }));
		await this.make(all, send);
		for (let tries = 1; ; tries++) {
			const lost = all.flatMap((one) => this.lostOf(one));
			if (lost.length === 0) break;
			const absent = await this.settle(lost, tries);
			if (absent.length === 0 || tries === MOST_SENT || this.way.isOver()) break;
			await this.make(absent, send);
		}
		return all.map(({ verdict }) => verdict);
	}

	private lostOf(sent: Sent): Lost[] {
		const { verdict, spec } = sent;
		if (!this.isOn || spec.effect !== 'write' || verdict?.ok !== false) return [];
		const { findOut } = spec;
		const { problem } = verdict;
		if (findOut === undefined || problem.kind !== 'unclear' || problem.isLookedAt === true)
			return [];
		return [{ sent, findOut, problem }];
	}

	private async make(wanted: readonly Sent[], send: Send): Promise<void> {
		const work = async () => {
			for (const one of wanted) one.at = now();
			const verdicts = await send(wanted.map(({ spec }) => spec));
			for (const [place, one] of wanted.entries()) {
				one.verdict = verdicts[place] ?? one.verdict;
				if (one.verdict?.ok === true) this.isOwn(one, one.verdict.body);
			}
		};
		const looksAlike = wanted.some(
			({ spec: { findOut } }) => findOut?.creates === true && findOut.isMarked !== true,
		);
		await (this.isOn && looksAlike ? this.turns.together(work) : work());
	}

	/** Gives each its verdict. @returns those that were surely not carried out */
	private async settle(lost: readonly Lost[], tries: number): Promise<Sent[]> {
		const first = await this.look(lost);
		const open = lost.filter((one) => first.get(one)?.is === 'absent');
		if (open.length > 0) await wait(SETTLED_MS, this.way.signal);
		const second = open.length > 0 ? await this.look(open, true) : first;
		const absent: Sent[] = [];
		for (const one of lost) {
			const { sent, problem } = one;
			const found = second.get(one) ?? first.get(one);
			if (found?.is === 'done') sent.verdict = { ok: true, body: found.body };
			else if (found?.is !== 'absent') sent.verdict = told(problem, NOT_SHOWN);
			else if (problem.mayFollow === true) sent.verdict = told(problem, MAY_FOLLOW);
			else {
				const why = joined(tries === MOST_SENT ? LOST_TWICE : '', NOT_THERE);
				sent.verdict = told({ ...problem, kind: 'unreachable', hints: undefined }, why);
				absent.push(sent);
			}
		}
		return absent;
	}

	/** Reads the records for all of them at once. @param isSecond what is not found now counts as not there */
	private async look(lost: readonly Lost[], isSecond = false): Promise<Map<Lost, Finding>> {
		const ask = async () => {
			const account = await this.account.get().catch(() => undefined);
			// The vendor's answers tell its time; where none has come yet, one is asked for.
			if (account?.vendorClock.at(0) === undefined) await this.hearClock(lost[0]);
			const since = ({ sent }: Lost) => account?.vendorClock.at(sent.at);
			const answers = await this.read(lost, since, isSecond);
			return new Map(
				lost.map((one): [Lost, Finding] => [one, this.findingOf(one, answers.get(one))]),
			);
		};
		const looksAlike = lost.some(({ findOut }) => findOut.creates && findOut.isMarked !== true);
		return await (looksAlike ? this.turns.alone(ask) : ask());
	}

	/** Any answer tells the vendor's time. */
	private async hearClock({ findOut }: Lost): Promise<void> {
		const first = nextOf(findOut.answers(Date.now()), undefined);
		if (first?.done === false) await this.bodiesOf([first.value]);
	}

	private findingOf({ sent, findOut }: Lost, answers: readonly unknown[] | undefined): Finding {
		if (answers === undefined) return { is: 'open' };
		const proved = answers.filter((body) => provedVerdict('', { ok: true, body }, sent.spec).ok);
		// What is there and is no proof is no sign that nothing is there.
		if (proved.length < answers.length) return { is: 'open' };
		const own = findOut.creates === true ? proved.findIndex((body) => this.isOwn(sent, body)) : 0;
		return proved.length === 0 || own === -1 ? { is: 'absent' } : { is: 'done', body: proved[own] };
	}

	/** @returns undefined for what the records don't tell */
	private async read(
		lost: readonly Lost[],
		sinceOf: (one: Lost) => number | undefined,
		isSecond: boolean,
	): Promise<Map<Lost, readonly unknown[] | undefined>> {
		const found = new Map<Lost, readonly unknown[] | undefined>();
		let going = lost.flatMap((one) => {
			const since = sinceOf(one);
			if (since === undefined && one.findOut.creates === true) return [];
			const { answers, secondLook = answers } = one.findOut;
			const steps = (isSecond ? secondLook : answers)(since ?? 0);
			return [{ one, steps, body: undefined as unknown }];
		});
		while (going.length > 0) {
			const asked = going.flatMap((reading) => {
				const step = nextOf(reading.steps, reading.body);
				if (step?.done === false) return [{ ...reading, request: step.value }];
				if (step?.done === true) found.set(reading.one, step.value);
				return [];
			});
			const bodies = await this.bodiesOf(asked.map(({ request }) => request));
			going = asked.flatMap(({ one, steps }, place) => {
				const { [place]: answer } = bodies;
				return answer === undefined ? [] : [{ one, steps, body: answer.body }];
			});
		}
		return found;
	}

	/** Whether the record that an answer names is the item's; one that is not new is nobody's. */
	private isOwn({ spec: { findOut, proof }, owner }: Sent, body: unknown): boolean {
		if (findOut?.creates !== true) return true;
		return this.madeRecords.claim(`${proof.what} ${String(proof.id?.(body))}`, owner);
	}

	/** Each request once, however many want it. @returns undefined where no answer came */
	private async bodiesOf(
		requests: readonly RequestSpec[],
	): Promise<Array<{ readonly body: unknown } | undefined>> {
		const keys = requests.map((request) => JSON.stringify(request));
		const once = new Map(keys.map((key, place) => [key, requests[place]]));
		const sent = await sendTogether(
			{ ...this.way, halt: false, isOver: () => false, terms: { isUnderWay: true } },
			[...once.values()],
			() => false,
		);
		const verdicts = new Map([...once.keys()].map((key, place) => [key, sent[place]]));
		return keys.map((key) => {
			const verdict = verdicts.get(key);
			if (verdict?.ok === true) return { body: verdict.body };
			return verdict?.problem.kind === 'missing' ? { body: undefined } : undefined;
		});
	}
}

/** @returns undefined where the records can't be read as they are */
function nextOf(
	steps: ReturnType<FindOut['answers']>,
	body: unknown,
): IteratorResult<RequestSpec, readonly unknown[] | undefined> | undefined {
	try {
		return steps.next(body);
	} catch {
		return undefined;
	}
}

function told(problem: Problem, why: string): Verdict {
	return {
		ok: false,
		problem: { ...problem, isLookedAt: true, advice: joined(problem.advice, why) },
	};
}
