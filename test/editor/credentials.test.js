'use strict';
/** The dialog of each credential: its fields, its Test with the right values and with a wrong one. */
const { NodeHelpers } = require('n8n-workflow');
const { CREDENTIALS } = require('../support/descriptions');
const { NODES, credentialOf } = require('../n8n/support/nodes');
const { byTestId } = require('./support/panel');

const { page, rest, vendors } = realN8n;
const dialog = page.locator(byTestId('editCredential-modal'));
const success = dialog.locator(byTestId('credentials-config-container-test-success'));
const failure = dialog.getByText(/connect with these settings/);

/** node -> the field that is filled in wrongly, with what, and the sentence that comes then */
const WRONG = {
	bitrix24: [
		'webhookUrl',
		(data) => data.webhookUrl.replace(/[^/]+\/?$/, 'wrongsecret000/'),
		/does not accept the webhook\. Check Webhook URL/,
	],
	deskera: ['token', () => 'wrongtoken000', /does not accept the token\. Check Token/],
	ivvy: [
		'apiSecret',
		() => 'wrongsecret000',
		/does not accept the key\. Check API Key, API Secret and Region/,
	],
	leadSquared: [
		'secretKey',
		() => 'wrongsecret000',
		/does not accept the keys in this region\. Check Access Key and Secret Key/,
	],
};

/** Added by n8n to every credential with which the HTTP Request node can send. */
const ADDED_BY_N8N = 'Allowed HTTP Request Domains';

const shownLabels = async () =>
	(
		await dialog
			.locator(`${byTestId('credential-connection-parameter')} label [class*="_title_"]`)
			.allInnerTexts()
	)
		.map((text) => text.replace(/\*$/, '').trim())
		.filter((label) => label !== ADDED_BY_N8N);

function expectedLabels(type, data) {
	const { properties } = Object.values(CREDENTIALS)
		.map(({ make }) => make())
		.find(({ name }) => name === type);
	const values = {
		...Object.fromEntries(properties.map((property) => [property.name, property.default])),
		...data,
	};
	return properties
		.filter(
			(property) =>
				!['hidden', 'notice'].includes(property.type) &&
				NodeHelpers.displayParameter(values, property, null, null),
		)
		.map(({ displayName }) => displayName);
}

test.each(NODES)(
	'%s: the fields it needs, a test that passes, and a test that says which field is wrong',
	async (node) => {
		const { type, data } = credentialOf(node);
		const [name, change, sentence] = WRONG[node];
		const { id } = await rest.createCredential({ name: `Dialog of ${node}`, type, data });
		await page.goto(`/home/credentials/${id}`);
		await success.waitFor();
		expect(await shownLabels()).toEqual(expectedLabels(type, data));
		await dialog.locator(`${byTestId(`parameter-input-${name}`)} input`).fill(change(data));
		await dialog.locator(byTestId('credential-save-button')).click();
		await failure.waitFor();
		await dialog.getByText('More details').click();
		await dialog.getByText(sentence).waitFor();
		await rest.call('DELETE', `/rest/credentials/${id}`);
	},
);

test('bitrix24 as a local app: its fields, and the sign-in at the portal', async () => {
	const {
		type,
		data: { oauthTokenData, ...data },
	} = vendors.credentials.find((credential) => credential.type === 'bitrix24OAuth2Api');
	const { id } = await rest.createCredential({ name: 'Dialog of the app', type, data });
	await page.goto(`/home/credentials/${id}`);
	const connect = dialog.getByRole('button', { name: 'Connect', exact: true });
	await connect.waitFor();
	const { properties } = Object.values(CREDENTIALS)
		.map(({ make }) => make())
		.find(({ name }) => name === type);
	expect(await shownLabels()).toEqual(
		expect.arrayContaining(
			properties
				.filter((property) => !['hidden', 'notice'].includes(property.type))
				.map(({ displayName }) => displayName),
		),
	);
	// What the notice asks for: the address that n8n shows goes into the settings of the app.
	vendors.fakes.bitrix24.vendor.handleAt(
		await dialog.getByText(/\/rest\/oauth2-credential\/callback$/).innerText(),
	);
	const [portal] = await Promise.all([page.context().waitForEvent('page'), connect.click()]);
	await dialog.locator(byTestId('oauth-connect-success-banner')).waitFor();
	if (!portal.isClosed()) await portal.close();
	await rest.call('DELETE', `/rest/credentials/${id}`);
});
