/**
 * What can go wrong between a workflow and a vendor. Each accident of a scenario is a plain record, so that a scenario
 * can be printed, shrunk, and kept; what it does stands here.
 */
import type { Answer } from '../vendors/server.cts';
import type { CallRecord, LineSettings } from './line.cts';
import type { Random } from './random.cts';
import type { VirtualTime } from './virtualTime.cts';

/**
 * - limited: refused because of the vendor's limit, in the vendor's words or as a plain 429; nothing was done
 * - refusedConnection: no connection was made
 * - lostBefore, lostAfter: the connection broke before, or after, the vendor did its work
 * - late: the answer comes after `lateMs`, perhaps when nobody waits for it any more
 * - broken: 500, 502, 503 (with Retry-After) or 408 of something in between; `stored`: the vendor had done its work
 * - cut, empty, foreign: a 200 that is cut off, empty, or a page of something else
 * - hollow: a yes in the vendor's form that shows nothing of what was done
 * - reshaped: a bulk answer with a row missing, in another order, or doubled
 * - expired: the vendor no longer takes the access token
 * - outage: for some time nothing arrives
 * - limits: for some time the vendor takes fewer calls of a class, refuses the others in its own words, and changes its
 *   mind meanwhile
 */
export type AccidentKind =
	| 'limited'
	| 'refusedConnection'
	| 'lostBefore'
	| 'lostAfter'
	| 'late'
	| 'broken'
	| 'cut'
	| 'empty'
	| 'foreign'
	| 'hollow'
	| 'reshaped'
	| 'expired'
	| 'outage'
	| 'limits';

export interface Accident {
	kind: AccidentKind;
	/** hits the call with this number, counted over all workflows */
	call?: number;
	/** hits all calls between these moments, in virtual milliseconds since the beginning */
	from?: number;
	to?: number;
	stored?: boolean;
	lateMs?: number;
	status?: number;
	retryAfter?: string;
	/** of `limited`: in the vendor's own words */
	own?: boolean;
	how?: 'short' | 'reordered' | 'doubled';
	/** of `limits`: so many calls in so many milliseconds, and of which class */
	calls?: number;
	perMs?: number;
	share?: 'all' | 'bulk' | 'single';
}

export interface Hit {
	kind: AccidentKind | undefined;
	lateBy: number;
	answerLateBy: number;
	answered(
		handled: () => Promise<Answer>,
		record: CallRecord,
		settings: LineSettings,
	): Promise<Answer>;
}

/** What a vendor says, and how its answers can be falsified (test/faults/vendors.js). */
interface Words {
	limit(echo: string): Answer;
	hollow(call: { sentTo: string; answer: unknown }): unknown;
	rows(call: { sentTo: string; answer: unknown }): unknown;
	reshaped(body: unknown, how: string): unknown;
	renews?(fake: { vendor: unknown }): void;
}

const broken = (code: string, message: string): Error =>
	Object.assign(new Error(message), { code });
const HTML = { 'content-type': 'text/html' };
const page = (title: string, echo: string) =>
	`<html><head><title>${title}</title></head><body>${echo}</body></html>`;

type Answered = Hit['answered'];

/** A refusal that was replaced by an ordinary yes could not be told from one. */
function isRefusal({ status = 200, body }: Answer): boolean {
	const text = typeof body === 'string' ? body : JSON.stringify(body ?? '');
	return status >= 300 || /"(?:error|errorCode|ExceptionType|FailureReason)":/.test(text);
}

const ANSWERED: Record<AccidentKind, (accident: Accident) => Answered> = {
	limited:
		({ own = true, retryAfter }) =>
		async (_handled, _record, { words, echo }) =>
			await Promise.resolve(
				own
					? (words as Words).limit(echo)
					: {
							status: 429,
							headers: retryAfter === undefined ? {} : { 'retry-after': retryAfter },
							body: `Too many requests ${echo}`,
						},
			),
	refusedConnection: () => async () =>
		await Promise.reject(broken('ECONNREFUSED', 'connect ECONNREFUSED')),
	lostBefore: () => async () => await Promise.reject(broken('ECONNRESET', 'socket hang up')),
	lostAfter: () => async (handled) => {
		await handled();
		throw broken('ECONNRESET', 'socket hang up');
	},
	late: () => async (handled) => await handled(),
	broken:
		({ stored = false, status = 502, retryAfter }) =>
		async (handled, _record, { echo }) => {
			if (stored) await handled();
			return {
				status,
				headers: { ...HTML, ...(retryAfter === undefined ? {} : { 'retry-after': retryAfter }) },
				body: page('Error', echo),
			};
		},
	cut: () => async (handled) => {
		const { body, ...answer } = await handled();
		const text = typeof body === 'string' ? body : JSON.stringify(body ?? '');
		return { ...answer, body: text.slice(0, Math.ceil(text.length / 2)) };
	},
	empty: () => async (handled) => {
		const answer = await handled();
		return isRefusal(answer) ? answer : { status: 200, body: '' };
	},
	foreign:
		() =>
		async (_handled, _record, { echo }) =>
			await Promise.resolve({ status: 200, headers: HTML, body: page('Welcome', echo) }),
	hollow:
		() =>
		async (handled, record, { words }) => {
			const answer = await handled();
			if (isRefusal(answer)) return answer;
			return {
				...answer,
				body: (words as Words).hollow({ sentTo: record.path, answer: answer.body }),
			};
		},
	reshaped:
		({ how = 'short' }) =>
		async (handled, record, { words }) => {
			const answer = await handled();
			const { rows, reshaped } = words as Words;
			const isBulk = rows({ sentTo: record.path, answer: answer.body }) !== undefined;
			return isBulk ? { ...answer, body: reshaped(answer.body, how) } : answer;
		},
	expired:
		() =>
		async (handled, _record, { words, vendor }) => {
			(words as Words).renews?.({ vendor });
			return await handled();
		},
	outage:
		() =>
		async (_handled, _record, { echo }) =>
			await Promise.resolve({ status: 502, headers: HTML, body: page('Bad Gateway', echo) }),
	limits:
		() =>
		async (_handled, _record, { words, echo }) =>
			await Promise.resolve((words as Words).limit(echo)),
};

