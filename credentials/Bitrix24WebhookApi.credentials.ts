import type {
	IAuthenticate,
	ICredentialTestRequest,
	ICredentialType,
	Icon,
	INodeProperties,
} from 'n8n-workflow';
import { InvalidInput } from '../nodes/shared/contract/errors';
import { safeUrl } from '../nodes/shared/http/urls';
import { USER_AGENT } from '../nodes/shared/http/userAgent';
import { filled, testRules } from '../nodes/shared/secrets/credentialFields';

const WEBHOOK = /^(.+\/rest)(?:\/api)?(\/\d+\/[^/]+)(?:\/[A-Za-z][A-Za-z0-9._]*)?$/;

/**
 * The address below which methods stand, from a webhook URL as Bitrix24 shows it: with or without trailing slash, with
 * a method such as `/profile.json` at its end, or as REST 3.0 prints it.
 * @throws InvalidInput
 */
export function webhookBase(webhookUrl: unknown): string {
	const typed = safeUrl(filled(webhookUrl, 'Webhook URL'), 'Webhook URL');
	const [, portal, webhook] = WEBHOOK.exec(typed) ?? [];
	if (portal === undefined) {
		throw new InvalidInput(
			'"Webhook URL" in the credential is not a Bitrix24 inbound webhook',
			'It looks like https://your-portal.bitrix24.com/rest/1/xxxxxxxxxxxxxxxx/. In ' +
				'Bitrix24: Developer resources > Other > Inbound webhook.',
		);
	}
	return portal + webhook;
}

/**
 * Methods of REST 3.0, `/api/…`, stand at `/rest/api/{user}/{secret}/`; docs/contracts/bitrix24.md
 * section 1.1. @throws InvalidInput
 */
export function webhookAddress(webhookUrl: unknown, path: string): string {
	const base = webhookBase(webhookUrl);
	return path.startsWith('/api/')
		? base.replace(/\/rest\/(\d+\/[^/]+)$/, '/rest/api/$1') + path.slice('/api'.length)
		: base + path;
}

/** The secret is a part of the address, so the address is put together here and nowhere else. */
const webhookRequest: IAuthenticate = async (credentials, options) => ({
	...options,
	disableFollowRedirect: true,
	url: options.url.startsWith('/')
		? webhookAddress(credentials.webhookUrl, options.url)
		: options.url,
	headers: { ...options.headers, 'User-Agent': USER_AGENT },
});

const REFUSED =
	'Bitrix24 does not accept the webhook. Check Webhook URL: it may have been deleted, ' +
	'have expired, or have changed because an administrator edited it.';

export class Bitrix24WebhookApi implements ICredentialType {
	name = 'bitrix24WebhookApi';

	displayName = 'Bitrix24 Webhook API';

	icon: Icon = { light: 'file:../icons/bitrix24.svg', dark: 'file:../icons/bitrix24.dark.svg' };

	documentationUrl = 'https://github.com/crm-activities/n8n-nodes-crm-activities#bitrix24';

	properties: INodeProperties[] = [
		{
			displayName: 'Webhook URL',
			name: 'webhookUrl',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			placeholder: 'e.g. https://your-portal.bitrix24.com/rest/1/xxxxxxxxxxxxxxxx/',
			description:
				'In Bitrix24: Developer resources > Other > Inbound webhook. Tick at least CRM ' +
				'(crm), Tasks (task) and Users (user); for comments on tasks Chat and notifications ' +
				'(im) too. The URL is a password. Anyone who has it can act as you.',
		},
		{
			displayName: 'Application Token',
			name: 'applicationToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Only for the Bitrix24 Trigger: the token that Bitrix24 shows for the outbound ' +
				'webhook. It proves that an event comes from your portal.',
		},
		{
			displayName: 'Plan',
			name: 'plan',
			type: 'options',
			options: [
				{
					name: 'Enterprise',
					value: 'enterprise',
					description: 'Up to 250 requests at once, then 5 a second',
				},
				{
					name: 'Other',
					value: 'standard',
					description: 'Up to 50 requests at once, then 2 a second',
				},
			],
			default: 'standard',
			description: 'Plan of the portal, which decides how fast it may be called',
		},
	];

	authenticate = webhookRequest;

	test: ICredentialTestRequest = {
		request: { method: 'POST', url: '/profile', body: {} },
		rules: testRules(
			{
				401: REFUSED,
				403:
					'Bitrix24 accepts the webhook, but its user may not use the REST interface. Check ' +
					'the plan of the portal and the rights of the user who made the webhook.',
				404: 'There is no Bitrix24 at this address. Check Webhook URL.',
				503: 'The webhook is accepted, but the portal is over its call limit at the moment. Test again in a minute.',
			},
			[
				{
					key: 'result.ID',
					value: undefined,
					message:
						'Bitrix24 knows the webhook, but the user who made it is not active any more. Make a ' +
						'webhook as an active user.',
				},
			],
		),
	};
}
