'use strict';
const { setTimeout: sleep } = require('node:timers/promises');

const LIMIT_MS = 20_000;
const LOOK_EVERY_MS = 50;
/** How long a click may take to show before it is made again. */
const PATIENCE_MS = 3_000;

/**
 * Looks again and again until what is seen equals what is wanted. The editor draws in steps, so a
 * first look may be early.
 * @returns what was seen last; the caller compares, so that Jest shows the difference
 */
async function seenAtLast(look, isWanted, limitMs = LIMIT_MS) {
	for (const end = Date.now() + limitMs; ; await sleep(LOOK_EVERY_MS)) {
		const seen = await look();
		if (isWanted(seen) || Date.now() > end) return seen;
	}
}

/** Waits until the editor shows what is wanted, and fails with the difference when it does not. */
async function expectShown(look, wanted, limitMs) {
	const same = (seen) => {
		try {
			expect(seen).toEqual(wanted);
			return true;
		} catch {
			return false;
		}
	};
	expect(await seenAtLast(look, same, limitMs)).toEqual(wanted);
}

/**
 * Does what a user does who looks at what came of it: a list that moves while it opens can take a click at a place
 * where nothing is any more, which on a busy machine happens once in some thousand clicks.
 * @param act may fail for want of the thing to click at
 * @param isTaken whether the click did its work
 */
async function untilTaken(act, isTaken) {
	for (const end = Date.now() + LIMIT_MS; ;) {
		const failure = await act().then(
			() => undefined,
			(error) => error,
		);
		if (await seenAtLast(isTaken, Boolean, PATIENCE_MS)) return;
		if (Date.now() > end)
			throw new Error('What was clicked at did not take it', { cause: failure });
	}
}

module.exports = { PATIENCE_MS, expectShown, seenAtLast, untilTaken };
