'use strict';
/** Fake vendors for many runs side by side: each has one to itself and hands it back. */
const { fakeFor } = require('../support/fakes');
const { wordsOf } = require('./vendors');

/** @type {Map<string, object[]>} idle ones by vendor */
const idle = new Map();

/** Of every fake so far. */
const knownSecrets = new Set();

/** @returns {Promise<{fake: object, base: object, secrets: string[]}>} as of fakeFor, in its first state */
async function take(vendor) {
	const free = idle.get(vendor)?.pop();
	if (free === undefined) {
		const made = await fakeFor(vendor, wordsOf(vendor).options);
		for (const secret of made.secrets) knownSecrets.add(secret);
		return made;
	}
	free.fake.reset();
	return free;
}

function giveBack(vendor, taken) {
	idle.set(vendor, [...(idle.get(vendor) ?? []), taken]);
}

async function closeAll() {
	for (const free of idle.values()) await Promise.all(free.map(({ fake }) => fake.close()));
	idle.clear();
}

module.exports = { take, giveBack, closeAll, knownSecrets };
