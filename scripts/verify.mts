/**
 * `npm run verify:<vendor>`: asks a real account the questions that the vendor's documentation leaves open, with reads
 * only, and tells which points of docs/vendor-notes.md hold there. Keys come from the environment; nothing is stored.
 */
import { createRequire } from 'node:module';
import path from 'node:path';
import axios from 'axios';
import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	IDataObject,
	IHttpRequestOptions,
} from 'n8n-workflow';
import { ROOT, say, Stop } from './lib/tools.mjs';
import type { Ask, Credential, Finding, Point, Variable, Vendor } from './verify/point.mts';

const VENDORS: Record<string, () => Promise<Vendor>> = {
	bitrix24: async () => await import('./verify/bitrix24.mts'),
	deskera: async () => await import('./verify/deskera.mts'),
	ivvy: async () => await import('./verify/ivvy.mts'),
	leadsquared: async () => await import('./verify/leadsquared.mts'),
};
const ANSWER_LIMIT_MS = 60_000;
const WORDS = { true: 'holds  ', false: 'DIFFERS', undefined: 'unknown' };

export async function main([name = '', ...rest]: string[]): Promise<number> {
	const load = VENDORS[name];
	if (load === undefined || rest.length > 0)
		throw new Stop(`Usage: npm run verify:${Object.keys(VENDORS).join(' | npm run verify:')}`);
	const { credential, variables, points } = await load();
	const ask = asker(credential, valuesFrom(variables));
	say(`Asking ${name} (reads only):\n`);
	let held = 0;
	for (const point of points) {
		const { holds, told } = await answered(point, ask);
		if (holds === true) held++;
		say(`${WORDS[`${holds}`]}  ${point.name}${told === undefined ? '' : `: ${told}`}`);
	}
	say(
		`\n${held} of ${points.length} points hold. Tell us about the ` +
			'others: docs/vendor-notes.md says what the nodes do about each.',
	);
	return 0;
}

const lineOf = ({ name, what, optional }: Variable) =>
	`  ${name}  ${what}${optional === true ? ' (not always needed)' : ''}`;

/** @throws Stop naming what is missing */
function valuesFrom(variables: Variable[]): Record<string, string> {
	const values = Object.fromEntries(variables.map(({ name }) => [name, process.env[name] ?? '']));
	const missing = variables.filter(
		({ name, optional }) => optional !== true && values[name] === '',
	);
	if (missing.length > 0)
		throw new Stop(
			`Set in the environment:\n${variables.map(lineOf).join('\n')}\n` +
				`Missing: ${missing.map(({ name }) => name).join(', ')}`,
		);
	return values;
}

/** One call through the package's own credential, so that it is tried as well. */
function asker({ type, values }: Credential, environment: Record<string, string>): Ask {
	const file = path.join(ROOT, 'dist', 'credentials', `${type}.credentials.js`);
	const made: ICredentialType = new (createRequire(import.meta.url)(file)[type])();
	let known: ICredentialDataDecryptedObject = values((name) => environment[name] ?? '');
	return async (method, place, body) => {
		const { preAuthentication, authenticate } = made;
		if (preAuthentication && known.signIn === 'password' && known.sessionToken === '')
			known = {
				...known,
				...textsIn(await preAuthentication.call({ helpers: { httpRequest } }, known)),
			};
		if (typeof authenticate !== 'function') throw new Error(`${type} does not authenticate`);
		const { statusCode, body: answer } = await httpRequest(
			await authenticate.call(made, known, {
				method,
				url: place,
				headers: body === undefined ? {} : { 'Content-Type': 'application/json' },
				body: body === undefined ? undefined : JSON.stringify(body),
			}),
		);
		return { status: statusCode, body: answer };
	};
}

const textsIn = (session: IDataObject) =>
	Object.fromEntries(Object.entries(session).map(([key, value]) => [key, String(value)]));

/** One request as n8n makes it, whatever the answer's status. */
async function httpRequest({ method, url, headers, body }: IHttpRequestOptions) {
	const { status, data } = await axios.request({
		method,
		url,
		headers: { 'Content-Type': 'application/json', ...headers },
		data: body,
		maxRedirects: 0,
		timeout: ANSWER_LIMIT_MS,
		validateStatus: () => true,
	});
	return { statusCode: status, headers: {}, body: data };
}

/** What a point finds; an account that has nothing to tell it by leaves it open. */
async function answered({ check }: Point, ask: Ask): Promise<Finding> {
	try {
		const result = await check(ask);
		return typeof result === 'boolean' ? { holds: result } : result;
	} catch (error) {
		return { told: error instanceof Error ? error.message : String(error) };
	}
}
