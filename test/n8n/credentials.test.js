'use strict';
/** The Test of each credential form, as n8n runs it. */
const { fakeFor } = require('../support/fakes');
const { NODES, credentialOf } = require('./support/nodes');

const { rest } = realN8n;

/** what is typed wrongly -> what the answer has to name */
const WRONG = [
	[
		'bitrix24',
		'the secret of the webhook',
		(data) => ({ webhookUrl: data.webhookUrl.replace(/[^/]+\/?$/, 'wrongsecret000/') }),
		/does not accept the webhook\. Check Webhook URL/,
	],
	[
		'bitrix24',
		'the host',
		(data) => ({ webhookUrl: data.webhookUrl.replace('/rest/', '/elsewhere/rest/') }),
		/no Bitrix24 at this address\. Check Webhook URL/,
	],
	[
		'bitrix24',
		'something that is no webhook',
		() => ({ webhookUrl: 'https://portal.example/crm/' }),
		/"Webhook URL" in the credential is not a Bitrix24 inbound webhook/,
	],
	[
		'deskera',
		'the token',
		() => ({ token: 'wrongtoken000' }),
		/does not accept the token\. Check Token/,
	],
	['deskera', 'an empty token', () => ({ token: '' }), /"Token" in the credential is empty/],
	[
		'deskera',
		'the host',
		(data) => ({ host: `${data.host}/elsewhere` }),
		/no CRM activities at this address\. Check Environment/,
	],
	[
		'ivvy',
		'the key',
		() => ({ apiKey: 'wrongkey000' }),
		/does not accept the key\. Check API Key, API Secret and Region/,
	],
	[
		'ivvy',
		'the secret',
		() => ({ apiSecret: 'wrongsecret000' }),
		/does not accept the key\. Check API Key, API Secret and Region/,
	],
	[
		'ivvy',
		'the host',
		() => ({ host: realN8n.vendors.fakes.leadSquared.url }),
		/not an iVvy API address\. Check Host/,
	],
	[
		'leadSquared',
		'the access key',
		() => ({ accessKey: 'wrongkey000' }),
		/does not accept the keys in this region\. Check Access Key and Secret Key/,
	],
	[
		'leadSquared',
		'the secret key',
		() => ({ secretKey: 'wrongsecret000' }),
		/does not accept the keys in this region\. Check Access Key and Secret Key/,
	],
	[
		'leadSquared',
		'an unsafe host',
		() => ({ host: 'http://portal.example' }),
		/"Host" in the credential must start with https/,
	],
];

test.each(NODES)('%s: the right credential passes', async (node) => {
	expect(await rest.testCredential(credentialOf(node))).toMatchObject({ status: 'OK' });
});

test.each(WRONG)(
	'%s: %s is wrong, and the answer says where to look',
	async (node, _what, change, sentence) => {
		const credential = credentialOf(node);
		const answer = await rest.testCredential({
			...credential,
			data: { ...credential.data, ...change(credential.data) },
		});
		expect(answer).toMatchObject({ status: 'Error', message: expect.stringMatching(sentence) });
	},
);

test('ivvy: a refusal that comes as 200 is a refusal', async () => {
	const { vendor } = realN8n.vendors.fakes.ivvy;
	const credential = credentialOf('ivvy');
	vendor.options.errorStatus = '200';
	try {
		const answer = await rest.testCredential({
			...credential,
			data: { ...credential.data, apiKey: 'wrongkey000' },
		});
		expect(answer).toMatchObject({
			status: 'Error',
			message: expect.stringMatching(/does not accept the key/),
		});
	} finally {
		vendor.options.errorStatus = 'http';
	}
});

test('bitrix24: a webhook of an inactive user is told apart', async () => {
	const { fake, base } = await fakeFor('bitrix24', { userId: 10 });
	try {
		const answer = await rest.testCredential({
			...credentialOf('bitrix24'),
			data: base.credentials,
		});
		expect(answer).toMatchObject({
			status: 'Error',
			message: expect.stringMatching(/the user who made it is not active any more/),
		});
	} finally {
		await fake.close();
	}
});

test('leadSquared: keys of another region are told apart, and the region is named', async () => {
	const { fake, base } = await fakeFor('leadSquared', { wrongRegion: true });
	try {
		const answer = await rest.testCredential({
			...credentialOf('leadSquared'),
			data: base.credentials,
		});
		expect(answer).toMatchObject({
			status: 'Error',
			message:
				'The keys are right, but they belong to another region. Set Region to United States ' +
				'(api-us11.leadsquared.com).',
		});
	} finally {
		await fake.close();
	}
});

describe('deskera with user name and password', () => {
	const form = (change = {}) => {
		const { data, ...credential } = credentialOf('deskera');
		const { userName, password } = realN8n.vendors.fakes.deskera.vendor.credentials;
		return {
			...credential,
			data: {
				environment: data.environment,
				host: data.host,
				signIn: 'password',
				userName,
				password,
				...change,
			},
		};
	};

	test.each([
		['the user name', { userName: 'nobody@deskera.example' }],
		['the password', { password: 'wrong' }],
	])('%s is wrong, and the answer says where to look', async (_what, change) => {
		expect(await rest.testCredential(form(change))).toMatchObject({
			status: 'Error',
			message:
				'Deskera does not accept the user name and password. Check User Name, Password and Environment.',
		});
	});

	test('a user with MFA gets told what to do', async () => {
		const { options } = realN8n.vendors.fakes.deskera.vendor;
		options.mfa = true;
		try {
			// By another name of the host: a refused user is not tried again at once.
			const { host } = credentialOf('deskera').data;
			expect(
				await rest.testCredential(form({ host: host.replace('127.0.0.1', 'localhost') })),
			).toMatchObject({
				status: 'Error',
				message: expect.stringMatching(/\(MFA\).*Set Sign-In to Token/),
			});
		} finally {
			options.mfa = false;
		}
	});

	test('signs in', async () => {
		expect(await rest.testCredential(form())).toMatchObject({ status: 'OK' });
	});
});

test('a vendor that can not be reached is told as such', async () => {
	const { fake, base } = await fakeFor('deskera');
	await fake.close();
	const answer = await rest.testCredential({ ...credentialOf('deskera'), data: base.credentials });
	expect(answer).toMatchObject({
		status: 'Error',
		message: expect.stringMatching(/ECONNREFUSED|refused/),
	});
});
