'use strict';
/** Fake vendors for many runs side by side: each has one to itself and hands it back. */
const { fakeFor } = require('../support/fakes.cts');
const { wordsOf } = require('./vendors');

/** @type {Map<string, object[]>} idle ones by vendor, without a server */
const idle = new Map();

/** Of every fake so far. */
const knownSecrets = new Set();

/**
 * @returns {Promise<{fake: object, base: object, secrets: string[]}>} as of fakeFor, in its first state. Its address is
 * new, and so its account: what the package has learned of a limit is of no account to other runs.
 */
async function take(vendor) {
	const made = await fakeFor(vendor, wordsOf(vendor).options, {}, idle.get(vendor)?.pop());
	made.fake.reset();
	for (const secret of made.secrets) knownSecrets.add(secret);
	return made;
}

function giveBack(vendor, { fake }) {
	idle.set(vendor, [...(idle.get(vendor) ?? []), fake.vendor]);
	// What still hangs on the line ends with it; nobody waits for that.
	void fake.close();
}

module.exports = { take, giveBack, knownSecrets };
