'use strict';
module.exports = { testEnvironment: 'node', roots: ['<rootDir>/test'], modulePathIgnorePatterns: ['<rootDir>/.n8n-host', '<rootDir>/.cache', '<rootDir>/.n8n-demo'], testPathIgnorePatterns: ['<rootDir>/test/n8n/'], maxWorkers: 2, testTimeout: 30000, transform: {} };
