import type { CredentialForm } from '../credentials.cts';
import { SECRET } from '../keys.cts';

declare module '../credentials.cts' {
	interface CredentialForms {
		Bitrix24WebhookApi: typeof Bitrix24WebhookApi;
	}
}

export const Bitrix24WebhookApi: CredentialForm<{ webhookUrl: string }> = {
	vendor: ['Bitrix24', 'bitrix24'],
	filled: { webhookUrl: `https://portal.example.com/rest/1/${SECRET}/` },
	labels: { webhookUrl: 'Webhook URL' },
	secrets: [SECRET],
	label: 'Webhook URL',
	address: (host) => ({ webhookUrl: `${host.replace(/\/+$/, '')}/rest/1/${SECRET}/` }),
	below: (host) => `${host}/rest/1/${SECRET}`,
	sent: ({ url }) => url.split('/')[5],
	pad: (values) => ({ webhookUrl: ` ${values.webhookUrl} \n` }),
};
