/**
 * Physical times: what a vendor's limits and its answer times alone would take, with nothing in between. A bar says how
 * many times as long the node took. Nothing here is measured; test/scripts/bench.test.cts holds the arithmetic.
 */

/**
 * @typedef {{window: {calls: number, seconds: number}} | {bucket: {burst: number, perSecond: number}} | {}} Limit
 *   window: at most so many calls in any period of so many seconds; bucket: holds `burst` calls and drains
 */

/**
 * When calls may start under a limit, each as early as it can.
 * @param {Limit} limit
 * @returns {(earliest: number) => number} asked for one call after another: the second at which it starts, at or after
 * `earliest`
 */
export function startsUnder({ window, bucket } = {}) {
	if (window !== undefined) return windowStarts(window);
	if (bucket !== undefined) return bucketStarts(bucket);
	return (earliest) => earliest;
}

function windowStarts({ calls, seconds }) {
	const starts = [];
	return (earliest) => {
		const leaves = starts.length < calls ? 0 : starts[starts.length - calls] + seconds;
		starts.push(Math.max(earliest, leaves));
		return starts.at(-1);
	};
}

function bucketStarts({ burst, perSecond }) {
	let level = 0;
	let last = 0;
	return (earliest) => {
		const left = Math.max(0, level - (earliest - last) * perSecond);
		const start = earliest + Math.max(0, left + 1 - burst) / perSecond;
		level = Math.max(0, level - (start - last) * perSecond) + 1;
		last = start;
		return start;
	};
}

/**
 * Seconds until the last answer is there. As many calls as are allowed are under way; each starts when one of them has
 * its answer and the limit lets it.
 * @param {object} work
 * @param {number} work.calls how many there are
 * @param {number} work.answer seconds from the start of a call to its answer
 * @param {number} work.atOnce calls that may be under way at once
 * @param {Limit} [work.limit]
 */
export function physicalSeconds({ calls, answer, atOnce, limit }) {
	const startOf = startsUnder(limit);
	const free = new Array(Math.min(atOnce, calls)).fill(0);
	let end = 0;
	for (let call = 0; call < calls; call++) {
		const turn = call % free.length;
		end = startOf(free[turn]) + answer;
		free[turn] = end;
	}
	return end;
}

/** `1.04 × physical (35.2 s)` */
export function timesPhysical(seconds, physical) {
	return `${(seconds / physical).toFixed(2)} × physical (${physical.toFixed(1)} s)`;
}
