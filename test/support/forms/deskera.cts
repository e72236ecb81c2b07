import type { CredentialForm } from '../credentials.cts';
import { SECRET } from '../keys.cts';

declare module '../credentials.cts' {
	interface CredentialForms {
		DeskeraApi: typeof DeskeraApi;
	}
}

export const DeskeraApi: CredentialForm<{ environment: string; host: string; token: string }> = {
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
};
