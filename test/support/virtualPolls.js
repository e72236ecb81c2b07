'use strict';
/**
 * Polls on jest's clock: the trigger as n8n runs it, each of its requests signed by its own
 * credential class and handed to the fake vendor without a network, so that answers take virtual
 * time. `jest.useFakeTimers()` has to be on.
 */
const { loader } = require('./nodeTypes.cts');
const { VENDORS } = require('./fakes.cts');
const { triggerOf } = require('./trigger.cts');
const { slidingWindow } = require('../vendors/server');

const lowered = (headers) =>
	Object.fromEntries(
		Object.entries(headers ?? {}).map(([key, value]) => [key.toLowerCase(), value]),
	);
const parsed = (text) => {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
};
const pass = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

/** Lets the clock run until the promise is settled. @returns what came of it, and the milliseconds */
async function settled(promise) {
	const begun = Date.now();
	let outcome;
	promise.then(
		(value) => (outcome = { value }),
		(error) => (outcome = { error }),
	);
	await jest.advanceTimersByTimeAsync(0);
	for (let steps = 0; outcome === undefined; steps++) {
		if (steps > 1e6) throw new Error('The promise is not settled by any timer');
		await jest.advanceTimersToNextTimerAsync();
	}
	return { ...outcome, took: Date.now() - begun };
}

let accounts = 0;

/**
 * A fake vendor and an n8n that polls it.
 * @param {string} vendor such as 'ivvy'
 * @param {object} options of the fake
 * @param {object} setup
 * @param {string} setup.node @param {object} setup.parameters @param {object} [setup.credentials]
 * @param {{calls: number, seconds: number}} [setup.limit] of the account
 * @param {number} [setup.latency] milliseconds before the vendor sees a request
 * @param {'legacy' | 'durable' | 'cursors'} [setup.engine] when n8n keeps what a trigger remembers:
 *   one object for as long as the process lives, saved with items; a copy for each poll, saved with
 *   items; the same, saved after each poll
 */
async function virtualPolls(vendor, options, setup) {
	const { make, credential, credentials: ofFake, fixed } = VENDORS[vendor];
	const state = { calls: 0, refused: 0, onCall: () => {}, stored: {}, process: 0, live: undefined };
	const handler = make(options);
	// An account of its own: its limits are remembered, and the clock begins anew with each test.
	const url = `https://account${++accounts}.example`;
	const values = {
		...ofFake({ url, vendor: handler }),
		...setup.credentials,
	};
	const limit = slidingWindow(setup.limit ?? { calls: Infinity, seconds: 1 });

	async function send(request) {
		const signed = await loader
			.getCredential(credential)
			.type.authenticate(values, { ...request, headers: { ...request.headers } });
		const target = new URL(signed.url, signed.baseURL ?? url);
		for (const [key, value] of Object.entries(signed.qs ?? {})) target.searchParams.set(key, value);
		await pass(setup.latency ?? 100);
		state.calls += 1;
		if (!limit.admit(Date.now())) {
			state.refused += 1;
			return { statusCode: 429, headers: { 'retry-after': '1' }, body: { message: 'Too many' } };
		}
		const fault = await state.onCall(state.calls);
		if (fault !== undefined) return fault;
		const text = signed.body ?? '';
		const answer = await handler.handle({
			method: signed.method,
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
	const copy = (value) => JSON.parse(JSON.stringify(value));

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
		/**
		 * One poll.
		 * @param {object} [how]
		 * @param {number} [how.budget] that n8n gives
		 * @param {boolean} [how.isDropped] n8n throws away what comes of it
		 * @param {boolean} [how.isActivation] the first one, after which n8n saves in any case
		 * @param {(context: object) => void} [how.change] of what n8n hands over
		 */
		async begin({ budget, isDropped = false, isActivation = false, change = () => {} } = {}) {
			if (setup.engine === 'legacy') state.live ??= copy(state.stored);
			const data = setup.engine === 'legacy' ? state.live : copy(state.stored);
			const items = await trigger.poll('trigger', (context) => {
				context.getWorkflowStaticData = () => data;
				if (budget === undefined) delete context.getPollBudgetMs;
				else context.getPollBudgetMs = () => budget;
				context.helpers.httpRequestWithAuthentication = async (_type, request) =>
					await send(request);
				change(context);
			});
			if (isDropped) return null;
			if (items !== null || setup.engine === 'cursors' || isActivation) state.stored = copy(data);
			return items;
		},
	};
}

module.exports = { virtualPolls, settled, pass };
