'use strict';
/**
 * The editor in a real n8n, driven by Chromium; one server and one page for all files, so they
 * run one after the other.
 */
module.exports = {
	...require('../n8n/jest.config.js'),
	roots: ['<rootDir>/test/editor'],
	testEnvironment: '<rootDir>/test/editor/support/environment.js',
	globalSetup: '<rootDir>/test/editor/support/setup.mjs',
	globalTeardown: '<rootDir>/test/n8n/support/teardown.mjs',
	testTimeout: 300_000,
};
