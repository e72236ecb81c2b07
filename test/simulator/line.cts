/**
 * The line between n8n and the fake vendors: instead of a socket, n8n's HTTP client gets this as its transport, so
 * that all of n8n's request code runs as ever. It delays, loses, cuts, doubles and falsifies what passes, as the
 * scenario says, and writes down every call.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { AxiosError, type AxiosResponse, type InternalAxiosRequestConfig } from 'axios';
import type { Vendor, Answer, Call, Write } from '../vendors/server.cts';
import { accidentOf, type Accident, type Hit } from './accidents.cts';
import type { Random } from './random.cts';
import type { VirtualTime } from './virtualTime.cts';

export interface FakeVendor extends Vendor {
	readonly writes: readonly Write[];
}

/** One call as it went. Times in virtual milliseconds since the beginning. */
export interface CallRecord {
	number: number;
	workflow: string;
	at: number;
	method: string;
	path: string;
	/** path and query */
	url: string;
	text: string;
	accident: Accident['kind'] | undefined;
	/** 0 where no answer came */
	status: number;
	answer: unknown;
	wrote: readonly Write[];
	/** the worker was dead, so that nobody read the answer */
	unread: boolean;
}

/** Who a call is for: set around a run, read by the transport. */
export const speaker = new AsyncLocalStorage<{ workflow: string; dead: boolean }>();

export interface Line {
	calls: CallRecord[];
	transport(config: InternalAxiosRequestConfig): Promise<AxiosResponse>;
}

export interface LineSettings {
	vendor: FakeVendor;
	accidents: Accident[];
	time: VirtualTime;
	random: Random;
	/** shortest and longest way of a call to the vendor, and of its answer back, in milliseconds */
	delay: [number, number];
	/** what the accidents need to know about how this vendor talks */
	words: unknown;
	echo: string;
}

/** A promise that nobody ever keeps: the one who waits is dead. */
const never = async (): Promise<never> => await new Promise<never>(() => undefined);

export function lineTo(settings: LineSettings): Line {
	const { vendor, accidents, time, random, delay } = settings;
	const calls: CallRecord[] = [];
	const spent = new Set<Accident>();
	const taken = new Map<Accident, number[]>();
	const way = () => random.whole(...delay);
	return {
		calls,
		async transport(config) {
			const who = speaker.getStore() ?? { workflow: 'nobody', dead: false };
			if (who.dead) return await never();
			const call = callOf(config, time);
			const record: CallRecord = {
				number: calls.length,
				workflow: who.workflow,
				at: time.passed(),
				method: call.method,
				path: call.path,
				url: call.rawUrl,
				text: call.text,
				accident: undefined,
				status: 0,
				answer: undefined,
				wrote: [],
				unread: false,
			};
			calls.push(record);
			const hit: Hit = accidentOf(accidents, record, time, spent, taken);
			record.accident = hit.kind;
			const handled = async (): Promise<Answer> => {
				const before = vendor.writes.length;
				const answer = await time.atVendor(() => {
					call.at = time.now();
					return vendor.handle(call);
				});
				record.wrote = vendor.writes.slice(before);
				return answer;
			};
			const arrived = async (): Promise<Answer> => {
				await time.sleep(way() + hit.lateBy);
				const answer = await hit.answered(handled, record, settings);
				await time.sleep(way() + hit.answerLateBy);
				return answer;
			};
			const given = await inTime(arrived(), config, time);
			if (who.dead) {
				record.unread = true;
				return await never();
			}
			record.status = given.status ?? 200;
			record.answer = given.body;
			return settle(given, config);
		},
	};
}

/** As a client gives up: the vendor goes on all the same. */
async function inTime(
	answer: Promise<Answer>,
	config: InternalAxiosRequestConfig,
	time: VirtualTime,
): Promise<Answer> {
	answer.catch(() => undefined);
	const late = Symbol('late');
	const { timeout = 0 } = config;
	try {
		const first =
			timeout > 0
				? await Promise.race([answer, time.sleep(timeout).then((): typeof late => late)])
				: await answer;
		if (first === late)
			throw new AxiosError(`timeout of ${timeout}ms exceeded`, 'ECONNABORTED', config, {});
		return first;
	} catch (error) {
		if (error instanceof AxiosError) throw error;
		const { message, code } = error as Error & { code?: string };
		throw Object.assign(new AxiosError(message, code, config, {}), { cause: error });
	}
}

function callOf(config: InternalAxiosRequestConfig, time: VirtualTime): Call {
	const url = new URL(config.url ?? '', config.baseURL);
	// Folders that only keep simulations apart (run.cts).
	url.pathname = url.pathname.replace(/\/simulation\d+(?=\/)/, '');
	for (const [key, value] of Object.entries((config.params ?? {}) as Record<string, unknown>))
		url.searchParams.append(key, String(value));
	const { data } = config as { data?: unknown };
	// As it travels: half a character would not survive.
	const text = Buffer.from(
		data === undefined || data === null ? '' : Buffer.isBuffer(data) ? data : String(data),
	).toString('utf8');
	const headers = Object.fromEntries(
		Object.entries(config.headers.toJSON()).map(([name, value]) => [
			name.toLowerCase(),
			String(value),
		]),
	);
	return {
		method: (config.method ?? 'get').toUpperCase(),
		path: url.pathname,
		query: url.searchParams,
		rawUrl: url.pathname + url.search,
		headers,
		text,
		isUtf8: true,
		json: parsed(text),
		at: time.now(),
	};
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}

/** What the HTTP client makes of an answer. */
function settle(
	{ status = 200, headers = {}, body }: Answer,
	config: InternalAxiosRequestConfig,
): AxiosResponse {
	const isPlain = body === undefined || typeof body === 'string' || Buffer.isBuffer(body);
	const data = isPlain ? (body ?? '') : JSON.stringify(body);
	const date = new Date().toUTCString();
	const type = isPlain ? {} : { 'content-type': 'application/json; charset=utf-8' };
	const response: AxiosResponse = {
		status,
		statusText: String(status),
		headers: { date, ...type, ...headers },
		data: config.responseType === 'arraybuffer' ? Buffer.from(data as string) : data,
		config,
		request: {},
	};
	const { validateStatus } = config;
	if (validateStatus === undefined || validateStatus === null || validateStatus(status))
		return response;
	throw new AxiosError(
		`Request failed with status code ${status}`,
		status >= 500 ? AxiosError.ERR_BAD_RESPONSE : AxiosError.ERR_BAD_REQUEST,
		config,
		{},
		response,
	);
}
