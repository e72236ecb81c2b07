'use strict';
const { authenticated, FORMS, SECRET } = require('../support/credentials');

it('sends the token as a header', async () => {
	const { headers } = await authenticated('DeskeraApi', FORMS.DeskeraApi.filled);
	expect(headers).toEqual({ 'x-access-token': SECRET });
});

it('uses the chosen environment and forgets a host that was typed before', async () => {
	const { url } = await authenticated('DeskeraApi', {
		environment: 'https://bifrost-us.deskera.com',
		host: 'https://old.example.com',
		token: SECRET,
	});
	expect(url).toBe('https://bifrost-us.deskera.com/x');
});
