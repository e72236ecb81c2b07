'use strict';
/**
 * What is run with each engine of n8n (scripts/lib/compat.mts): tests of its own, and those of
 * the nodes that go through the engine.
 */
module.exports = {
	...require('../../jest.config.js'),
	rootDir: '../..',
	testPathIgnorePatterns: [],
	testMatch: [
		'<rootDir>/test/compat/*.test.js',
		'<rootDir>/test/engine/{faults,lookups,operations,retry,subscriptions}.test.js',
		'<rootDir>/test/bitrix24/{appTrigger,trigger}.test.js',
		'<rootDir>/test/ivvy/{deliveries,polling,subscription}.test.js',
		'<rootDir>/test/leadsquared/{deliveries,polling,webhooks}.test.js',
		'<rootDir>/test/deskera/{signIn,trigger}.test.js',
		'<rootDir>/test/bitrix24/oauth.test.js',
		'<rootDir>/test/descriptions/tools.test.js',
	],
};
