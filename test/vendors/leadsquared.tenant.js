'use strict';
/** A started fake LeadSquared for its own tests. */
const { startFake } = require('./server');
const { leadsquared } = require('./leadsquared');

const WIDE = { calls: 100_000, seconds: 1 };

/** `get(path)` and `post(path, body)` -> { status, body } */
async function tenant(options) {
	const vendor = leadsquared({ window: WIDE, ...options });
	const fake = await startFake(vendor);
	const headers = {
		'x-LSQ-AccessKey': vendor.credentials.accessKey,
		'x-LSQ-SecretKey': vendor.credentials.secretKey,
	};
	const read = async (response) => {
		const text = await response.text();
		const json = (response.headers.get('content-type') ?? '').includes('json');
		return { status: response.status, body: json ? JSON.parse(text) : text };
	};
	const get = async (path, more = headers) =>
		read(await fetch(`${fake.url}/v2/${path}`, { headers: more }));
	const post = async (path, body, more = {}) =>
		read(
			await fetch(`${fake.url}/v2/${path}`, {
				method: 'POST',
				headers: { ...headers, 'content-type': 'application/json', ...more },
				body: typeof body === 'string' ? body : JSON.stringify(body),
			}),
		);
	const refusal = async (path, body) => {
		const answer = await post(path, body);
		return [answer.status, answer.body.ExceptionType];
	};
	return { vendor, fake, headers, get, post, refusal };
}

module.exports = { tenant };
