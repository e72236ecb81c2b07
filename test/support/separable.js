'use strict';
/**
 * What has to be said for each vendor stands in a file a vendor, and is put together here from those that are there: so
 * the packages of a single vendor (`npm run split`) hold this code as it is, with their own vendor's file alone.
 */
const fs = require('node:fs');
const path = require('node:path');

/** All that the files of a folder beside this one export, in one object. @param {string} folder e.g. `fakes` */
function filesOf(folder) {
	const files = fs
		.readdirSync(path.join(__dirname, folder))
		.filter((name) => name.endsWith('.js'))
		.sort();
	return Object.assign({}, ...files.map((name) => require(path.join(__dirname, folder, name))));
}

module.exports = { filesOf };
