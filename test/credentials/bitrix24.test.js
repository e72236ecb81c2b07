'use strict';
const { webhookBase } = require('../../dist/credentials/Bitrix24WebhookApi.credentials');
const { InvalidInput } = require('../../dist/nodes/shared/contract/errors');
const { authenticated, FORMS, SECRET } = require('../support/credentials');
const { name, version } = require('../../package.json');

const BASE = `https://portal.bitrix24.com/rest/1/${SECRET}`;

describe('webhookBase', () => {
	it.each([
		[`${BASE}/`, BASE],
		[BASE, BASE],
		[`${BASE}//`, BASE],
		[` ${BASE}/ \n`, BASE],
		[`portal.bitrix24.com/rest/1/${SECRET}`, BASE],
		[`HTTPS://Portal.Bitrix24.COM/rest/1/${SECRET}/`, BASE],
		[`${BASE}/profile`, BASE],
		[`${BASE}/profile/`, BASE],
		[`${BASE}/profile.json`, BASE],
		[`${BASE}/crm.activity.update.json`, BASE],
		[`https://portal.bitrix24.com/rest/api/1/${SECRET}/`, BASE],
		[`https://portal.bitrix24.com/rest/api/1/${SECRET}/tasks.task.get`, BASE],
		[
			`https://portal.bitrix24.de:8443/rest/25/${SECRET}/`,
			`https://portal.bitrix24.de:8443/rest/25/${SECRET}`,
		],
		[
			`https://crm.example.com/portal/rest/1/${SECRET}/`,
			`https://crm.example.com/portal/rest/1/${SECRET}`,
		],
		[`http://127.0.0.1:8080/rest/1/${SECRET}/`, `http://127.0.0.1:8080/rest/1/${SECRET}`],
	])('of %j is %j', (typed, base) => expect(webhookBase(typed)).toBe(base));

	it.each([
		'https://portal.bitrix24.com',
		'https://portal.bitrix24.com/rest/',
		'https://portal.bitrix24.com/rest/1/',
		`https://portal.bitrix24.com/rest/${SECRET}/`,
		`https://portal.bitrix24.com/rest/me/${SECRET}/`,
		`https://portal.bitrix24.com/1/${SECRET}/`,
		`${BASE}/a/b`,
		`${BASE}/profile/more`,
		'portal',
	])('of %j is refused with an example', (typed) => {
		expect(() => webhookBase(typed)).toThrow(InvalidInput);
		expect(() => webhookBase(typed)).toThrow(
			expect.objectContaining({
				message: '"Webhook URL" in the credential is not a Bitrix24 inbound webhook',
				advice: expect.stringContaining('/rest/1/'),
			}),
		);
	});

	it.each([
		`http://portal.bitrix24.com/rest/1/${SECRET}/`,
		`${BASE}/?a=1`,
		`${BASE}/#top`,
		`https://me@portal.bitrix24.com/rest/1/${SECRET}/`,
		'',
		undefined,
	])('of %j is refused', (typed) => {
		expect(() => webhookBase(typed)).toThrow(InvalidInput);
		expect(() => webhookBase(typed)).toThrow(
			expect.objectContaining({
				message: expect.not.stringContaining(SECRET),
				advice: expect.not.stringContaining(SECRET),
			}),
		);
	});
});

it('tells Bitrix24 who calls, as it asks of integrations', async () => {
	const { headers } = await authenticated('Bitrix24WebhookApi', FORMS.Bitrix24WebhookApi.filled);
	expect(headers['User-Agent']).toBe(`${name}/${version}`);
});
