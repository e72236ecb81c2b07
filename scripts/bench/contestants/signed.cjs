'use strict';
/** A request with host and authentication, by the package's own credential. */
const path = require('node:path');

const DIST = path.join(__dirname, '..', '..', '..', 'dist', 'credentials');

/**
 * @param {{credential: string, credentials: object}} base
 * @param {{method: string, path: string}} request
 * @returns {(body: object) => Promise<{url: string, headers: object, body: string}>}
 */
function signer({ credential, credentials }, { method, path: url }) {
	const name = credential[0].toUpperCase() + credential.slice(1);
	const { authenticate } = new (require(path.join(DIST, `${name}.credentials.js`))[name])();
	return async (body) =>
		await authenticate(credentials, {
			method,
			url,
			headers: { 'Content-Type': 'application/json' },
			body: JSON.stringify(body),
		});
}

module.exports = { signer };
