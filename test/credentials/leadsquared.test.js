'use strict';
const { authenticated, FORMS, KEY, SECRET } = require('../support/credentials');

const { address } = FORMS.LeadSquaredApi;

it.each([
	'https://api-in21.leadsquared.com',
	'https://api-in21.leadsquared.com/v2',
	'https://api-in21.leadsquared.com/v2/',
	'api-in21.leadsquared.com/V2',
	'api-in21.leadsquared.com',
])('takes the host as LeadSquared shows it or as its documents do: %s', async (host) => {
	const { url } = await authenticated('LeadSquaredApi', address(host), {
		url: '/ProspectActivity.svc/ActivityTypes.Get?code=201',
	});
	expect(url).toBe(
		'https://api-in21.leadsquared.com/v2/ProspectActivity.svc/ActivityTypes.Get?code=201',
	);
});

it('does not take something for the version that only begins like it', async () => {
	const { url } = await authenticated('LeadSquaredApi', address('https://gateway.example.com/av2'));
	expect(url).toBe('https://gateway.example.com/av2/v2/x');
});

it('sends the keys as headers', async () => {
	const { headers } = await authenticated('LeadSquaredApi', FORMS.LeadSquaredApi.filled);
	expect(headers).toEqual({ 'x-LSQ-AccessKey': KEY, 'x-LSQ-SecretKey': SECRET });
});
