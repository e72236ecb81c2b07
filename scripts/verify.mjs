#!/usr/bin/env node
/**
 * `npm run verify:<vendor>`: asks a real account the questions that the vendor's documentation leaves open, with reads
 * only, and tells which points of docs/vendor-notes.md hold there. Keys come from the environment; nothing is stored.
 */
import { createRequire } from 'node:module';
import path from 'node:path';
import { checkNode, ROOT, say, script, Stop } from './lib/tools.mjs';

const VENDORS = ['bitrix24', 'deskera', 'ivvy', 'leadsquared'];
const require = createRequire(import.meta.url);

async function main() {
	checkNode();
	const [vendor, ...rest] = process.argv.slice(2);
	if (!VENDORS.includes(vendor) || rest.length > 0)
		throw new Stop(`Usage: npm run verify:${VENDORS.join(' | npm run verify:')}`);
	const { credential, variables, points } = await import(`./verify/${vendor}.mjs`);
	const ask = asker(credential, valuesFrom(variables));
	say(`Asking ${vendor} (reads only):\n`);
	let open = 0;
	for (const { name, check } of points) {
		const { holds, told } = await answered(check, ask);
		if (holds !== true) open++;
		say(
			`${holds === true ? 'holds  ' : holds === false ? 'DIFFERS' : 'unknown'}  ${name}${told === undefined ? '' : `: ${told}`}`,
		);
	}
	say(
		`\n${points.length - open} of ${points.length} points hold. Tell us about the ` +
			'others: docs/vendor-notes.md says what the nodes do about each.',
	);
	return 0;
}

/** @throws Stop naming what is missing */
function valuesFrom(variables) {
	const missing = variables.filter(
		({ name, optional }) => optional !== true && (process.env[name] ?? '') === '',
	);
	if (missing.length > 0)
		throw new Stop(
			`Set in the environment:\n${variables.map(({ name, what, optional }) => `  ${name}  ${what}${optional === true ? ' (not always needed)' : ''}`).join('\n')}\nMissing: ` +
				`${missing.map(({ name }) => name).join(', ')}`,
		);
	return Object.fromEntries(variables.map(({ name }) => [name, process.env[name] ?? '']));
}

/** One call through the package's own credential, so that it is tried as well. */
function asker({ type, values }, environment) {
	const { [type]: Credential } = require(
		path.join(ROOT, 'dist', 'credentials', `${type}.credentials.js`),
	);
	const made = new Credential();
	let known = values(environment);
	return async (method, place, body) => {
		if (known.signIn === 'password' && known.sessionToken === '')
			known = {
				...known,
				...(await made.preAuthentication.call({ helpers: { httpRequest: plainRequest } }, known)),
			};
		const {
			url,
			method: sent,
			headers,
			body: text,
		} = await made.authenticate(known, {
			method,
			url: place,
			headers: body === undefined ? {} : { 'Content-Type': 'application/json' },
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		const { status, text: answer } = await plain(url, {
			method: sent ?? method,
			headers,
			body: text,
		});
		return { status, body: parsed(answer) };
	};
}

async function plain(url, { method, headers, body }) {
	const response = await fetch(url, {
		method,
		headers,
		body,
		redirect: 'manual',
		signal: AbortSignal.timeout(60_000),
	});
	return { status: response.status, text: await response.text() };
}

/** What n8n gives a credential to sign in with. */
async function plainRequest({ method, url, headers, body }) {
	const { status, text } = await plain(url, {
		method,
		headers: { 'Content-Type': 'application/json', ...headers },
		body: body === undefined ? undefined : JSON.stringify(body),
	});
	return { statusCode: status, headers: {}, body: parsed(text) };
}

function parsed(text) {
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}

/**
 * @returns {Promise<{holds?: boolean, told?: string}>} holds is left out where the account has
 * nothing to tell it by
 */
async function answered(check, ask) {
	try {
		const result = await check(ask);
		return typeof result === 'boolean' ? { holds: result } : result;
	} catch (error) {
		return { told: error.message };
	}
}

await script(main);
