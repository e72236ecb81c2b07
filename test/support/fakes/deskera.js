'use strict';
/** The fake Deskera with the credential a user would have typed for it. */
const { deskera, shows } = require('../../vendors/deskera.cts');

module.exports = {
	deskera: {
		make: deskera,
		shows,
		credential: 'deskeraApi',
		credentials: (fake) => ({
			environment: 'custom',
			host: fake.url,
			token: fake.vendor.credentials.token,
		}),
		secrets: (fake) => [fake.vendor.credentials.token],
	},
};
