'use strict';
/** How the items of a run ended that went on after errors. */

/** How the items of a run ended: for each its number, and whether it says why it failed. */
function each({ onError, output, errorOutput }) {
	const bad = onError === 'continueErrorOutput' ? errorOutput : output;
	return {
		done: onError === 'continueErrorOutput' ? output.length : 0,
		failed: bad.map(({ json, error, pairedItem }) => [
			pairedItem?.item,
			typeof (json.error ?? error?.message) === 'string',
		]),
	};
}

/** The same of so many items that have all failed. */
const allFailed = (count) => ({
	done: 0,
	failed: Array.from({ length: count }, (_, index) => [index, true]),
});

module.exports = { allFailed, each };
