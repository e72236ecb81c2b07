'use strict';
/** The tests of the packed package in a real n8n; one server for all files, so they run one after the other. */
const { moduleFileExtensions, testMatch, transform } = require('../../jest.config.js');

module.exports = {
	rootDir: '../..',
	roots: ['<rootDir>/test/n8n'],
	testEnvironment: '<rootDir>/test/n8n/support/environment.js',
	testSequencer: '<rootDir>/test/n8n/support/sequencer.js',
	globalSetup: '<rootDir>/test/n8n/support/setup.mjs',
	globalTeardown: '<rootDir>/test/n8n/support/teardown.mjs',
	modulePathIgnorePatterns: [
		'<rootDir>/.n8n-host',
		'<rootDir>/.n8n-demo',
		'<rootDir>/.cache',
		'<rootDir>/dist',
		'<rootDir>/test/n8n/host',
	],
	moduleFileExtensions,
	testMatch,
	transform,
	maxWorkers: 1,
	testTimeout: 180_000,
};
