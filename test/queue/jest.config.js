'use strict';
/**
 * The tests of the packed package in an n8n with two workers; one n8n for all files, so they run
 * one after the other.
 */
module.exports = {
	...require('../n8n/jest.config.js'),
	roots: ['<rootDir>/test/queue'],
	testSequencer: require.resolve('@jest/test-sequencer'),
	globalSetup: '<rootDir>/test/queue/support/setup.mjs',
	globalTeardown: '<rootDir>/test/n8n/support/teardown.mjs',
	testTimeout: 300_000,
};
