'use strict';
/** What is alike in the four credentials, and how each is filled in. */
const { CREDENTIALS } = require('./descriptions');

const SECRET = 'S3cretValue0123456789';
const KEY = 'K3yValue9876543210';

/**
 * - `filled`: as a user fills it in
 * - `labels`: parameters that have to be filled in, by name
 * - `secrets`: what may stand nowhere but where it is sent
 * - `address`: parameters for a host as typed; `below`: where requests of that host go
 */
const FORMS = {
	Bitrix24WebhookApi: {
		vendor: ['Bitrix24', 'bitrix24'],
		filled: { webhookUrl: `https://portal.example.com/rest/1/${SECRET}/` },
		labels: { webhookUrl: 'Webhook URL' },
		secrets: [SECRET],
		label: 'Webhook URL',
		address: (host) => ({ webhookUrl: `${host.replace(/\/+$/, '')}/rest/1/${SECRET}/` }),
		below: (host) => `${host}/rest/1/${SECRET}`,
		sent: ({ url }) => url.split('/')[5],
		pad: (values) => ({ webhookUrl: ` ${values.webhookUrl} \n` }),
	},
	DeskeraApi: {
		vendor: ['Deskera', 'deskera'],
		filled: { environment: 'custom', host: 'https://api.example.com', token: SECRET },
		labels: { host: 'Host', token: 'Token' },
		preset: ['environment', 'Environment'],
		secrets: [SECRET],
		label: 'Host',
		address: (host) => ({ environment: 'custom', host, token: SECRET }),
		below: (host) => host,
		sent: ({ headers }) => headers['x-access-token'],
		pad: (values) => ({ ...values, token: ` ${values.token} \n` }),
	},
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
		pad: (values) => ({ ...values, apiKey: ` ${values.apiKey} \n`, apiSecret: `${values.apiSecret}\r\n` }),
	},
	LeadSquaredApi: {
		vendor: ['LeadSquared', 'leadSquared'],
		filled: { region: 'custom', host: 'https://api.example.com', accessKey: KEY, secretKey: SECRET },
		labels: { host: 'Host', accessKey: 'Access Key', secretKey: 'Secret Key' },
		preset: ['region', 'Region'],
		secrets: [SECRET, KEY],
		label: 'Host',
		address: (host) => ({ region: 'custom', host, accessKey: KEY, secretKey: SECRET }),
		below: (host) => `${host}/v2`,
		sent: ({ headers }) => headers['x-LSQ-SecretKey'],
		pad: (values) => ({ ...values, accessKey: ` ${values.accessKey} \n`, secretKey: `\t${values.secretKey}\r\n` }),
	},
};

/** What the credential makes of a request. */
async function authenticated(name, credentials, options) {
	return await CREDENTIALS[name].make().authenticate(credentials, { url: '/x', headers: {}, ...options });
}

/** The error with which the credential refuses to make a request. */
async function refusal(name, credentials, options) {
	try {
		await authenticated(name, credentials, options);
	} catch (error) {
		return error;
	}
	throw new Error('The request was made');
}

module.exports = { FORMS, KEY, SECRET, authenticated, refusal };
