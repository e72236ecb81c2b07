'use strict';
/** The Test of each credential form. */
const { testCredential } = require('../support/credentialTest');
const { fakeFor } = require('../support/fakes');

const WRONG = {
	bitrix24: ({ webhookUrl }) => ({
		webhookUrl: webhookUrl.replace(/[^/]+\/?$/, 'wrongsecret000/'),
	}),
	deskera: () => ({ token: 'wrongtoken000' }),
	ivvy: () => ({ apiSecret: 'wrongsecret000' }),
	leadSquared: () => ({ secretKey: 'wrongsecret000' }),
};
const open = [];
afterEach(async () => await Promise.all(open.splice(0).map((fake) => fake.close())));

async function started(node) {
	const { fake, base } = await fakeFor(node);
	open.push(fake);
	return { fake, base };
}

describe.each(Object.keys(WRONG))('%s', (node) => {
	it('passes with what is right', async () => {
		const { base } = await started(node);
		expect(await testCredential(base)).toEqual({ response: expect.any(Object) });
	});

	it('fails with what is wrong', async () => {
		const { base } = await started(node);
		const { response, error } = await testCredential({
			...base,
			credentials: { ...base.credentials, ...WRONG[node](base.credentials) },
		});
		// iVvy may say no with status 200; a rule of its test finds that in the answer.
		expect(error ?? response).toEqual(
			expect.objectContaining(
				error === undefined
					? { errorCode: expect.anything() }
					: { message: expect.stringMatching(/\S/) },
			),
		);
	});
});

describe('deskera with user name and password', () => {
	const form = (fake, change = {}) => ({
		credential: 'deskeraApi',
		credentials: {
			environment: 'custom',
			host: fake.url,
			signIn: 'password',
			userName: fake.vendor.credentials.userName,
			password: fake.vendor.credentials.password,
			...change,
		},
	});

	it('passes with what is right', async () => {
		const { fake } = await started('deskera');
		expect(await testCredential(form(fake))).toEqual({ response: expect.any(Object) });
	});

	it('says in the test what is wrong with the sign-in', async () => {
		const { fake } = await started('deskera');
		const { error } = await testCredential(form(fake, { password: 'wrong' }));
		expect(error.message).toBe(
			'Deskera does not accept the user name and password. Check User Name, Password and Environment.',
		);
	});
});
