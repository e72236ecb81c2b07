'use strict';
const { setTimeout: sleep } = require('node:timers/promises');

const LIMIT_MS = 20_000;
const LOOK_EVERY_MS = 50;

/**
 * Looks again and again until what is seen equals what is wanted. The editor draws in steps, so a first look may be early.
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

module.exports = { expectShown, seenAtLast };
