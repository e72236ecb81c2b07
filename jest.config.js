'use strict';
const path = require('node:path');

const SUPPORT = path.join(__dirname, 'test', 'support', 'jest');

/**
 * Everything below test/ but the tests of the real n8n, which the jest.config.js of test/n8n,
 * test/editor and test/queue run.
 */
module.exports = {
	testEnvironment: path.join(SUPPORT, 'environment.cts'),
	runtime: path.join(SUPPORT, 'runtime.js'),
	roots: ['<rootDir>/test'],
	testPathIgnorePatterns: [
		'<rootDir>/test/n8n/',
		'<rootDir>/test/editor/',
		'<rootDir>/test/queue/',
		'<rootDir>/test/compat/server/',
	],
	modulePathIgnorePatterns: [
		'<rootDir>/.n8n-host',
		'<rootDir>/.n8n-engines',
		'<rootDir>/.n8n-demo',
		'<rootDir>/.cache',
		'<rootDir>/dist',
		'<rootDir>/split',
	],
	moduleFileExtensions: ['js', 'cjs', 'cts', 'mts', 'ts', 'json', 'node'],
	testMatch: ['**/*.test.{js,cts}'],
	/** Takes the types away; `npm test` checks them in a step of its own. */
	transform: { '\\.[cm]ts$': ['@swc/jest', require('./test/support/swc.json')] },
	maxWorkers: 2,
	/** Libraries and what they remember stay in a process from file to file. */
	workerIdleMemoryLimit: '400MB',
	/** of tests that say of themselves that they can run side by side: they spend their time waiting */
	maxConcurrency: 16,
	testTimeout: 120_000,
};
