/** What the fakes need of the server and of the rows they begin with, in types. */
import { type IncomingHttpHeaders } from 'node:http';
import * as rows from './seedRows.js';
import * as server from './server.js';

/** A request as a fake gets it, and, once it was answered, what became of it. */
export interface Call {
	readonly method: string;
	readonly path: string;
	readonly query: URLSearchParams;
	readonly rawUrl: string;
	readonly headers: IncomingHttpHeaders;
	readonly text: string;
	readonly isUtf8: boolean;
	/** Undefined when the text is none. */
	readonly json: unknown;
	readonly at: number;
	readonly status?: number;
	readonly answer?: unknown;
}

/** An object is sent as JSON, a string or Buffer as it is; `takes`: milliseconds the vendor works on it. */
export interface Answer {
	readonly status?: number;
	readonly headers?: Readonly<Record<string, string>>;
	readonly body?: unknown;
	readonly takes?: number;
}

export interface Vendor {
	readonly name: string;
	readonly store: object;
	handle(call: Call): Answer | Promise<Answer>;
	reset(): void;
}

interface Fault {
	readonly times?: number;
	readonly match?: (call: Call) => boolean;
	readonly [more: string]: unknown;
}

export interface Fake<V extends Vendor> {
	readonly vendor: V;
	readonly url: string;
	readonly calls: Call[];
	fault(kind: string, fault?: Fault): void;
	delay(milliseconds: number): void;
	reset(): void;
	close(): Promise<void>;
}

/** What a record that a fake looked up shows of a lost call. */
export type Shown = 'all' | 'later' | 'nothing';

interface Bucket {
	admit(now?: number): boolean;
	reset(): void;
}

export const startFake = server.startFake as <V extends Vendor>(
	vendor: V,
	options?: { readonly port?: number; readonly delay?: number },
) => Promise<Fake<V>>;
export const leakyBucket = server.leakyBucket as (
	limit: { readonly burst: number; readonly perSecond: number },
	from?: number,
) => Bucket;
export const slidingWindow = server.slidingWindow as (limit: {
	readonly calls: number;
	readonly seconds: number;
}) => Bucket;
export const parsedUrl = server.parsedUrl as (text: unknown) => URL | undefined;

export const SeedRows = rows.SeedRows as unknown as new <K, V>(
	first: ReadonlyMap<K, V>,
) => Map<K, V>;
export const seededBy = rows.seededBy as <C, T>(make: (counts: C) => T) => (counts: C) => T;
export const keyed = rows.keyed as <K, V>(
	records: readonly V[],
	keyOf: (record: V) => K,
) => Map<K, V>;

export type Query = Pick<URLSearchParams, 'get'>;

/** What a call has stored, as a test counts it. */
export interface Write {
	readonly operation: string;
	readonly id: string | number;
	readonly [more: string]: unknown;
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);
export const isWholes = (value: unknown): value is number[] =>
	Array.isArray(value) && value.every(Number.isInteger);
