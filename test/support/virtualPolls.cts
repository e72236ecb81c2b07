/**
 * Polls on jest's clock: the trigger as n8n runs it, each of its requests signed by its own
 * credential class and handed to the fake vendor without a network, so that answers take virtual
 * time. `jest.useFakeTimers()` has to be on.
 */
import type {
	ICredentialDataDecryptedObject as Values,
	IDataObject,
	IHttpRequestOptions,
	IPollFunctions,
} from 'n8n-workflow';
import { credentialType } from './credentialStore.cts';
import type { Item } from './engine.cts';
import { VENDORS } from './fakes.cts';
import { there } from './there.cts';
import { triggerOf } from './trigger.cts';
import { slidingWindow } from '../vendors/server.cts';

const lowered = (headers: object | undefined): Record<string, string> =>
	Object.fromEntries(
		Object.entries(headers ?? {}).map(([key, value]) => [key.toLowerCase(), value]),
	);
const parsed = (text: string): unknown => {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
};
export const pass = (milliseconds: number): Promise<void> =>
	new Promise((done) => void setTimeout(done, milliseconds));

interface Outcome<T> {
	readonly value?: T;
	readonly error?: Error;
}

/** Lets the clock run until the promise is settled. @returns what came of it, and the milliseconds */
export async function settled<T>(promise: Promise<T>): Promise<Outcome<T> & { took: number }> {
	const begun = Date.now();
	let outcome: Outcome<T> | undefined;
	promise.then(
		(value) => (outcome = { value }),
		(error: Error) => (outcome = { error }),
	);
	await jest.advanceTimersByTimeAsync(0);
	for (let steps = 0; outcome === undefined; steps++) {
		if (steps > 1e6) throw new Error('The promise is not settled by any timer');
		await jest.advanceTimersToNextTimerAsync();
	}
	return { ...outcome, took: Date.now() - begun };
}

let accounts = 0;

/** What is polled, and how. */
interface Polling {
	readonly node: string;
	readonly parameters: object;
	readonly credentials?: object;
	/** of the account */
	readonly limit?: { readonly calls: number; readonly seconds: number };
	/** milliseconds before the vendor sees a request */
	readonly latency?: number;
	/**
	 * When n8n keeps what a trigger remembers: one object for as long as the process lives, saved with items; a copy
	 * for each poll, saved with items; the same, saved after each poll.
	 */
	readonly engine?: 'legacy' | 'durable' | 'cursors';
}

interface Poll {
	/** that n8n gives */
	readonly budget?: number;
	/** n8n throws away what comes of it */
	readonly isDropped?: boolean;
	/** the first one, after which n8n saves in any case */
	readonly isActivation?: boolean;
	/** of what n8n hands over */
	readonly change?: (context: PollContext) => void;
}

/** What n8n hands to a poll, of which tests change something. */
type PollContext = Omit<IPollFunctions, 'getPollBudgetMs'> &
	Partial<Pick<IPollFunctions, 'getPollBudgetMs'>>;

interface Reply {
	readonly statusCode: number;
	readonly headers: object;
	readonly body: unknown;
}

interface State {
	calls: number;
	refused: number;
	/** A fault is an answer in the place of the vendor's. */
	onCall: (calls: number) => Promise<Reply | undefined | void> | Reply | undefined | void;
	stored: IDataObject;
	process: number;
	live: IDataObject | undefined;
}

/**
 * A fake vendor and an n8n that polls it.
 * @param vendor such as 'ivvy'
 * @param options of the fake
 */
export async function virtualPolls(vendor: string, options: object, setup: Polling) {
	const { make, credential, credentials: ofFake, fixed } = there(VENDORS[vendor]);
	const state: State = {
		calls: 0,
		refused: 0,
		onCall: () => {},
		stored: {},
		process: 0,
		live: undefined,
	};
	const handler = make(options);
	// An account of its own: its limits are remembered, and the clock begins anew with each test.
	const url = `https://account${++accounts}.example`;
	const values = {
		...ofFake({ url, vendor: handler }),
		...setup.credentials,
	};
	const limit = slidingWindow(setup.limit ?? { calls: Infinity, seconds: 1 });

	async function send(request: IHttpRequestOptions): Promise<Reply> {
		const signed = await credentialType(credential).authenticate(values as Values, {
			...request,
			headers: { ...request.headers },
		});
		const target = new URL(signed.url, signed.baseURL ?? url);
		for (const [key, value] of Object.entries(signed.qs ?? {}))
			target.searchParams.set(key, String(value));
		await pass(setup.latency ?? 100);
		state.calls += 1;
		if (!limit.admit(Date.now())) {
			state.refused += 1;
			return { statusCode: 429, headers: { 'retry-after': '1' }, body: { message: 'Too many' } };
		}
		const fault = await state.onCall(state.calls);
		if (fault !== undefined) return fault;
		const text = typeof signed.body === 'string' ? signed.body : '';
		const answer = await handler.handle({
			method: String(signed.method),
			path: target.pathname,
			query: target.searchParams,
			rawUrl: target.pathname + target.search,
			headers: lowered(signed.headers),
			text,
			isUtf8: true,
			json: parsed(text),
			at: Date.now(),
		});
		return {
			statusCode: answer.status ?? 200,
			headers: { 'content-type': 'application/json', ...lowered(answer.headers) },
			body: answer.body === undefined ? '' : structuredClone(answer.body),
		};
	}

	const started = async () =>
		await triggerOf({
			node: setup.node,
			fixed,
			credential,
			credentials: values,
			// Memory of a process ends with it: what is kept there goes by the credential, too.
			credentialId: `virtual${Math.random()}-${state.process}`,
			parameters: setup.parameters,
		});
	let trigger = await started();
	const copy = (value: unknown) => JSON.parse(JSON.stringify(value)) as IDataObject;

	return {
		vendor: handler,
		state,
		/** n8n starts again: what was not stored is gone. */
		async restart() {
			state.process += 1;
			state.live = undefined;
			trigger = await started();
		},
		/** What n8n would load now. */
		stored: () => state.stored,
		/** One poll. */
		async begin(how: Poll = {}): Promise<Item[][] | null> {
			const { budget, isDropped = false, isActivation = false, change = () => {} } = how;
			const data =
				setup.engine === 'legacy' ? (state.live ??= copy(state.stored)) : copy(state.stored);
			const items = await trigger.poll('trigger', (context: PollContext) => {
				context.getWorkflowStaticData = () => data;
				if (budget === undefined) delete context.getPollBudgetMs;
				else context.getPollBudgetMs = () => budget;
				context.helpers.httpRequestWithAuthentication = async (_type: string, request) =>
					await send(request);
				change(context);
			});
			if (isDropped) return null;
			if (items !== null || setup.engine === 'cursors' || isActivation) state.stored = copy(data);
			return items;
		},
	};
}
