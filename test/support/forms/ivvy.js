'use strict';
const { KEY, SECRET } = require('../keys.cts');

module.exports = {
	IvvyApi: {
		vendor: ['Ivvy', 'ivvy'],
		filled: { region: 'custom', host: 'https://api.example.com', apiKey: KEY, apiSecret: SECRET },
		labels: { host: 'Host', apiKey: 'API Key', apiSecret: 'API Secret' },
		preset: ['region', 'Region'],
		secrets: [SECRET, KEY],
		label: 'Host',
		address: (host) => ({ region: 'custom', host, apiKey: KEY, apiSecret: SECRET }),
		below: (host) => host,
		sent: ({ headers }) => headers['X-Api-Authorization'].split(/[ :]/)[1],
		pad: (values) => ({
			...values,
			apiKey: ` ${values.apiKey} \n`,
			apiSecret: `${values.apiSecret}\r\n`,
		}),
	},
};
