'use strict';
const { InvalidInput } = require('../../../dist/nodes/shared/contract/errors');
const { parsedUrl, safeUrl, safePath } = require('../../../dist/nodes/shared/http/urls');
const { fc, property } = require('../../support/property');

describe('safeUrl', () => {
	it.each([
		['https://api.example.com', 'https://api.example.com'],
		['https://api.example.com/', 'https://api.example.com'],
		['https://api.example.com///', 'https://api.example.com'],
		['api.example.com', 'https://api.example.com'],
		['  api.example.com/\n', 'https://api.example.com'],
		['HTTPS://API.Example.COM', 'https://api.example.com'],
		['https://api.example.com:8443', 'https://api.example.com:8443'],
		['api.example.com:8443/v2/', 'https://api.example.com:8443/v2'],
		['https://api.example.com:443', 'https://api.example.com'],
		['https://gateway.example.com/crm/eu/', 'https://gateway.example.com/crm/eu'],
		['https://gateway.example.com/a/../b', 'https://gateway.example.com/b'],
		['https://bücher.example', 'https://xn--bcher-kva.example'],
		['http://localhost:5678', 'http://localhost:5678'],
		['http://127.0.0.1:5678/', 'http://127.0.0.1:5678'],
		['http://[::1]:5678', 'http://[::1]:5678'],
	])('%j becomes %j', (typed, address) => {
		expect(safeUrl(typed, 'Host')).toBe(address);
	});

	it('takes a host with other letters however often it is asked', () => {
		for (let times = 0; times < 30_000; times++)
			expect(parsedUrl('https://b\u00fccher.example')?.host).toBe('xn--bcher-kva.example');
	});

	const NO_ADDRESS = /^"Host" in the credential is not a web address$/;
	const NO_HTTPS = /^"Host" in the credential must start with https:\/\/$/;
	const MORE = /^"Host" in the credential holds more than an address$/;

	it.each([
		['', NO_ADDRESS],
		['   ', NO_ADDRESS],
		[undefined, NO_ADDRESS],
		[null, NO_ADDRESS],
		[42, NO_ADDRESS],
		[{}, NO_ADDRESS],
		['https://', NO_ADDRESS],
		['exa mple.com', NO_ADDRESS],
		['https://exa<mple.com', NO_ADDRESS],
		['api.example.com:notaport', NO_ADDRESS],
		['javascript:alert(1)', NO_ADDRESS],
		['https:/api.example.com', NO_ADDRESS],
		['https:api.example.com', NO_ADDRESS],
		['http://api.example.com', NO_HTTPS],
		['http://localhost.example.com', NO_HTTPS],
		['http://127.0.0.1.example.com', NO_HTTPS],
		['http://10.0.0.1', NO_HTTPS],
		['ftp://api.example.com', NO_HTTPS],
		['file:///etc/passwd', NO_ADDRESS],
		['ws://localhost', NO_HTTPS],
		['https://me@api.example.com', MORE],
		['https://me:word@api.example.com', MORE],
		['me@api.example.com', MORE],
		['https://api.example.com/?a=1', MORE],
		['https://api.example.com/#top', MORE],
		['http://localhost@api.example.com', NO_HTTPS],
	])('%j is refused', (typed, message) => {
		let refusal;
		try {
			safeUrl(typed, 'Host');
		} catch (error) {
			refusal = error;
		}
		expect(refusal).toBeInstanceOf(InvalidInput);
		expect(refusal.message).toMatch(message);
		expect(refusal.advice).toMatch(/^\S.*Open the credential|^Open the credential/);
	});

	it('says nothing of what was typed, which may hold a key', () => {
		for (const typed of [
			'http://api.example.com/rest/1/S3CRET',
			'https://u:S3CRET@api.example.com',
			'https://api.example.com/?key=S3CRET',
			'S3CRET S3CRET',
		]) {
			expect(() => safeUrl(typed, 'Host')).toThrow(
				expect.objectContaining({
					message: expect.not.stringContaining('S3CRET'),
					advice: expect.not.stringContaining('S3CRET'),
				}),
			);
		}
	});

	it('is https or loopback, has no user, no query and no slash at the end, whatever was typed', () => {
		const part = fc.oneof(
			fc.constantFrom(
				'http://',
				'https://',
				'HTTP://',
				'//',
				'@',
				':',
				'/',
				'\\',
				'?',
				'#',
				'localhost',
				'127.0.0.1',
				'[::1]',
				'a.example',
				':80',
				'..',
				'%2e',
				'x',
			),
			fc.string({ maxLength: 3 }),
		);
		property(
			fc.array(part, { maxLength: 7 }).map((parts) => parts.join('')),
			(typed) => {
				let address;
				try {
					address = safeUrl(typed, 'Host');
				} catch (error) {
					expect(error).toBeInstanceOf(InvalidInput);
					return;
				}
				const url = new URL(address);
				expect(
					url.protocol === 'https:' || ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname),
				).toBe(true);
				expect([url.username, url.password, url.search, url.hash]).toEqual(['', '', '', '']);
				expect(address).not.toMatch(/\/$/);
				expect(safeUrl(address, 'Host')).toBe(address);
			},
		);
	});
});

