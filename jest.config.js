'use strict';
/** Everything below test/ but the tests of the real n8n, which test/n8n/jest.config.js and test/queue/jest.config.js run. */
module.exports = {
	testEnvironment: 'node',
	roots: ['<rootDir>/test'],
	testPathIgnorePatterns: ['<rootDir>/test/n8n/', '<rootDir>/test/queue/'],
	modulePathIgnorePatterns: ['<rootDir>/.n8n-host', '<rootDir>/.n8n-demo', '<rootDir>/.cache', '<rootDir>/dist', '<rootDir>/split'],
	transform: {},
	maxWorkers: 2,
	testTimeout: 30_000,
};
