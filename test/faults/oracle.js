'use strict';
/**
 * What has to come out of a run with an accident, from what the accident means and what the call does; nothing of how
 * the package goes about it.
 *
 * 1. Refused before it was carried out (a limit): any call is made once more after the wait, so
 * every item goes through.
 * 2. Nobody knows whether it was carried out: a call that reads is made once more; one that writes never, and its items
 *    are told as unknown.
 *    Where the vendor's records show what was done (foundOut.js), they are read: what is there is done, and stored
 *    once; what is not there is sent again, but for a job in the background, which may still be begun.
 * 3. Refused: never made again; its items are told as not carried out, or as carried out in part where an earlier call
 *    of the same item had changed something.
 * 4. The credential refused: as 3, and nothing more is sent.
 * 5. Where n8n stops at the first failure, nothing more is begun; what was not begun is told as not sent.
 * 6. Under n8n's Retry On Fail only what was not carried out is sent again.
 * 7. A yes has to prove itself. An answer that proves nothing leaves a write unknown, and is an error of a read however
 *    often it comes; only what the contract answers with nothing is done.
 * 8. In the answer to a bulk call an item gets what is there under its own name, wherever it
 * stands and however often; an
 *    item whose name is not there is unknown.
 */
const READ_TRIES = 4;
/**
 * What an expired OAuth2 token costs: the refused call, once more as an error that n8n sees, the
 * new token, the call.
 */
const RENEWED = 4;

/**
 * @param {object} cell
 * @param {{calls: object[], together: boolean, items: object[]}} cell.plan of planOf
 * @param {object} cell.fault of faults.js
 * @param {number} cell.target which of the plan's calls has the accident
 * @param {boolean} cell.stop n8n stops at the first failure
 * @param {object} cell.words of vendors.js
 * @param {(call: object) => 'all' | 'later' | 'nothing'} cell.shown whether the records show what a call has written
 * @returns {{outcomes: Array<'ok'|'no'|'partly'|'unknown'|'notSent'>, calls: number, writes: number}} `calls` and
 *   `writes` are NaN where that is not for the oracle to say
 */
function expected({ plan, fault, target, stop, words, shown = () => 'nothing' }) {
	const items = plan.items.map(() => ({ outcome: undefined, changed: false }));
	const total = { calls: 0, writes: 0 };
	run(items, total, { plan, fault, target, stop, words, shown });
	const outcomes = () =>
		items.map(({ outcome, changed }) => outcome ?? (changed ? 'partly' : 'notSent'));
	// n8n runs the node again only when it stopped, and what may have been done already makes another try senseless.
	if (
		fault.retryOnFail === true &&
		stop &&
		outcomes().every((outcome) => ['ok', 'no', 'notSent'].includes(outcome))
	) {
		for (const item of items) if (item.outcome === 'no') item.outcome = undefined;
		run(items, total, { plan, fault, target: undefined, stop, words, shown });
	}
	return { ...total, outcomes: outcomes() };
}

/** One try: every item that has no outcome yet. */
function run(items, total, { plan, fault, target, stop, words, shown }) {
	const open = new Set(items.flatMap(({ outcome }, item) => (outcome === undefined ? [item] : [])));
	const lanes = plan.together
		? items.map((_, item) => plan.calls.filter((call) => call.items.includes(item)))
		: [plan.calls.flatMap((call) => [...(call.spares ?? []), call])];
	for (const lane of lanes) {
		/** What has been answered. */
		const answered = new Set();
		let over = false;
		let paused = false;
		for (const call of lane) {
			const going = call.items.filter((item) => open.has(item));
			if (over || going.length === 0 || isLeftOut(call, open)) continue;
			if (!plan.calls.includes(call) && answered.has(call.signature)) continue;
			const hit = target !== undefined && isHit(call, plan, fault, target);
			const { calls, writes, outcomeOf, fatal } = made(call, going, hit ? fault : undefined, {
				words,
				paused,
				together: plan.together,
				shows: shown(call),
			});
			total.calls += calls;
			total.writes += writes;
			paused ||= hit && fault.impatient === true;
			if (going.every((item) => outcomeOf(item) === undefined)) answered.add(call.signature);
			over = fatal === true || (stop && going.some((item) => outcomeOf(item) !== undefined));
			const still = new Set(open);
			for (const item of going) {
				const { changed } = items[item];
				const outcome = outcomeOf(item);
				items[item].changed ||= outcome === undefined && call.write && !call.begins;
				if (outcome !== undefined)
					items[item].outcome = changed && outcome === 'no' ? 'partly' : outcome;
				else if (call === lastOf(item, plan, still)) items[item].outcome = 'ok';
				if (items[item].outcome !== undefined) open.delete(item);
			}
		}
	}
}