describe('safePath', () => {
	it.each([
		'/profile',
		'/v1/crm/activities/12',
		'/api/1.0/crm?action=addOrUpdateTask',
		'/ProspectActivity.svc/CustomActivity/Update',
		'/crm.activity.update',
		'/a/b%20c',
		'/a;x=1/b',
		'/a?x=1&y=%2F',
		'/',
	])('%s passes as it is', (path) => {
		expect(safePath(path)).toBe(path);
	});

	it.each([
		['another host', '//evil.example'],
		['another host, three slashes', '///evil.example'],
		['another host behind a path', '/a//evil.example'],
		['a whole address', 'https://evil.example'],
		['another scheme', 'http:evil.example'],
		['another scheme with a slash', 'http:/evil.example'],
		['the same scheme', 'https:evil.example'],
		['a scheme without a host', 'mailto:somebody'],
		['a script', 'javascript:alert(1)'],
		['backslashes', '\\\\evil.example'],
		['a slash and a backslash', '/\\evil.example'],
		['the directory above', '/..'],
		['the directory above, in the middle', '/a/../b'],
		['the directory above, encoded', '/%2e%2e/b'],
		['the directory above, half encoded', '/.%2E/b'],
		['the directory above before a query', '/a/..?x=1'],
		['the directory above with a parameter', '/a/..;x=1/b'],
		['the directory above with a parameter, encoded', '/%2e.;/b'],
		['the directory itself', '/./a'],
		['a relative way up', '../b'],
		['a tab', '/a\tb'],
		['a line break', '/a\nb'],
		['a null character', '/a\0b'],
		['a blank', '/a b'],
		['a fragment', '/a#b'],
		['a broken escape', '/a%2'],
		['a letter beyond ASCII', '/ü'],
		['quotes', '/a"b'],
		['nothing', ''],
	])('%s: %j is refused', (_name, path) => {
		expect(() => safePath(path)).toThrow(InvalidInput);
	});

	it('shows a long one in short', () => {
		expect(() => safePath(`/ ${'x'.repeat(500)}`)).toThrow(
			expect.objectContaining({ message: expect.stringMatching(/^.{20,120}$/) }),
		);
	});

	it('never lets a request leave the address that it goes to', () => {
		const part = fc.oneof(
			fc.constantFrom(
				'/',
				'//',
				'.',
				'..',
				'%2e',
				'%2E%2e',
				'%2f',
				'%5c',
				'\\',
				'?',
				'#',
				':',
				'@',
				';',
				'http:',
				'https:',
				'javascript:',
				'evil.example',
				'a',
				'%',
				'%25',
				' ',
				'\t',
				'\n',
			),
			fc.string({ maxLength: 2 }),
		);
		property(
			fc.array(part, { maxLength: 6 }).map((parts) => parts.join('')),
			(path) => {
				let safe;
				try {
					safe = safePath(path);
				} catch {
					return;
				}
				for (const base of ['https://api.example.com', 'https://api.example.com/v2']) {
					// As the credentials put them together: behind the address, or resolved against it.
					for (const url of [
						new URL(safe, `${base}/`),
						...(safe.startsWith('/') ? [new URL(base + safe)] : []),
					]) {
						expect({ path: safe, origin: url.origin, user: url.username }).toEqual({
							path: safe,
							origin: 'https://api.example.com',
							user: '',
						});
					}
					if (safe.startsWith('/'))
						expect(
							`${new URL(base + safe).pathname}/`.startsWith(
								`${new URL(base).pathname}/`.replace('//', '/'),
							),
						).toBe(true);
				}
			},
		);
	});
});
