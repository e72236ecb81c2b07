import type { CredentialForm } from '../credentials.cts';
import { KEY, SECRET } from '../keys.cts';

declare module '../credentials.cts' {
	interface CredentialForms {
		IvvyApi: typeof IvvyApi;
	}
}

const filled = {
	region: 'custom',
	host: 'https://api.example.com',
	apiKey: KEY,
	apiSecret: SECRET,
};

export const IvvyApi: CredentialForm<typeof filled> = {
	vendor: ['Ivvy', 'ivvy'],
	filled,
	labels: { host: 'Host', apiKey: 'API Key', apiSecret: 'API Secret' },
	preset: ['region', 'Region'],
	secrets: [SECRET, KEY],
	label: 'Host',
	address: (host) => ({ ...filled, host }),
	below: (host) => host,
	sent: ({ headers }) => headers['X-Api-Authorization']?.split(/[ :]/)[1],
	pad: (values) => ({
		...values,
		apiKey: ` ${values.apiKey} \n`,
		apiSecret: `${values.apiSecret}\r\n`,
	}),
};
