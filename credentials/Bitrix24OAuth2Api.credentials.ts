import type { ICredentialType, Icon, INodeProperties } from 'n8n-workflow';

/**
 * A local app of a portal; docs/contracts/bitrix24.md section 1.3. n8n renews the token after a 401 and
 * keeps the rotated one.
 */
export class Bitrix24OAuth2Api implements ICredentialType {
	name = 'bitrix24OAuth2Api';

	extends = ['oAuth2Api'];

	displayName = 'Bitrix24 OAuth2 API';

	icon: Icon = { light: 'file:../icons/bitrix24.svg', dark: 'file:../icons/bitrix24.dark.svg' };

	documentationUrl = 'https://github.com/crm-activities/n8n-nodes-crm-activities#bitrix24';

	properties: INodeProperties[] = [
		{
			displayName:
				'In Bitrix24: Developer resources > Other > Local application. Enter the OAuth ' +
				'Redirect URL from above as the handler path, tick "Uses API only", and choose the ' +
				'permissions CRM (crm), Tasks (task) and Users (user).',
			name: 'howTo',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Portal URL',
			name: 'portalUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://your-portal.bitrix24.com',
			description: 'Address of the portal, without a path',
		},
		{
			displayName: 'Authorization Server',
			name: 'authServer',
			type: 'options',
			options: [
				{ name: 'International (oauth.bitrix.info)', value: 'https://oauth.bitrix.info' },
				{ name: 'Russia and CIS (oauth.bitrix24.tech)', value: 'https://oauth.bitrix24.tech' },
			],
			default: 'https://oauth.bitrix.info',
			description:
				'The server that issues and renews tokens. Portals in the Russian cloud have their own.',
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
		{ displayName: 'Grant Type', name: 'grantType', type: 'hidden', default: 'authorizationCode' },
		{
			displayName: 'Authorization URL',
			name: 'authUrl',
			type: 'hidden',
			// As safeUrlAbove reads it for calls: without a scheme, or as the REST address.
			default:
				'={{ $self["portalUrl"].trim().replace(/^(?!https?:)/i, "https://")' +
				'.replace(/(?:\\/rest)?\\/*$/i, "") }}/oauth/authorize/',
		},
		{
			displayName: 'Access Token URL',
			name: 'accessTokenUrl',
			type: 'hidden',
			default: '={{ $self["authServer"] }}/oauth/token/',
		},
		{ displayName: 'Scope', name: 'scope', type: 'hidden', default: '' },
		{
			displayName: 'Auth URI Query Parameters',
			name: 'authQueryParameters',
			type: 'hidden',
			default: '',
		},
		{ displayName: 'Authentication', name: 'authentication', type: 'hidden', default: 'body' },
	];
}
