/**
 * What all four fake vendors share: a loopback HTTP server that records every call, counts what came through, and
 * misbehaves on demand. A vendor never sees a socket.
 */
import http from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** What a fake vendor sees of a request. */
export interface Call {
	readonly method: string;
	readonly path: string;
	readonly query: URLSearchParams;
	readonly rawUrl: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly text: string;
	readonly isUtf8: boolean;
	/** undefined when the text is none */
	readonly json: unknown;
	at: number;
}

export interface Answer {
	status?: number;
	headers?: Record<string, string>;
	/** object -> JSON, string or Buffer -> sent as it is, undefined -> empty */
	body?: unknown;
	/** milliseconds the vendor works on it, beside the delay of every answer */
	takes?: number;
}

/** What a call has stored, changed or deleted. */
export interface Write {
	readonly id: unknown;
	readonly fields?: unknown;
	readonly [other: string]: unknown;
}

export interface Vendor {
	readonly name: string;
	handle(call: Call): Answer | Promise<Answer>;
	reset(): void;
	readonly writes?: readonly Write[];
}

/** What the records show afterwards of a call whose answer was lost. */
export type Shown = 'all' | 'later' | 'nothing';

/** A call as it went. */
export interface RecordedCall extends Call {
	/** none where no answer came */
	status?: number;
	/** the body of the answer */
	answer?: unknown;
	answeredNothing?: boolean;
	/** the records that it wrote */
	wrote?: readonly Write[];
	fault?: FaultKind;
}

export type FaultKind = `${keyof typeof FAULTS}`;

/** How a fault shows. `Seen` and `Given`: what the test knows of the call and of the vendor's answer. */
export interface FaultDetails<Seen = Call, Given = Answer> {
	times?: number;
	match?: (call: Seen) => boolean;
	/** the vendor does its work first */
	stored?: boolean;
	answer?: Answer;
	headers?: Record<string, string>;
	/** where a redirect goes */
	to?: string;
	milliseconds?: number;
	change?: () => unknown;
	rewrite?: (answer: Given) => Answer;
}

interface Fault extends FaultDetails {
	kind: FaultKind;
	times: number;
	match: (call: Call) => boolean;
}

export interface Fake<V extends Vendor = Vendor> {
	readonly vendor: V;
	readonly url: string;
	/** every call since the last reset, in order */
	readonly calls: RecordedCall[];
	/** Makes the next `times` matching calls fail in the named way (see FAULTS). */
	fault<Seen = Call, Given = Answer>(kind: FaultKind, details?: FaultDetails<Seen, Given>): void;
	delay(milliseconds: number): void;
	/** back to the first state: records, budgets, faults and calls */
	reset(): void;
	close(): Promise<void>;
}

export interface FakeOptions {
	port?: number;
	/** milliseconds before each answer */
	delay?: number;
}

const HTML =
	'<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>';

/**
 * Answers and accidents that every vendor can be told to show, by name. `before` happens instead
 * of the vendor's handling.
 */
const FAULTS = {
	/** any answer of the test's choice, e.g. fault('answer', { status: 500, body: {...} }) */
	answer: (fault: Fault) => ({ status: 500, ...fault.answer }),
	429: (fault: Fault) => ({
		status: 429,
		headers: fault.headers ?? { 'retry-after': '1' },
		body: { message: 'Too many requests' },
	}),
	'429-bare': () => ({ status: 429, body: '' }),
	500: () => ({ status: 500, body: '' }),
	502: () => ({ status: 502, headers: { 'content-type': 'text/html' }, body: HTML }),
	503: () => ({ status: 503, body: '' }),
	html: () => ({ status: 200, headers: { 'content-type': 'text/html' }, body: HTML }),
	malformed: () => ({
		status: 200,
		headers: { 'content-type': 'application/json' },
		body: '{"result": tru',
	}),
	empty: () => ({ status: 200, body: '' }),
	redirect: (fault: Fault) => ({
		status: 302,
		headers: { location: fault.to ?? 'https://elsewhere.example/' },
		body: '',
	}),
	/** connection closed before the vendor did anything */
	reset: () => 'reset' as const,
	/** the vendor does its work, then the connection breaks: the caller can't know */
	lost: () => 'lost' as const,
	/** no answer at all */
	stall: () => 'stall' as const,
	/** the vendor sees the request only `milliseconds` later */
	slow: () => undefined,
	/** something happens to the vendor, such as a token that runs out; then it answers as ever */
	change: (fault: Fault) => void fault.change?.(),
	/** the vendor does its work and answers, but for what `rewrite(answer)` makes of it */
	rewrite: () => undefined,
};

/**
 * With FAKE_JITTER=milliseconds in the environment every request waits a random time up to it before the vendor sees
 * it, as on a busy line: requests that travel side by side arrive in any order, so a test that takes their order for
 * granted is found out.
 */
const JITTER = Number(process.env.FAKE_JITTER ?? 0);
const jitter = async (): Promise<void> => {
	if (JITTER > 0) await sleep(Math.random() * JITTER);
};

