import type { CredentialForm } from '../credentials.cts';
import { KEY, SECRET } from '../keys.cts';

declare module '../credentials.cts' {
	interface CredentialForms {
		LeadSquaredApi: typeof LeadSquaredApi;
	}
}

const filled = {
	region: 'custom',
	host: 'https://api.example.com',
	accessKey: KEY,
	secretKey: SECRET,
};

export const LeadSquaredApi: CredentialForm<typeof filled> = {
	vendor: ['LeadSquared', 'leadSquared'],
	filled,
	labels: { host: 'Host', accessKey: 'Access Key', secretKey: 'Secret Key' },
	preset: ['region', 'Region'],
	secrets: [SECRET, KEY],
	label: 'Host',
	address: (host) => ({ ...filled, host }),
	below: (host) => `${host}/v2`,
	sent: ({ headers }) => headers['x-LSQ-SecretKey'],
	pad: (values) => ({
		...values,
		accessKey: ` ${values.accessKey} \n`,
		secretKey: `\t${values.secretKey}\r\n`,
	}),
};
