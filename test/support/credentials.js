'use strict';
/** What is alike in the credentials, and how each is filled in. */
const { CREDENTIALS } = require('./descriptions.cts');
const { KEY, SECRET } = require('./keys.cts');
const { filesOf } = require('./separable.cts');

/**
 * - `filled`: as a user fills it in
 * - `labels`: parameters that have to be filled in, by name
 * - `secrets`: what may stand nowhere but where it is sent
 * - `address`: parameters for a host as typed; `below`: where requests of that host go
 */
const FORMS = filesOf('forms');

/** What the credential makes of a request. */
async function authenticated(name, credentials, options) {
	return await CREDENTIALS[name]
		.make()
		.authenticate(credentials, { url: '/x', headers: {}, ...options });
}

/** The error with which the credential refuses to make a request. */
async function refusal(name, credentials, options) {
	try {
		await authenticated(name, credentials, options);
	} catch (error) {
		return error;
	}
	throw new Error('The request was made');
}

module.exports = { FORMS, KEY, SECRET, authenticated, refusal };
