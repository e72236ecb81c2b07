'use strict';
const { setTimeout: sleep } = require('node:timers/promises');

const LIMIT_MS = 200_000;
const LOOK_EVERY_MS = 50;

/** Waits until something is so. @param {string} what completes "it took too long until" */
async function until(what, condition) {
	for (const end = Date.now() + LIMIT_MS; !condition(); await sleep(LOOK_EVERY_MS)) {
		if (Date.now() > end) throw new Error(`it took too long until ${what}`);
	}
}

module.exports = { until };
