'use strict';
const { filled, testRules } = require('../../../dist/nodes/shared/secrets/credentialFields');
const { InvalidInput } = require('../../../dist/nodes/shared/contract/errors');

describe('filled', () => {
	it.each([
		['key', 'key'],
		[' key\n', 'key'],
		['\tk-e_y.1=+/\r\n', 'k-e_y.1=+/'],
		['k"e\'y"', 'k"e\'y"'],
	])('%j is %j', (typed, value) => expect(filled(typed, 'API Key')).toBe(value));

	it.each(['', '   ', '\n', undefined, null, 5, {}])('%j is empty', (typed) => {
		expect(() => filled(typed, 'API Key')).toThrow(InvalidInput);
		expect(() => filled(typed, 'API Key')).toThrow('"API Key" in the credential is empty');
	});

	const ODD = ['k ey', 'k\ney', 'k\0ey', 'kéy', 'k\u200bey', '“key”', 'k\u00a0ey'];
	const QUOTED = ['"key"', "'key'", '`key`', ' "key" \n'];
	it.each([...ODD, ...QUOTED])('%j can not be sent', (typed) => {
		expect(() => filled(typed, 'API Key')).toThrow(InvalidInput);
		expect(() => filled(typed, 'API Key')).toThrow(
			'"API Key" in the credential has a blank, a quote or a special character in it',
		);
	});

	it('does not say what was typed', () => {
		for (const typed of ['S3CRET S3CRET', 'S3CRÉT'])
			expect(() => filled(typed, 'API Key')).toThrow(
				expect.objectContaining({
					message: expect.not.stringContaining('S3CR'),
					advice: expect.not.stringContaining('S3CR'),
				}),
			);
	});
});

describe('testRules', () => {
	it('are rules by status and rules by what the body holds', () => {
		expect(
			testRules({ 401: 'Wrong key.', 404: 'Wrong host.' }, [
				{ key: 'result.ID', value: undefined, message: 'Nobody.' },
			]),
		).toEqual([
			{ type: 'responseCode', properties: { value: 401, message: 'Wrong key.' } },
			{ type: 'responseCode', properties: { value: 404, message: 'Wrong host.' } },
			{
				type: 'responseSuccessBody',
				properties: { key: 'result.ID', value: undefined, message: 'Nobody.' },
			},
		]);
		expect(testRules({})).toEqual([]);
	});
});
