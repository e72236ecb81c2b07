import type { IAuthenticate, ICredentialTestRequest, ICredentialType, IDataObject, Icon, INodeProperties } from 'n8n-workflow';
import { filled, testRules } from '../nodes/shared/credentials';
import { safeAddress } from '../nodes/shared/hosts';

/** Keys go in headers, as LeadSquared recommends: in the query they would end up in logs and error texts. */
const headerRequest: IAuthenticate = async (credentials, options) => ({
	...options,
	disableFollowRedirect: true,
	url: options.url.startsWith('/') ? address(credentials) + options.url : options.url,
	headers: {
		...options.headers,
		'x-LSQ-AccessKey': filled(credentials.accessKey, 'Access Key'),
		'x-LSQ-SecretKey': filled(credentials.secretKey, 'Secret Key'),
	},
});

/** Accepts the host with or without scheme and with or without the trailing `/v2`. */
function address({ region, host }: IDataObject): string {
	const typed = region === 'custom' ? safeAddress(host, 'Host') : safeAddress(region, 'Region');
	return `${typed.replace(/\/v2$/i, '')}/v2`;
}

export class LeadSquaredApi implements ICredentialType {
	name = 'leadSquaredApi';

	displayName = 'LeadSquared API';

	icon: Icon = { light: 'file:../icons/leadsquared.svg', dark: 'file:../icons/leadsquared.dark.svg' };

	documentationUrl = 'https://github.com/crm-activities/n8n-nodes-crm-activities#leadsquared';

	properties: INodeProperties[] = [
		{
			displayName: 'Region',
			name: 'region',
			type: 'options',
			options: [
				{ name: 'Canada', value: 'api-ca12.leadsquared.com' },
				{ name: 'Custom Host', value: 'custom' },
				{ name: 'India (Hyderabad)', value: 'api-in22.leadsquared.com' },
				{ name: 'India (Mumbai)', value: 'api-in21.leadsquared.com' },
				{ name: 'Ireland', value: 'api-ir31.leadsquared.com' },
				{ name: 'Middle East', value: 'api-me61.leadsquared.com' },
				{ name: 'Singapore', value: 'api.leadsquared.com' },
				{ name: 'United States', value: 'api-us11.leadsquared.com' },
			],
			default: 'api-in21.leadsquared.com',
			description: 'Where your account is hosted. In LeadSquared: My Profile > Settings > API and Webhooks shows the API host.',
		},
		{
			displayName: 'Host',
			name: 'host',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://api-in21.leadsquared.com',
			displayOptions: { show: { region: ['custom'] } },
		},
		{
			displayName: 'Access Key',
			name: 'accessKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description: 'In LeadSquared: My Profile > Settings > API and Webhooks',
		},
		{
			displayName: 'Secret Key',
			name: 'secretKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description: 'Stands beside the access key. Calls run with the rights of the user who owns the keys.',
		},
	];

	authenticate = headerRequest;

	test: ICredentialTestRequest = {
		request: { url: '/LeadManagement.svc/LeadsMetaData.Get' },
		rules: testRules(
			{
				401: 'LeadSquared does not accept the keys in this region. Check Access Key and Secret Key, and that Region is the one shown under My Profile > Settings > API and Webhooks.',
				404: 'This is not a LeadSquared API address. Check Region or Host.',
				429: 'The keys are accepted, but the account is over its call limit at the moment. Test again in a minute.',
			},
			[{ key: 'Status', value: 'Error', message: 'LeadSquared answered with an error. The account may be over its call limit; test again in a minute.' }],
		),
	};
}