/** Starts a fake vendor. */
export async function startFake<V extends Vendor>(
	vendor: V,
	options: FakeOptions = {},
): Promise<Fake<V>> {
	const calls: RecordedCall[] = [];
	const faults: Fault[] = [];
	const state = { delay: options.delay ?? 0 };

	const server = http.createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('error', () => {});
		request.on('end', async () => {
			await jitter();
			const { method = '', url: rawUrl = '' } = request;
			const url = new URL(rawUrl, 'http://fake');
			const raw = Buffer.concat(chunks);
			const text = raw.toString('utf8');
			const isUtf8 = Buffer.from(text, 'utf8').equals(raw);
			const call: RecordedCall = {
				method,
				path: url.pathname,
				query: url.searchParams,
				rawUrl,
				headers: request.headers as Record<string, string>,
				text,
				isUtf8,
				json: parse(text),
				at: Date.now(),
			};
			calls.push(call);
			const index = faults.findIndex((fault) => fault.match(call));
			const fault = index < 0 ? undefined : faults[index];
			if (fault !== undefined && --fault.times <= 0) faults.splice(index, 1);
			const made = fault && FAULTS[fault.kind](fault);
			call.fault = fault?.kind;
			if (fault?.kind === 'slow') await sleep(fault.milliseconds);
			const stored = vendor.writes?.length;
			// The vendor did its work before the accident.
			if (fault?.stored === true) await vendor.handle(call);
			if (made === 'reset') return request.socket.destroy();
			if (made === 'stall') return undefined;
			let answer: Answer;
			try {
				answer = typeof made === 'object' ? made : await vendor.handle(call);
			} catch (error) {
				answer = {
					status: 599,
					body: { fake: (error instanceof Error && error.stack) || String(error) },
				};
			}
			if (made === 'lost') return request.socket.destroy();
			if (fault?.kind === 'rewrite') answer = fault.rewrite?.(answer) ?? answer;
			call.wrote = vendor.writes?.slice(stored) ?? [];
			call.answer = answer.body;
			call.answeredNothing = answer.body === undefined || answer.body === '';
			const takes = state.delay + (answer.takes ?? 0);
			if (takes > 0) await sleep(takes);
			call.status = answer.status ?? 200;
			send(response, answer);
			return undefined;
		});
	});
	const sockets = new Set<Socket>();
	server.on('connection', (socket) => {
		sockets.add(socket);
		socket.on('close', () => sockets.delete(socket));
	});
	await new Promise<void>((done, failed) => {
		server.once('error', failed);
		server.listen(options.port ?? 0, '127.0.0.1', done);
	});

	return {
		vendor,
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		calls,
		fault(kind, details = {}) {
			if (!(kind in FAULTS)) throw new Error(`no fault called ${kind}`);
			faults.push({ times: 1, match: () => true, ...(details as FaultDetails), kind });
		},
		delay(milliseconds) {
			state.delay = milliseconds;
		},
		reset() {
			calls.length = 0;
			faults.length = 0;
			state.delay = options.delay ?? 0;
			vendor.reset();
		},
		async close() {
			for (const socket of sockets) socket.destroy();
			await new Promise((done) => void server.close(done));
		},
	};
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}

function send(response: http.ServerResponse, { status = 200, headers = {}, body }: Answer): void {
	if (body !== undefined && typeof body !== 'string' && !Buffer.isBuffer(body)) {
		response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
		response.end(JSON.stringify(body));
		return;
	}
	response.writeHead(status, headers);
	response.end(body ?? '');
}

/** A limit of calls: whether one more is let through. */
export interface Limit {
	admit(now?: number): boolean;
	reset(): void;
}

export interface Bucket {
	burst: number;
	perSecond: number;
}

/** A bucket that holds `burst` calls and drains `perSecond`; a refused call does not fill it. */
export function leakyBucket({ burst, perSecond }: Bucket, from = Date.now()): Limit {
	let level = 0;
	let last = from;
	return {
		admit(now = Date.now()) {
			level = Math.max(0, level - ((now - last) / 1000) * perSecond);
			last = now;
			if (level + 1 > burst) return false;
			level += 1;
			return true;
		},
		reset() {
			level = 0;
			last = Date.now();
		},
	};
}

/** At most `calls` calls in any `seconds` seconds; a refused call does not count. */
export function slidingWindow({ calls, seconds }: { calls: number; seconds: number }): Limit {
	let taken: number[] = [];
	return {
		admit(now = Date.now()) {
			taken = taken.filter((at) => at > now - seconds * 1000);
			if (taken.length >= calls) return false;
			taken.push(now);
			return true;
		},
		reset() {
			taken = [];
		},
	};
}

/** An address taken apart, or undefined where it is none. */
export function parsedUrl(text: unknown): URL | undefined {
	try {
		return new URL(String(text));
	} catch {
		return undefined;
	}
}
