'use strict';
/**
 * What all four fake vendors share: a loopback HTTP server that records every call, counts what came through, and
 * misbehaves on demand. A vendor is an object `{ name, handle(call) -> answer, reset() }`; it never sees a socket.
 *
 * call:   { method, path, query: URLSearchParams, headers, text, isUtf8, json, at }   (json is undefined when the
 * text is none) answer: { status?, headers?, body?, takes? }     body: object -> JSON, string or Buffer -> sent as it
 * is, undefined -> empty; takes: milliseconds the vendor works on it, beside the delay of every answer
 */
const http = require('node:http');
const { setTimeout: sleep } = require('node:timers/promises');

const HTML =
	'<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>';

/**
 * Answers and accidents that every vendor can be told to show, by name. `before` happens instead
 * of the vendor's handling.
 */
const FAULTS = {
	/** any answer of the test's choice, e.g. fault('answer', { status: 500, body: {...} }) */
	answer: (fault) => ({ status: 500, ...fault.answer }),
	429: (fault) => ({
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
	redirect: (fault) => ({
		status: 302,
		headers: { location: fault.to ?? 'https://elsewhere.example/' },
		body: '',
	}),
	/** connection closed before the vendor did anything */
	reset: () => 'reset',
	/** the vendor does its work, then the connection breaks: the caller can't know */
	lost: () => 'lost',
	/** no answer at all */
	stall: () => 'stall',
	/** the vendor sees the request only `milliseconds` later */
	slow: () => undefined,
	/** something happens to the vendor, such as a token that runs out; then it answers as ever */
	change: (fault) => void fault.change(),
	/** the vendor does its work and answers, but for what `rewrite(answer)` makes of it */
	rewrite: () => undefined,
};

/**
 * With FAKE_JITTER=milliseconds in the environment every request waits a random time up to it before the vendor sees
 * it, as on a busy line: requests that travel side by side arrive in any order, so a test that takes their order for
 * granted is found out.
 */
const JITTER = Number(process.env.FAKE_JITTER ?? 0);
const jitter = async () => {
	if (JITTER > 0) await sleep(Math.random() * JITTER);
};

/**
 * Starts a fake vendor.
 * @param {{name: string, handle: Function, reset: Function, store: Record<string, any>, [more: string]: any}} vendor
 * @param {{port?: number, delay?: number}} [options] delay: milliseconds before each answer
 */
async function startFake(vendor, options = {}) {
	const calls = [];
	const faults = [];
	const state = { delay: options.delay ?? 0 };

	const server = http.createServer((request, response) => {
		const chunks = [];
		request.on('data', (chunk) => chunks.push(chunk));
		request.on('error', () => {});
		request.on('end', async () => {
			await jitter();
			const url = new URL(request.url, 'http://fake');
			const raw = Buffer.concat(chunks);
			const text = raw.toString('utf8');
			const isUtf8 = Buffer.from(text, 'utf8').equals(raw);
			const call = {
				method: request.method,
				path: url.pathname,
				query: url.searchParams,
				rawUrl: request.url,
				headers: request.headers,
				text,
				isUtf8,
				json: parse(text),
				at: Date.now(),
			};
			calls.push(call);
			const index = faults.findIndex((fault) => fault.match(call));
			const fault = index < 0 ? undefined : faults[index];
			if (fault !== undefined && --fault.times <= 0) faults.splice(index, 1);
			const made = fault === undefined ? undefined : FAULTS[fault.kind](fault);
			call.fault = fault?.kind;
			if (fault?.kind === 'slow') await sleep(fault.milliseconds);
			const stored = vendor.writes?.length;
			// The vendor did its work before the accident.
			if (fault?.stored === true) await vendor.handle(call);
			if (made === 'reset') return request.socket.destroy();
			if (made === 'stall') return undefined;
			let answer;
			try {
				answer = typeof made === 'object' ? made : await vendor.handle(call);
			} catch (error) {
				answer = { status: 599, body: { fake: String(error?.stack ?? error) } };
			}
			if (made === 'lost') return request.socket.destroy();
			if (fault?.kind === 'rewrite') answer = fault.rewrite(answer);
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
	const sockets = new Set();
	server.on('connection', (socket) => {
		sockets.add(socket);
		socket.on('close', () => sockets.delete(socket));
	});
	await new Promise((done, failed) => {
		server.once('error', failed);
		server.listen(options.port ?? 0, '127.0.0.1', done);
	});

	return {
		vendor,
		url: `http://127.0.0.1:${server.address().port}`,
		/**
		 * every call since the last reset, in order, with the status and the `answer` it got, the
		 * records that it `wrote` and whether it `answeredNothing`
		 */
		calls,
		/**
		 * Makes the next `times` matching calls fail in the named way (see FAULTS); `stored`: after
		 * the vendor did its work.
		 * @param {string} kind
		 * @param {{times?: number, match?: (call: any) => boolean, [more: string]: any}} [fault]
		 */
		fault(kind, { times = 1, match = () => true, ...rest } = {}) {
			if (!(kind in FAULTS)) throw new Error(`no fault called ${kind}`);
			faults.push({ kind, times, match, ...rest });
		},
		delay(milliseconds) {
			state.delay = milliseconds;
		},
		/** back to the first state: records, budgets, faults and calls */
		reset() {
			calls.length = 0;
			faults.length = 0;
			state.delay = options.delay ?? 0;
			vendor.reset();
		},
		async close() {
			for (const socket of sockets) socket.destroy();
			await new Promise((done) => server.close(done));
		},
	};
}

function parse(text) {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

function send(response, { status = 200, headers = {}, body }) {
	if (body !== undefined && typeof body !== 'string' && !Buffer.isBuffer(body)) {
		response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
		response.end(JSON.stringify(body));
		return;
	}
	response.writeHead(status, headers);
	response.end(body ?? '');
}

/** A bucket that holds `burst` calls and drains `perSecond`; a refused call does not fill it. */
function leakyBucket({ burst, perSecond }, from = Date.now()) {
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
function slidingWindow({ calls, seconds }) {
	let taken = [];
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
function parsedUrl(text) {
	try {
		return new URL(text);
	} catch {
		return undefined;
	}
}

module.exports = { parsedUrl, startFake, leakyBucket, slidingWindow };
