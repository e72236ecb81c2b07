'use strict';
/** What holds for every credential: which addresses it takes, what it does to a request, what it never gives away. */
const { InvalidInput } = require('../../dist/nodes/shared/contract/errors');
const { redactor } = require('../../dist/nodes/shared/secrets/redact');
const { CREDENTIALS } = require('../support/descriptions');
const { authenticated, FORMS, refusal } = require('../support/credentials');

it('has a form for every credential that authenticates by itself', () => {
	const own = Object.keys(CREDENTIALS).filter(
		(name) => CREDENTIALS[name].make().extends === undefined,
	);
	expect(Object.keys(FORMS).sort()).toEqual(own.sort());
});

describe.each(Object.entries(FORMS))('%s', (name, form) => {
	const { filled, labels, preset, address, below, sent } = form;
	const { properties, test } = CREDENTIALS[name].make();

	describe('the address', () => {
		it.each([
			['https://api.example.com', 'https://api.example.com'],
			['https://api.example.com/', 'https://api.example.com'],
			['api.example.com', 'https://api.example.com'],
			[' api.example.com:8443/ ', 'https://api.example.com:8443'],
			['HTTPS://API.EXAMPLE.COM', 'https://api.example.com'],
			['http://localhost:5678', 'http://localhost:5678'],
			['http://127.0.0.1:5678/', 'http://127.0.0.1:5678'],
			['http://[::1]:5678', 'http://[::1]:5678'],
			['https://gateway.example.com/crm/', 'https://gateway.example.com/crm'],
		])('%j is taken as %j', async (typed, host) => {
			const { url } = await authenticated(
				name,
				address(name === 'Bitrix24WebhookApi' ? typed.trim() : typed),
				{ url: '/a/b?c=d' },
			);
			expect(url).toBe(`${below(host)}/a/b?c=d`);
		});

		it.each([
			'http://api.example.com',
			'http://10.0.0.1:8080',
			'http://localhost.example.com',
			'ftp://api.example.com',
			'https://me:word@api.example.com',
			'https//api.example.com',
			'https:/api.example.com',
			'"https://api.example.com"',
			'<https://api.example.com>',
		])('%j is refused by the name of its field', async (typed) => {
			const error = await refusal(name, address(typed));
			expect(error).toBeInstanceOf(InvalidInput);
			expect(error.message).toContain(`"${form.label}" in the credential`);
		});
	});

	describe('a field', () => {
		const cells = Object.keys(labels).flatMap((field) =>
			['', '   ', undefined, null].map((value) => [field, value]),
		);

		it.each(cells)('%s is asked for by its name when it is %j', async (field, value) => {
			const error = await refusal(name, { ...filled, [field]: value });
			expect(error).toBeInstanceOf(InvalidInput);
			expect(error.message).toMatch(new RegExp(`^"${labels[field]}" in the credential`));
			expect(error.advice).toMatch(/^\S.*\.$/);
		});

		it('has the name under which it is asked for', () => {
			for (const [field, label] of Object.entries(labels))
				expect(properties.find((property) => property.name === field).displayName).toBe(label);
		});

		it('that is secret is masked', () => {
			const open = properties
				.filter(({ typeOptions }) => typeOptions?.password !== true)
				.map((property) => property.name);
			expect(
				open.filter(
					(field) =>
						![
							'plan',
							'callsPer5Seconds',
							'bulkCallsPer5Seconds',
							'account',
							'accountOf',
							'regionCheck',
							'signIn',
							'userName',
							'sessionOf',
						].includes(field),
				),
			).toEqual(preset === undefined ? [] : [preset[0], 'host']);
		});

		it('may have blanks and line breaks around it, as pasted texts do', async () => {
			const [plain, padded] = [
				await authenticated(name, filled),
				await authenticated(name, form.pad(filled)),
			];
			expect(padded.url).toBe(plain.url);
			expect(sent(padded)).toBe(sent(plain));
			expect(sent(padded)).toMatch(/^\S+$/);
		});
	});

	if (preset !== undefined) {
		const [field, label] = preset;
		const { options, default: first } = properties.find((property) => property.name === field);

		it.each(options.filter(({ value }) => value !== 'custom'))(
			'$name is an address',
			async ({ value }) => {
				const { url } = await authenticated(name, { ...filled, [field]: value, host: '' });
				expect(url).toMatch(
					new RegExp(`^https://${value.replace('https://', '').replaceAll('.', '\\.')}(?:/v2)?/x$`),
				);
			},
		);

		it(`shows its host only for a custom one, and begins with another`, () => {
			expect(properties.find((property) => property.name === 'host').displayOptions).toEqual({
				show: { [field]: ['custom'] },
			});
			expect(first).not.toBe('custom');
		});

		it.each([undefined, '', 'http://api.example.com'])(
			`asks for ${label} by its name when it is %j`,
			async (value) => {
				expect((await refusal(name, { ...filled, [field]: value })).message).toContain(
					`"${label}" in the credential`,
				);
			},
		);
	}

	describe('a request', () => {
		const OPTIONS = Object.freeze({
			method: 'POST',
			url: '/a',
			body: '{"b":1}',
			timeout: 5000,
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			headers: Object.freeze({ 'X-Own': '1' }),
		});

		it('keeps what it was, and is not changed itself', async () => {
			const before = JSON.stringify(OPTIONS);
			const made = await authenticated(name, Object.freeze({ ...filled }), OPTIONS);
			expect(made).toMatchObject({
				method: 'POST',
				body: '{"b":1}',
				timeout: 5000,
				returnFullResponse: true,
				ignoreHttpStatusErrors: true,
				headers: { 'X-Own': '1' },
			});
			expect(made.headers).not.toBe(OPTIONS.headers);
			expect(JSON.stringify(OPTIONS)).toBe(before);
		});

		it('does not follow a redirect, so that no key goes to another address', async () => {
			expect((await authenticated(name, filled, OPTIONS)).disableFollowRedirect).toBe(true);
		});

		it('is the same when it is authenticated again, as n8n does after a 401', async () => {
			jest.useFakeTimers({ now: Date.UTC(2026, 10, 20, 7, 5, 33) });
			const once = await authenticated(name, filled, OPTIONS);
			expect(await authenticated(name, filled, once)).toEqual(once);
			jest.useRealTimers();
		});

		it('to a whole address keeps it, as the HTTP Request node may use the credential', async () => {
			const { url } = await authenticated(name, filled, {
				...OPTIONS,
				url: 'https://other.example.com/b?c=d',
			});
			expect(url).toBe('https://other.example.com/b?c=d');
		});

		it('keeps its query', async () => {
			const made = await authenticated(name, filled, {
				...OPTIONS,
				url: '/a?b=c',
				qs: { action: 'ping', page: 2 },
			});
			const url = new URL(made.url);
			for (const [key, value] of Object.entries(made.qs ?? {})) url.searchParams.set(key, value);
			expect(Object.fromEntries(url.searchParams)).toEqual({ b: 'c', action: 'ping', page: '2' });
		});

		it('needs no headers of its own', async () => {
			const made = await CREDENTIALS[name].make().authenticate(filled, { url: '/a' });
			expect(made.headers).toEqual(expect.any(Object));
		});
	});

	describe('a secret', () => {
		it(
			'stands in the headers, never in the address or the body, except for a webhook, ' +
				'which is an address',
			async () => {
				const { headers, ...rest } = await authenticated(name, filled, { body: '{}' });
				const shown = JSON.stringify(rest);
				for (const secret of form.secrets)
					expect([secret, shown.includes(secret)]).toEqual([secret, name === 'Bitrix24WebhookApi']);
				if (name === 'Bitrix24WebhookApi')
					expect(JSON.stringify(headers)).not.toContain(form.secrets[0]);
			},
		);

		it('stands in no message', async () => {
			const wrong = [
				...Object.keys(labels).map((field) => ({ ...filled, [field]: '' })),
				address('http://api.example.com'),
				address('https://u:p@api.example.com'),
				...Object.keys(labels).map((field) => ({ ...filled, [field]: `${filled[field]} é` })),
			];
			for (const values of wrong) {
				const { message, advice, stack } = await refusal(name, values);
				for (const secret of form.secrets) expect(message + advice + stack).not.toContain(secret);
			}
		});

		it('is taken out of texts in the form in which it was sent, though it was typed with blanks around it', () => {
			const { [form.vendor[1]]: vendor } = require(`../../dist/nodes/${form.vendor[0]}/vendor`);
			const clean = redactor(vendor.secrets(form.pad(filled)));
			for (const secret of form.secrets)
				expect(clean(`Unknown key ${secret}.`)).toBe('Unknown key ***.');
		});
	});

	describe('its test', () => {
		it('makes a request that can be authenticated', async () => {
			const { url } = await authenticated(name, filled, test.request);
			expect(new URL(url).origin).toBe(
				new URL(
					below(
						name === 'Bitrix24WebhookApi'
							? 'https://portal.example.com'
							: 'https://api.example.com',
					),
				).origin,
			);
		});

		it('says for a refused key and a wrong address which field to look at', () => {
			const messages = Object.fromEntries(
				test.rules
					.filter(({ type }) => type === 'responseCode')
					.map(({ properties: { value, message } }) => [value, message]),
			);
			const fields = properties.map(({ displayName }) => displayName);
			for (const status of [401, 404])
				expect([status, fields.filter((field) => messages[status].includes(field))]).toEqual([
					status,
					expect.arrayContaining([expect.any(String)]),
				]);
		});
	});
});
