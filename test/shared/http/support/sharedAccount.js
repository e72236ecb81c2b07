'use strict';
/**
 * An account at a vendor, and processes of n8n that share it and know of each other by refusals
 * alone, on virtual time. The vendor counts a call when it arrives; travel takes a random time.
 */
const { RateLimiter } = require('../../../../dist/nodes/shared/http/rateLimiter');
const { paceOf } = require('../../../../dist/nodes/shared/http/budgets');
const { leakyBucket, slidingWindow } = require('../../../vendors/server');
const { VirtualTime } = require('../../../support/virtualTime');

/** As the fakes count, on another clock. */
function vendorOf(limit, time) {
	const made = limit.calls === undefined ? leakyBucket(limit, time.time) : slidingWindow(limit);
	return { admit: () => made.admit(time.time) };
}

/**
 * How long the calls take where the limit alone counts.
 * @returns milliseconds
 */
function physical(limit, calls, answerMs = 0) {
	return limit.calls === undefined
		? (Math.max(0, calls - limit.burst) / limit.perSecond) * 1000 + answerMs
		: (Math.ceil(calls / limit.calls) - 1) * limit.seconds * 1000 + answerMs;
}

/**
 * @param {object} how
 * @param {object} how.real what the vendor allows: { calls, seconds } or { burst, perSecond }
 * @param {object} how.said what the process thinks it allows: a Limit
 * @param {number[]} how.calls how many each process makes
 * @param {number} [how.concurrent] calls of a process that may be under way
 * @param {number[]} [how.starts] when each process begins
 * @param {number} [how.travelMs] from here to the vendor, at least
 * @param {number} [how.jitterMs] and at most so much longer
 * @param {(no: number) => number} [how.heldUpMs] how much longer call number `no` of all is on its way
 * @param {number} [how.answerMs] from the vendor's yes to us, what the work takes included
 * @param {number} [how.refusalMs] from its no to us; a tenth of that if it is left out
 * @param {number} [how.retryAfterMs] in the vendor's refusals
 * @returns {Promise<{took: number, calls: number, refused: number, physical: number, each: object[], sent: number[]}>}
 */
async function simulated(how) {
	const { real, said, calls, concurrent = 5, starts = [], seed = 1 } = how;
	const { travelMs = 20, jitterMs = 0, answerMs = 80, retryAfterMs, during } = how;
	const { heldUpMs = () => 0 } = how;
	let made = 0;
	const { refusalMs = answerMs / 10 } = how;
	const time = new VirtualTime(seed);
	const vendor = vendorOf(real, time);
	const each = [];
	const accepted = [];
	const process = async (count, index) => {
		await time.pass(starts[index] ?? 0);
		const limiter = new RateLimiter(paceOf(said, time.clock()), time.clock());
		const mine = { refused: 0, done: 0, failed: 0, ended: 0, limiter };
		each[index] = mine;
		during?.(time, limiter, index);
		let left = count;
		const one = async () => {
			while (left > 0) {
				left -= 1;
				let until = Infinity;
				for (;;) {
					const turn = await limiter.take(undefined, 300_000, until);
					if (turn.tooLongMs !== undefined) {
						mine.failed += 1;
						break;
					}
					await time.pass(travelMs + time.random() * jitterMs + heldUpMs(++made));
					const isYes = vendor.admit();
					if (isYes) accepted.push(time.time);
					await time.pass(isYes ? answerMs : refusalMs);
					const wait = turn.ended(isYes ? 'spent' : 'refused', isYes ? undefined : retryAfterMs);
					if (isYes) {
						mine.done += 1;
						break;
					}
					mine.refused += 1;
					until = Math.min(until, time.time + 300_000);
					if (time.time + wait > until) {
						mine.failed += 1;
						break;
					}
				}
			}
		};
		await Promise.all(Array.from({ length: concurrent }, one));
		mine.ended = time.time;
	};
	await time.until(Promise.all(calls.map(process)));
	const total = calls.reduce((sum, count) => sum + count, 0);
	return {
		took: time.time,
		calls: total,
		refused: each.reduce((sum, { refused }) => sum + refused, 0),
		failed: each.reduce((sum, { failed }) => sum + failed, 0),
		physical: physical(real, total, travelMs + answerMs),
		each,
		accepted,
	};
}

module.exports = { simulated, physical };
