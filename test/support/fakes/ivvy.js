'use strict';
/** The fake iVvy with the credential a user would have typed for it. */
const { ivvy, shows } = require('../../vendors/ivvy.cts');

module.exports = {
	ivvy: {
		make: ivvy,
		shows,
		credential: 'ivvyApi',
		credentials: (fake) => ({
			region: 'custom',
			host: fake.url,
			apiKey: fake.vendor.credentials.key,
			apiSecret: fake.vendor.credentials.secret,
		}),
		secrets: (fake) => [fake.vendor.credentials.key, fake.vendor.credentials.secret],
	},
};
