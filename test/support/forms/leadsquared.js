'use strict';
const { KEY, SECRET } = require('../keys.cts');

module.exports = {
	LeadSquaredApi: {
		vendor: ['LeadSquared', 'leadSquared'],
		filled: {
			region: 'custom',
			host: 'https://api.example.com',
			accessKey: KEY,
			secretKey: SECRET,
		},
		labels: { host: 'Host', accessKey: 'Access Key', secretKey: 'Secret Key' },
		preset: ['region', 'Region'],
		secrets: [SECRET, KEY],
		label: 'Host',
		address: (host) => ({ region: 'custom', host, accessKey: KEY, secretKey: SECRET }),
		below: (host) => `${host}/v2`,
		sent: ({ headers }) => headers['x-LSQ-SecretKey'],
		pad: (values) => ({
			...values,
			accessKey: ` ${values.accessKey} \n`,
			secretKey: `\t${values.secretKey}\r\n`,
		}),
	},
};
