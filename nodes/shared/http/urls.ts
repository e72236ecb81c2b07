import { InvalidInput } from '../contract/errors';

/** What a host's name is made of once `URL` has read it; quotes that were pasted along are no part of one. */
const HOST = /^(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])$/;
/** Schemes that lack a colon or a slash would be taken for a host. */
const BROKEN_SCHEME = /^https?(?!:\/\/)[:/]/i;
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);
const SAFE_PATH = /^(?=\/)(?:[A-Za-z0-9._~!$&'()*+,;=:@?-]|%[0-9A-Fa-f]{2}|\/(?!\/))+$/;

/**
 * A vendor's URL as users type it (with or without scheme and trailing slash), made safe: https, plain http only on
 * this machine (tests and local gateways), no user name, no query.
 * @param label the credential's field, for the message
 * @returns scheme, host and path without a trailing slash
 * @throws InvalidInput
 */
export function safeUrl(text: unknown, label: string): string {
	const typed = typeof text === 'string' ? text.trim() : '';
	if (BROKEN_SCHEME.test(typed)) throw notAUrl(label);
	const url = parsedUrl(/^[a-z][a-z0-9+.-]*:\/\//i.test(typed) ? typed : `https://${typed}`);
	if (typed === '' || url === undefined || !HOST.test(url.hostname)) throw notAUrl(label);
	if (url.protocol !== 'https:' && !(url.protocol === 'http:' && LOOPBACK.has(url.hostname))) {
		throw new InvalidInput(
			`"${label}" in the credential must start with https://`,
			'Keys are never sent over an unencrypted connection. Open the credential and use the https address.',
		);
	}
	if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
		throw new InvalidInput(
			`"${label}" in the credential holds more than an address`,
			'Open the credential and remove everything after the host and path (?…, #…) and any user name before it.',
		);
	}
	return `${url.origin}${withoutSlashes(url.pathname)}`;
}

/**
 * A request path that stays below the vendor's URL.
 * @throws InvalidInput when it could leave it (`//`, `..` and `..;`, which some servers take for `..`, backslashes,
 * control characters)
 */
export function safePath(path: string): string {
	if (!SAFE_PATH.test(path) || /(?:^|\/)(?:\.|%2e){1,2}(?:[/?;]|$)/i.test(path)) {
		throw new InvalidInput(
			`"${path.slice(0, 60)}" can't be part of an address`,
			'An ID or method name has characters that do not belong there.',
		);
	}
	return path;
}

/**
 * A vendor's URL as users type it, without the path below which all of its calls stand: documentation prints that path
 * with the host, and the calls bring it along.
 * @param path such as `/v2`
 * @throws InvalidInput
 */
export function safeUrlAbove(path: string, text: unknown, label: string): string {
	const url = safeUrl(text, label);
	return url.toLowerCase().endsWith(path) ? url.slice(0, -path.length) : url;
}

/** The bare host of a URL with or without scheme and path, in small letters. */
export function hostOf(url: string): string {
	return url
		.trim()
		.replace(/^[a-z]+:\/\//i, '')
		.split(/[/?#]/, 1)[0]
		.toLowerCase();
}

/** A URL without the slashes at its end; a pattern for that would try at each slash anew. */
export function withoutSlashes(url: string): string {
	let end = url.length;
	while (url[end - 1] === '/') end--;
	return url.slice(0, end);
}

function notAUrl(label: string): InvalidInput {
	return new InvalidInput(
		`"${label}" in the credential is not a web address`,
		'Open the credential and enter an address such as https://example.com.',
	);
}

/**
 * A URL taken apart, or undefined where it is none. Not by `URL.canParse`: after some thousand calls Node 20 takes
 * URLs with letters such as ü for none.
 */
export function parsedUrl(text: string, base?: string): URL | undefined {
	try {
		return new URL(text, base);
	} catch {
		return undefined;
	}
}
