import type { IAuthenticate, ICredentialTestRequest, ICredentialType, IDataObject, Icon, INodeProperties } from 'n8n-workflow';
import { filled, testRules } from '../nodes/shared/credentials';
import { safeAddress } from '../nodes/shared/hosts';

const tokenRequest: IAuthenticate = async (credentials, options) => ({
	...options,
	disableFollowRedirect: true,
	url: options.url.startsWith('/') ? address(credentials) + options.url : options.url,
	headers: { ...options.headers, 'x-access-token': filled(credentials.token, 'Token') },
});

function address({ environment, host }: IDataObject): string {
	return environment === 'custom' ? safeAddress(host, 'Host') : safeAddress(environment, 'Environment');
}

export class DeskeraApi implements ICredentialType {
	name = 'deskeraApi';

	displayName = 'Deskera API';

	icon: Icon = { light: 'file:../icons/deskera.svg', dark: 'file:../icons/deskera.dark.svg' };

	documentationUrl = 'https://github.com/crm-activities/n8n-nodes-crm-activities#deskera';

	properties: INodeProperties[] = [
		{
			displayName: 'Environment',
			name: 'environment',
			type: 'options',
			options: [
				{ name: 'Custom Host', value: 'custom' },
				{ name: 'Production (Bifrost)', value: 'https://bifrost.deskera.com' },
				{ name: 'Production (Bifrost US)', value: 'https://bifrost-us.deskera.com' },
			],
			default: 'https://bifrost.deskera.com',
			description: 'Deskera has two production addresses. If the test fails with one, try the other.',
		},
		{
			displayName: 'Host',
			name: 'host',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://bifrost.deskera.com',
			displayOptions: { show: { environment: ['custom'] } },
		},
		{
			displayName: 'Token',
			name: 'token',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description: 'The access token that Deskera gives after sign-in; it is sent as x-access-token',
		},
	];

	authenticate = tokenRequest;

	test: ICredentialTestRequest = {
		request: { url: '/v1/crm/activities?page=1&pageSize=1' },
		rules: testRules({
			401: 'Deskera does not accept the token. Check Token (it may have expired: sign in again and copy the new one) and Environment.',
			403: 'Deskera accepts the token, but it may not read CRM activities. Use the token of a user with access to CRM.',
			404: 'There are no CRM activities at this address. Check Environment: try the other production address.',
			410: 'There are no CRM activities at this address. Check Environment: try the other production address.',
		}, [{ key: 'data', value: undefined, message: 'Whatever answered at this address is not Deskera. Check Environment or Host.' }]),
	};
}
