'use strict';
/** Everything below test/ but the tests of the real n8n, which the jest.config.js of test/n8n, test/editor and test/queue run. */
module.exports = {
	testEnvironment: 'node',
	roots: ['<rootDir>/test'],
	testPathIgnorePatterns: ['<rootDir>/test/n8n/', '<rootDir>/test/editor/', '<rootDir>/test/queue/'],
	modulePathIgnorePatterns: ['<rootDir>/.n8n-host', '<rootDir>/.n8n-demo', '<rootDir>/.cache', '<rootDir>/dist'],
	transform: {},
	maxWorkers: 2,
	testTimeout: 30_000,
};
