/** Portal URLs as people type and paste them, and what is known as the secret of a webhook's URL. */
import { bitrix24 } from '../../dist/nodes/Bitrix24/vendor.js';
import { Bitrix24OAuth2Api } from '../../dist/credentials/Bitrix24OAuth2Api.credentials.js';
import { SECRET } from '../support/credentials.cts';

const { default: template } = new Bitrix24OAuth2Api().properties.find(
	({ name }) => name === 'authUrl',
) as { default: string };

/** As n8n computes the hidden field from the others of its credential. */
function authUrl(portalUrl: string): unknown {
	const [, code, rest] = /^=\{\{ (.*) \}\}(.*)$/.exec(template) ?? [];
	return (
		(new Function('$self', `return ${code}`) as (self: object) => string)({ portalUrl }) + rest
	);
}

describe.each([
	'https://portal.bitrix24.com',
	'https://portal.bitrix24.com/',
	'portal.bitrix24.com',
	' https://portal.bitrix24.com/rest/ \n',
	'https://portal.bitrix24.com/rest',
])('the portal %j', (portalUrl) => {
	it('is asked for permission there', () =>
		expect(authUrl(portalUrl)).toBe('https://portal.bitrix24.com/oauth/authorize/'));

	it('is called there', () =>
		expect(bitrix24.baseUrl({ portalUrl, webhookUrl: undefined })).toBe(
			'https://portal.bitrix24.com/rest',
		));
});

it.each(['rest', 'rest/api'])("a webhook's code is secret below /%s/", (path) => {
	const webhookUrl = `https://portal.bitrix24.com/${path}/1/${SECRET}/`;
	const others = { applicationToken: '', clientSecret: '', oauthTokenData: {} };
	expect(bitrix24.secrets({ webhookUrl, ...others })).toContain(SECRET);
});
