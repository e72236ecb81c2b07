'use strict';
/** Looks for an account's secrets in whatever form they may have got into a text. */

/** The characters of base64 that a secret alone decides, wherever it stands in what was encoded. */
function insideBase64(secret, bytesBefore) {
	const text = Buffer.concat([Buffer.alloc(bytesBefore), Buffer.from(secret)]).toString('base64');
	const first = Math.ceil((bytesBefore * 8) / 6);
	return text.slice(first, Math.floor(((bytesBefore + Buffer.byteLength(secret)) * 8) / 6));
}

/** Plain, in JSON, percent-encoded, in base64 (of itself or as part of something longer). */
function formsOf(secret) {
	const base64 = [0, 1, 2].map((bytesBefore) => insideBase64(secret, bytesBefore));
	return [
		...new Set([
			secret,
			JSON.stringify(secret).slice(1, -1),
			encodeURIComponent(secret),
			...base64,
			...base64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_')),
		]),
	];
}

/** @returns {(text: string) => string[]} the forms of the secrets that are in a text */
function searcher(secrets) {
	const forms = secrets.flatMap(formsOf);
	return (text) => forms.filter((form) => text.includes(form));
}

/**
 * The secrets as a vendor or proxy may repeat them: plain, percent-encoded, in base64, and in the
 * base64 of a sign-in.
 */
function echoOf(secrets) {
	const base64 = (text) => Buffer.from(text).toString('base64');
	return [
		...secrets,
		...secrets.map(encodeURIComponent),
		...secrets.map(base64),
		base64(secrets.join(':')),
		base64(`user:${secrets[0]}`),
	].join(' ');
}

module.exports = { searcher, echoOf, formsOf };
