import type { INodeProperties } from 'n8n-workflow';

/** Which of the two credentials a node uses. Custom activities and self-made event subscriptions need the second. */
export const authentication = (): INodeProperties => ({
	displayName: 'Authentication',
	name: 'authentication',
	type: 'options',
	options: [
		{ name: 'OAuth2 (Local App)', value: 'oAuth2' },
		{ name: 'Webhook', value: 'webhook' },
	],
	default: 'webhook',
});
