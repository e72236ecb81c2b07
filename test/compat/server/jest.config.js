'use strict';
/** The packed package in a real n8n of an older version. */
module.exports = {
	...require('../../n8n/jest.config.js'),
	rootDir: '../../..',
	roots: ['<rootDir>/test/compat/server'],
	globalSetup: '<rootDir>/test/compat/server/setup.mjs',
	modulePathIgnorePatterns: [
		'<rootDir>/.n8n-engines',
		'<rootDir>/.cache',
		'<rootDir>/dist',
		'<rootDir>/test/compat/server/host',
	],
};
