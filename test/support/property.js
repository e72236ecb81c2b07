'use strict';
const fc = require('fast-check');

/** The same examples in every run, so that a failure stays one. */
const FIXED = { seed: 20261120, numRuns: 500 };

/** Checks that something holds for many generated inputs: `property(arbitrary, …, (value, …) => { expect… })`. */
const property = (...parts) => fc.assert(fc.property(...parts), FIXED);
const asyncProperty = (...parts) =>
	fc.assert(fc.asyncProperty(...parts), { ...FIXED, numRuns: 50 });

module.exports = { fc, property, asyncProperty };