/** Of the kinds that leave nobody able to say whether the vendor did its work. */
export const UNCLEAR: ReadonlySet<AccidentKind> = new Set<AccidentKind>([
	'lostBefore',
	'lostAfter',
	'late',
	'broken',
	'cut',
	'empty',
	'foreign',
	'hollow',
	'reshaped',
	'outage',
]);

/** @param taken when each limit let a call pass; added to */
function isOverLimit(
	limit: Accident,
	path: string,
	passed: number,
	taken: Map<Accident, number[]>,
): boolean {
	const { calls = 1, perMs = 1000, share = 'all' } = limit;
	if (share !== 'all' && BULK.test(path) !== (share === 'bulk')) return false;
	const recent = (taken.get(limit) ?? []).filter((at) => at > passed - perMs);
	taken.set(limit, recent.length < calls ? [...recent, passed] : recent);
	return recent.length >= calls;
}

const BULK = /\/Bulk\/|\/batch$/i;

/**
 * The accident of a call; of several that would hit it, the first.
 * @param spent those that wait for a bulk call and have had one; added to
 * @param taken what passed the limits; added to
 */
export function accidentOf(
	accidents: readonly Accident[],
	{ number, path }: CallRecord,
	time: VirtualTime,
	spent: Set<Accident>,
	taken: Map<Accident, number[]>,
): Hit {
	const passed = time.passed();
	const accident = accidents.find((one) => {
		const { kind, call, from, to } = one;
		if (call === undefined) {
			if (from === undefined || to === undefined || passed < from || passed >= to) return false;
			return kind !== 'limits' || isOverLimit(one, path, passed, taken);
		}
		// Only a bulk call can have it: the first one from there on.
		return kind === 'reshaped'
			? number >= call && BULK.test(path) && !spent.has(one)
			: number === call;
	});
	if (accident?.kind === 'reshaped') spent.add(accident);
	if (accident === undefined)
		return {
			kind: undefined,
			lateBy: 0,
			answerLateBy: 0,
			answered: async (handled) => await handled(),
		};
	const { kind, lateMs = 0, stored = true } = accident;
	return {
		kind,
		// Late on its way there, or on its way back: the vendor does its work in time, or after it was given up.
		lateBy: kind === 'late' && !stored ? lateMs : 0,
		answerLateBy: kind === 'late' && stored ? lateMs : 0,
		answered: ANSWERED[kind](accident),
	};
}

const RETRY_AFTER = [
	'0',
	'1',
	'30',
	'1000000000',
	'Fri, 31 Dec 9999 23:59:59 GMT',
	'soon',
	'-5',
	'9'.repeat(400),
];

/** An accident at random. @param call which one it hits */
export function drawAccident(random: Random, call: number): Accident {
	const kind = random.weighted<AccidentKind>([
		[5, 'limited'],
		[2, 'refusedConnection'],
		[3, 'lostBefore'],
		[4, 'lostAfter'],
		[2, 'late'],
		[4, 'broken'],
		[1, 'cut'],
		[1, 'empty'],
		[1, 'foreign'],
		[2, 'hollow'],
		[3, 'reshaped'],
		[2, 'expired'],
	]);
	const stored = random.chance(0.5);
	switch (kind) {
		case 'limited':
			return {
				kind,
				call,
				own: random.chance(0.6),
				retryAfter: random.chance(0.5) ? random.pick(RETRY_AFTER) : undefined,
			};
		case 'late':
			return { kind, call, stored, lateMs: random.pick([500, 20_000, 65_000, 400_000]) };
		case 'broken':
			return {
				kind,
				call,
				stored,
				status: random.pick([408, 500, 502, 503, 504]),
				retryAfter: random.chance(0.4) ? random.pick(RETRY_AFTER) : undefined,
			};
		case 'reshaped':
			return { kind, call, how: random.pick(['short', 'reordered', 'doubled'] as const) };
		default:
			return { kind, call };
	}
}

/** For some time, other limits than the vendor usually has. */
export function drawLimits(random: Random): Accident {
	const from = random.pick([0, random.whole(0, 20_000)]);
	return {
		kind: 'limits',
		from,
		to: from + random.pick([5000, 60_000]),
		calls: random.pick([1, 2, 5]),
		perMs: random.pick([500, 1000, 5000]),
		share: random.pick(['all', 'bulk', 'single'] as const),
	};
}
