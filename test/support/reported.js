'use strict';
/**
 * Runs a node that reports lost answers as unknown. For tests of how answers are read: what the records of the vendor
 * say beside them is the subject of test/engine/lostAnswers.test.cts and of the fault matrix.
 */
const engine = require('./engine');

/** @param {object} setup as in runNode of engine.js */
const runNode = async ({ parameters, ...setup }) =>
	await engine.runNode({
		...setup,
		parameters: {
			...parameters,
			options: { afterLostAnswer: 'report', ...parameters.options },
		},
	});

module.exports = { ...engine, runNode };
