'use strict';
/**
 * In processes that are measured: loads what is written in TypeScript as the benchmark has compiled it, so that no
 * compiler takes part.
 */
const { readFileSync } = require('node:fs');
const path = require('node:path');

const ROOT = path.join(__dirname, '..', '..');
const CACHE = path.join(ROOT, '.cache', 'bench');

require.extensions['.cts'] = (module, file) => {
	const compiled = path.join(CACHE, `${path.relative(ROOT, file)}.js`);
	module._compile(readFileSync(compiled, 'utf8'), file);
};
