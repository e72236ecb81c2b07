'use strict';

/** An ID of no record of the fake portal. */
const UNKNOWN = 99999;

module.exports = { UNKNOWN };
