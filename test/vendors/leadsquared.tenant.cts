/** A started fake LeadSquared for its own tests. */
import { there } from '../support/there.cts';
import { leadsquared, type Options } from './leadsquared.cts';
import type { FieldMeta } from './leadsquared.types.data.cts';
import { startFake } from './server.cts';

const WIDE = { calls: 100_000, seconds: 1 };

export type Row = Readonly<Record<string, unknown>>;

/** What answers are made of, as tests look at them: each call answers some of it. */
export interface Told {
	readonly Status: string;
	readonly ExceptionType: string;
	readonly ExceptionMessage: string;
	readonly Message: {
		readonly Id: string;
		readonly RelatedId: string;
		readonly AffectedRows: number;
		readonly Message: string;
	};
	readonly RecordCount: number;
	readonly Activities: readonly Row[];
	readonly Fields: readonly FieldMeta[];
	readonly Leads: readonly Row[];
	readonly List?: readonly Row[];
	readonly ProspectActivities: readonly Row[];
	readonly Response: readonly Row[];
	readonly TaskList: readonly Row[];
}

export type Tenant = Awaited<ReturnType<typeof tenant>>;

/** `get(path)` and `post(path, body)` -> { status, body }, whose body the test expects to be of a certain form */
export async function tenant(options?: Options) {
	const vendor = leadsquared({ window: WIDE, ...options });
	const fake = await startFake(vendor);
	const headers = {
		'x-LSQ-AccessKey': vendor.credentials.accessKey,
		'x-LSQ-SecretKey': vendor.credentials.secretKey,
	};
	const read = async <Body,>(response: Response) => {
		const text = await response.text();
		const json = (response.headers.get('content-type') ?? '').includes('json');
		return { status: response.status, body: (json ? JSON.parse(text) : text) as Body };
	};
	const get = async <Body = Told,>(path: string, more: Record<string, string> = headers) =>
		await read<Body>(await fetch(`${fake.url}/v2/${path}`, { headers: more }));
	const post = async <Body = Told,>(path: string, body: unknown, more: object = {}) =>
		await read<Body>(
			await fetch(`${fake.url}/v2/${path}`, {
				method: 'POST',
				headers: { ...headers, 'content-type': 'application/json', ...more },
				body: typeof body === 'string' ? body : JSON.stringify(body),
			}),
		);
	/** The status, and what stands between MX and Exception in the type of the exception, if it has one. */
	const refusal = async (path: string, sent: unknown) => {
		const { status, body } = await post<Partial<Told>>(path, sent);
		if (body.ExceptionType === undefined) return String(status);
		return `${status} ${there(/^MX(\w+)Exception$/.exec(body.ExceptionType)?.[1])}`;
	};
	return { vendor, fake, headers, get, post, refusal };
}
