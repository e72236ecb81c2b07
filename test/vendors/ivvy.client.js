'use strict';
/** A caller of the fake iVvy for its own tests: signs as docs/contracts/ivvy.md section 3 says. */
const { startFake } = require('./server');
const { ivvy, sign, stringToSign, contentMd5 } = require('./ivvy');

const NOW = Date.UTC(2026, 10, 20, 7, 5, 33);
const DATE = '2026-11-20 07:05:33';

/** Starts a fake whose clock stands still. */
const open = (settings = {}) => startFake(ivvy({ now: () => NOW, ...settings }));

/**
 * @param {object} fake as open() gives it
 * @param {string} path e.g. `crm?action=getTaskList`
 * @param {object} [headers] further headers, not signed
 */
async function send(fake, path, input = {}, { date = DATE, headers = {} } = {}) {
	const requestString = `/api/1.0/${path}`;
	const body = JSON.stringify(input);
	const signed = {
		'Content-Type': 'application/json',
		'Content-MD5': contentMd5(body),
		'IVVY-Date': date,
	};
	const { key, secret } = fake.vendor.credentials;
	const signature = sign(secret, stringToSign({ method: 'POST', requestString, headers: signed }));
	const response = await fetch(fake.url + requestString, {
		method: 'POST',
		headers: { ...signed, 'X-Api-Authorization': `IWS ${key}:${signature}`, ...headers },
		body,
	});
	return { status: response.status, headers: response.headers, body: await response.json() };
}

module.exports = { open, send, NOW, DATE };
