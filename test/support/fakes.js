'use strict';
/** The four fake vendors, each with the credential a user would have typed for it. */
const { startFake } = require('../vendors/server');
const { bitrix24 } = require('../vendors/bitrix24');
const { leadsquared } = require('../vendors/leadsquared');
const { ivvy } = require('../vendors/ivvy');
const { deskera } = require('../vendors/deskera');

const VENDORS = {
	bitrix24: {
		make: bitrix24,
		credential: 'bitrix24WebhookApi',
		credentials: (fake) => ({ webhookUrl: fake.url + fake.vendor.credentials.webhookPath, applicationToken: fake.vendor.oauth.applicationTokens.webhook }),
		secrets: (fake) => [fake.vendor.credentials.secret, fake.vendor.oauth.applicationTokens.webhook],
	},
	/** the same portal through a local app */
	bitrix24App: {
		node: 'bitrix24',
		fixed: { authentication: 'oAuth2' },
		make: bitrix24,
		credential: 'bitrix24OAuth2Api',
		credentials: (fake) => ({
			portalUrl: fake.url, authServer: fake.url, plan: 'standard', grantType: 'authorizationCode', authUrl: `${fake.url}/oauth/authorize/`, accessTokenUrl: `${fake.url}/oauth/token/`, scope: '', authQueryParameters: '', authentication: 'body',
			clientId: fake.vendor.oauth.clientId, clientSecret: fake.vendor.oauth.clientSecret,
			oauthTokenData: { access_token: fake.vendor.oauth.accessToken, refresh_token: fake.vendor.oauth.refreshToken, member_id: fake.vendor.oauth.memberId },
		}),
		secrets: (fake) => [fake.vendor.oauth.clientSecret, fake.vendor.oauth.accessToken, fake.vendor.oauth.refreshToken],
	},
	leadSquared: {
		make: leadsquared,
		credential: 'leadSquaredApi',
		credentials: (fake) => ({ region: 'custom', host: fake.url, accessKey: fake.vendor.credentials.accessKey, secretKey: fake.vendor.credentials.secretKey }),
		secrets: (fake) => [fake.vendor.credentials.accessKey, fake.vendor.credentials.secretKey],
	},
	ivvy: {
		make: ivvy,
		credential: 'ivvyApi',
		credentials: (fake) => ({ region: 'custom', host: fake.url, apiKey: fake.vendor.credentials.key, apiSecret: fake.vendor.credentials.secret }),
		secrets: (fake) => [fake.vendor.credentials.key, fake.vendor.credentials.secret],
	},
	deskera: {
		make: deskera,
		credential: 'deskeraApi',
		credentials: (fake) => ({ environment: 'custom', host: fake.url, token: fake.vendor.credentials.token }),
		secrets: (fake) => [fake.vendor.credentials.token],
	},
};

/**
 * Starts the fake of a node's vendor.
 * @param {keyof typeof VENDORS} name
 * @returns the fake, and `base`: what runNode and lookUp need to use it
 */
async function fakeFor(name, options = {}, server = {}) {
	const { node = name, fixed, make, credential, credentials, secrets } = VENDORS[name];
	const fake = await startFake(make(options), server);
	return { fake, base: { node, fixed, credential, credentials: credentials(fake) }, secrets: secrets(fake) };
}

const byId = (value) => ({ __rl: true, mode: 'id', value });

module.exports = { fakeFor, byId, VENDORS };
