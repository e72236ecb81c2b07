'use strict';
/** Prints what the n8n that TEST_ENGINE names can do, for the table in README. */
const { CAN } = require('../support/n8n.cts');

process.stdout.write(`${JSON.stringify(CAN)}\n`, () => process.exit(0));