/** An item that is left alone travels in no job, so that there is none to ask for. */
function isLeftOut({ follows, items }, open) {
	return follows && items.filter((item) => open.has(item)).length < 2;
}

function lastOf(item, { calls }, open) {
	return calls.findLast((call) => call.items.includes(item) && !isLeftOut(call, open));
}

/** Whether a call has the accident of the target; a read that proves nothing proves nothing the next time either. */
function isHit(call, { calls, together }, fault, target) {
	if (call === calls[target] || fault.lasts === true) return true;
	if (fault.meaning !== 'unproved' || calls[target].write || call.write) return false;
	const isSame = calls[target].follows ? call.follows : call.signature === calls[target].signature;
	const place = calls.findIndex((one) => one === call || one.spares?.includes(call) === true);
	return isSame && (together || place > target);
}

/** How one call ends. @returns outcomeOf: what it ends its items with, when it ends them */
function made(...call) {
	const { outcome, outcomeOf = () => outcome, ...rest } = end(...call);
	return { ...rest, outcomeOf };
}

function end(call, going, fault, { words, paused, together, shows }) {
	const isShown = shows === 'all' || shows === 'later';
	/** Records are read for it, which may take any number of calls. */
	const counted = (calls) => (shows === 'nothing' ? calls : Number.NaN);
	/** A job goes on while its records are looked for. */
	const none = call.follows && shows !== 'nothing' ? Number.NaN : 0;
	const whole = going.length === call.items.length;
	const records = whole ? call.stores : going.reduce((sum, item) => sum + call.records[item], 0);
	const goesOn = (calls) => ({ calls, writes: records });
	if (fault === undefined || (fault.empty === true && call.emptyYes)) return goesOn(1);
	if (fault.meaning === 'limited')
		return fault.impatient === true
			? {
					calls: call.follows ? counted(1) : paused ? 0 : 1,
					writes: none,
					outcome: call.follows ? 'unknown' : 'no',
				}
			: goesOn(2);
	if (fault.meaning === 'unclear') {
		if (call.write) return lost(call, records, fault, { shows, goesOn, words });
		return fault.lasts === true
			? {
					calls: call.follows ? counted(READ_TRIES) : READ_TRIES,
					writes: none,
					outcome: call.follows ? 'unknown' : 'no',
				}
			: goesOn(2);
	}
	if (fault.meaning === 'unproved') {
		if (fault.yes === true) return goesOn(1);
		if (call.write) return lost(call, records, fault, { shows, goesOn, words });
		if (call.follows && isShown) return goesOn(Number.NaN);
		return { calls: Number.NaN, writes: none, outcome: call.follows ? 'unknown' : 'no' };
	}
	if (fault.meaning === 'rows')
		return {
			...goesOn(fault.how === 'short' ? counted(1) : 1),
			outcomeOf: (item) =>
				!isShown && fault.how === 'short' && item === call.items[0] ? 'unknown' : undefined,
		};
	// Under way together, the others may meet the old token too.
	if (fault.meaning === 'auth' && words.renews !== undefined)
		return goesOn(together ? Number.NaN : RENEWED);
	// The job was begun, whatever is said of it.
	if (call.follows && isShown) return goesOn(Number.NaN);
	const outcome = call.follows ? 'unknown' : 'no';
	if (fault.meaning === 'auth')
		return {
			calls: call.follows ? counted(1) : words.isDisambiguation === undefined ? 1 : 2,
			writes: none,
			outcome,
			fatal: true,
		};
	// The other way has calls of its own.
	if (call.mayRefuse) return goesOn(Number.NaN);
	return words.cut(call) && going.length > 1
		? goesOn(1 + going.length)
		: { calls: call.follows ? counted(1) : 1, writes: none, outcome };
}

/** The answer to a call that writes was lost, or proves nothing. */
function lost(call, records, fault, { shows, goesOn, words }) {
	const isShown = shows === 'all' || shows === 'later';
	const isKnown = fault.executed
		? shows === 'all' || (shows === 'later' && fault.stalls !== true)
		: isShown && !call.begins && !words.isJob(call);
	if (isKnown && fault.lasts !== true) return goesOn(Number.NaN);
	return {
		calls: shows === 'nothing' ? 1 : Number.NaN,
		// A job that was begun goes on while its records are looked for.
		writes: fault.executed ? (call.begins && shows !== 'nothing' ? Number.NaN : records) : 0,
		outcome: 'unknown',
	};
}

module.exports = { expected };
