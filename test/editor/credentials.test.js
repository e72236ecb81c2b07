'use strict';
/** The dialog of each credential: its fields, its Test with the right values and with a wrong one. */
const { NodeHelpers } = require('n8n-workflow');
const { CREDENTIALS } = require('../support/descriptions');
const { NODES, credentialOf } = require('../n8n/support/nodes');
const { byTestId } = require('./support/panel');

const { page, rest } = realN8n;
const dialog = page.locator(byTestId('editCredential-modal'));
const success = dialog.locator(byTestId('credentials-config-container-test-success'));
const failure = dialog.getByText(/connect with these settings/);

/** node -> the field that is filled in wrongly, with what, and the sentence that comes then */
const WRONG = {
	bitrix24: ['webhookUrl', (data) => data.webhookUrl.replace(/[^/]+\/?$/, 'wrongsecret000/'), /does not accept the webhook\. Check Webhook URL/],
	deskera: ['token', () => 'wrongtoken000', /does not accept the token\. Check Token/],
	ivvy: ['apiSecret', () => 'wrongsecret000', /does not accept the key\. Check API Key, API Secret and Region/],
	leadSquared: ['secretKey', () => 'wrongsecret000', /does not accept the keys in this region\. Check Access Key and Secret Key/],
};

/** Added by n8n to every credential with which the HTTP Request node can send. */
const ADDED_BY_N8N = 'Allowed HTTP Request Domains';

const shownLabels = async () => (await dialog.locator(`${byTestId('credential-connection-parameter')} label [class*="_title_"]`).allInnerTexts()).map((text) => text.replace(/\*$/, '').trim()).filter((label) => label !== ADDED_BY_N8N);

function expectedLabels(type, data) {
	const { properties } = Object.values(CREDENTIALS).map(({ make }) => make()).find(({ name }) => name === type);
	const values = { ...Object.fromEntries(properties.map((property) => [property.name, property.default])), ...data };
	return properties.filter((property) => !['hidden', 'notice'].includes(property.type) && NodeHelpers.displayParameter(values, property, null, null)).map(({ displayName }) => displayName);
}

test.each(NODES)('%s: the fields it needs, a test that passes, and a test that says which field is wrong', async (node) => {
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
});
