/** A caller of the fake iVvy for its own tests: signs as docs/contracts/ivvy.md section 3 says. */
import { ivvy, sign, stringToSign, contentMd5, type Settings } from './ivvy.cts';
import type { Options } from './ivvy.behavior.cts';
import { startFake } from './server.cts';

export const NOW = Date.UTC(2026, 10, 20, 7, 5, 33);
export const DATE = '2026-11-20 07:05:33';

/** Starts a fake whose clock stands still. */
export const open = (settings: Settings = {}) => startFake(ivvy({ now: () => NOW, ...settings }));
export type Account = Awaited<ReturnType<typeof open>>;

/** What answers are made of, as tests look at them: each action answers some of it. */
export interface Told {
	readonly errorCode: number;
	readonly message: string;
	readonly specificCode: number;
	readonly additionalMessages: readonly string[];
	readonly success: boolean;
	readonly id: number | string;
	/** Undefined where a list was refused. */
	readonly meta?: { readonly totalResults: number; readonly count: number };
	readonly results: readonly Row[];
}
export type Row = Readonly<Record<string, unknown>>;

interface Sending {
	readonly date?: string;
	/** further ones, not signed */
	readonly headers?: Readonly<Record<string, string>>;
}

/** @param path e.g. `crm?action=getTaskList` */
export async function send<Body = Told>(
	fake: Account,
	path: string,
	input: object = {},
	{ date = DATE, headers = {} }: Sending = {},
) {
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
	const answer = (await response.json()) as Body;
	return { status: response.status, headers: response.headers, body: answer };
}

/** A fake for the tests of a file, as it began for each of them; `path` e.g. `crm.getTaskList`. */
export function account() {
	let fake: Account;
	beforeAll(async () => void (fake = await open()));
	afterEach(() => fake.reset());
	afterAll(() => fake.close());
	const call = async <Body = Told,>(path: string, input?: object, how?: Sending) =>
		await send<Body>(fake, path.replace('.', '?action='), input, how);
	return {
		get vendor() {
			return fake.vendor;
		},
		get url() {
			return fake.url;
		},
		reset: () => fake.reset(),
		call,
		codeOf: async (path: string, input?: object) => (await call(path, input)).body.specificCode,
		option<Name extends keyof Options>(name: Name, value: Options[Name]) {
			fake.vendor.options[name] = value;
		},
	};
}
