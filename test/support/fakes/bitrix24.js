'use strict';
/** The fake Bitrix24 with the credentials a user would have typed for it. */
const { bitrix24, shows } = require('../../vendors/bitrix24');

module.exports = {
	bitrix24: {
		make: bitrix24,
		shows,
		credential: 'bitrix24WebhookApi',
		credentials: (fake) => ({
			webhookUrl: fake.url + fake.vendor.credentials.webhookPath,
			applicationToken: fake.vendor.oauth.applicationTokens.webhook,
		}),
		secrets: (fake) => [
			fake.vendor.credentials.secret,
			fake.vendor.oauth.applicationTokens.webhook,
		],
	},
	/** the same portal through a local app */
	bitrix24App: {
		node: 'bitrix24',
		fixed: { authentication: 'oAuth2' },
		make: bitrix24,
		shows,
		credential: 'bitrix24OAuth2Api',
		credentials: (fake) => ({
			portalUrl: fake.url,
			authServer: fake.url,
			plan: 'standard',
			grantType: 'authorizationCode',
			authUrl: `${fake.url}/oauth/authorize/`,
			accessTokenUrl: `${fake.url}/oauth/token/`,
			scope: '',
			authQueryParameters: '',
			authentication: 'body',
			clientId: fake.vendor.oauth.clientId,
			clientSecret: fake.vendor.oauth.clientSecret,
			oauthTokenData: {
				access_token: fake.vendor.oauth.accessToken,
				refresh_token: fake.vendor.oauth.refreshToken,
				member_id: fake.vendor.oauth.memberId,
			},
		}),
		secrets: (fake) => [
			fake.vendor.oauth.clientSecret,
			fake.vendor.oauth.accessToken,
			fake.vendor.oauth.refreshToken,
		],
	},
};
