'use strict';
/** The fake LeadSquared with the credential a user would have typed for it. */
const { leadsquared, shows } = require('../../vendors/leadsquared.cts');

module.exports = {
	leadSquared: {
		make: leadsquared,
		shows,
		credential: 'leadSquaredApi',
		credentials: (fake) => ({
			region: 'custom',
			host: fake.url,
			accessKey: fake.vendor.credentials.accessKey,
			secretKey: fake.vendor.credentials.secretKey,
		}),
		secrets: (fake) => [fake.vendor.credentials.accessKey, fake.vendor.credentials.secretKey],
	},
};
