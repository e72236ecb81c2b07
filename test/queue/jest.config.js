'use strict';
/**
 * The tests of the packed package in an n8n with two workers; one n8n for all files, so they run
 * one after the other.
 */
module.exports = {
	rootDir: '../..',
	roots: ['<rootDir>/test/queue'],
	testEnvironment: '<rootDir>/test/n8n/support/environment.js',
	globalSetup: '<rootDir>/test/queue/support/setup.mjs',
	globalTeardown: '<rootDir>/test/queue/support/teardown.mjs',
	modulePathIgnorePatterns: [
		'<rootDir>/.n8n-host',
		'<rootDir>/.n8n-demo',
		'<rootDir>/.cache',
		'<rootDir>/dist',
		'<rootDir>/test/n8n/host',
	],
	transform: {},
	maxWorkers: 1,
	testTimeout: 300_000,
};
