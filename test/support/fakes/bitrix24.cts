/** The fake Bitrix24 with the credentials a user would have typed for it. */
import { bitrix24 as make, shows } from '../../vendors/bitrix24.cts';
import type { FakeAccount } from '../fakes.cts';

declare module '../fakes.cts' {
	interface Fakes {
		bitrix24: FakeAccount<typeof make>;
		bitrix24App: FakeAccount<typeof make>;
	}
}

export const bitrix24: FakeAccount<typeof make> = {
	make,
	shows,
	credential: 'bitrix24WebhookApi',
	credentials: ({ url, vendor }) => ({
		webhookUrl: url + vendor.credentials.webhookPath,
		applicationToken: vendor.oauth.applicationTokens.webhook,
	}),
	secrets: ({ vendor }) => [vendor.credentials.secret, vendor.oauth.applicationTokens.webhook],
};

/** the same portal through a local app */
export const bitrix24App: FakeAccount<typeof make> = {
	node: 'bitrix24',
	fixed: { authentication: 'oAuth2' },
	make,
	shows,
	credential: 'bitrix24OAuth2Api',
	credentials: ({ url, vendor: { oauth } }) => ({
		portalUrl: url,
		authServer: url,
		plan: 'standard',
		grantType: 'authorizationCode',
		authUrl: `${url}/oauth/authorize/`,
		accessTokenUrl: `${url}/oauth/token/`,
		scope: '',
		authQueryParameters: '',
		authentication: 'body',
		clientId: oauth.clientId,
		clientSecret: oauth.clientSecret,
		oauthTokenData: {
			access_token: oauth.accessToken,
			refresh_token: oauth.refreshToken,
			member_id: oauth.memberId,
		},
	}),
	secrets: ({ vendor: { oauth } }) => [oauth.clientSecret, oauth.accessToken, oauth.refreshToken],
};
