/** The fake iVvy's asynchronous calls, docs/contracts/ivvy.md section 10: run, progress, results, restart, repost. */
import crypto from 'node:crypto';
import { there } from '../support/there.cts';
import type { Options } from './ivvy.behavior.cts';
import {
	Refusal,
	refuse,
	check,
	isObject,
	text,
	type Actions,
	type Check,
	type Context,
	type Input,
} from './ivvy.checks.cts';

const MOST = 200;
const KEPT = 2 * 24 * 60 * 60_000;
const CODES = {
	notSaved: 24091,
	format: 24092,
	empty: 24093,
	unknown: 24105,
	unfinished: 24114,
	gone: 24115,
	tooMany: 24448,
};

interface Job {
	readonly namespace: string;
	readonly action: string;
	/** An empty list stands for none. */
	readonly params: Input | [];
}

export interface Result {
	readonly namespace: string;
	readonly action: string;
	readonly request: Job['params'];
	readonly response: Partial<Refusal> & { readonly success?: boolean };
}

export interface Batch {
	readonly asyncId: string;
	readonly jobs: readonly Job[];
	readonly callbackUrl?: string;
	createdAt: number;
	polls: number;
	results: Result[];
	/** Of results that stay when it runs again. */
	kept?: ReadonlyArray<Result | undefined>;
	restarts: number;
	reposts: number;
}

/** What a batch goes on with. */
type Going = Pick<Context, 'options' | 'perform'>;

function badFormat(): never {
	refuse(400, 'Incorrect job format', CODES.format);
}

/** 24093 is for an empty parameter, 24092 for a job of a wrong form (section 10). */
function checkedJob(job: unknown, callable: Context['callable']): Job {
	if (!isObject(job)) badFormat();
	const { namespace, action, params, ...more } = job;
	if (namespace === '' || action === '') refuse(400, 'Empty job parameter found', CODES.empty);
	const isNone = Array.isArray(params) && params.length === 0;
	if (
		typeof namespace !== 'string' ||
		typeof action !== 'string' ||
		!(isObject(params) || isNone) ||
		Object.keys(more).length > 0 ||
		namespace === 'batch' ||
		!callable(namespace, action)
	)
		badFormat();
	return { namespace, action, params: isObject(params) ? params : [] };
}

const anything: Check<unknown> = () => undefined;

/** callbackUrl starting `https://24091.` makes the vendor fail to save. */
function run({ input, store, writes, now, callable, options, perform }: Context) {
	const { jobs: sent = [], callbackUrl } = check(input, { jobs: anything, callbackUrl: text });
	if (!Array.isArray(sent)) badFormat();
	if (sent.length === 0) refuse(400, 'Empty job parameter found', CODES.empty);
	if (sent.length > MOST)
		refuse(400, 'The maximum number of jobs can be put on a single request is 200', CODES.tooMany);
	const jobs = sent.map((job) => checkedJob(job, callable));
	if (callbackUrl?.startsWith('https://24091.'))
		refuse(400, 'The information was not saved', CODES.notSaved);
	const asyncId = crypto.randomBytes(16).toString('hex');
	const batch: Batch = {
		asyncId,
		jobs,
		callbackUrl,
		createdAt: now(),
		polls: 0,
		results: [],
		restarts: 0,
		reposts: 0,
	};
	store.batches.set(asyncId, batch);
	writes.push({ operation: 'batch.run', id: asyncId, fields: input });
	advance(batch, { options, perform });
	return { asyncId };
}

/** What a job answers; an error is answered as a call of its own would answer it. */
function resultOf(
	{ namespace, action, params }: Job,
	index: number,
	{ options, perform }: Going,
): Result {
	const failure = options.batchFailures[index];
	const request = { namespace, action, request: params };
	if (failure !== undefined)
		return {
			...request,
			response: { errorCode: 400, message: 'An error has occurred', ...failure },
		};
	try {
		return {
			...request,
			response: perform(namespace, action, Array.isArray(params) ? {} : params),
		};
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		const { errorCode, message, specificCode, additionalMessages } = error;
		return { ...request, response: { errorCode, message, specificCode, additionalMessages } };
	}
}

const progressOf = ({ polls }: Batch, { batchPolls }: Options) =>
	batchPolls === 0 ? 100 : Math.min(100, Math.floor((100 * polls) / batchPolls));

/** Does the jobs up to where the batch has come, in their order. */
function advance(batch: Batch, context: Going) {
	const upTo = Math.floor((batch.jobs.length * progressOf(batch, context.options)) / 100);
	for (let index = batch.results.length; index < upTo; index += 1) {
		const kept = batch.kept?.[index];
		batch.results.push(kept ?? resultOf(there(batch.jobs[index]), index, context));
	}
}

/** A batch that is there and not older than two days. */
function found({ input, store, now }: Context, code: number) {
	const batch = store.batches.get(check(input, { async: text }, ['async']).async);
	if (batch === undefined || now() - batch.createdAt > KEPT)
		refuse(400, 'Could not find batch', code);
	return batch;
}

function asked(context: Context, code: number) {
	const batch = found(context, code);
	batch.polls += 1;
	advance(batch, context);
	return batch;
}

const progress = (context: Context) => ({
	progress: progressOf(asked(context, CODES.unknown), context.options),
});

/** What was asked stands beside each answer, as the order says nothing. */
const inOrder = (done: readonly Result[], { batchOrder }: Options) =>
	batchOrder === 'reversed' ? done.toReversed() : done;

function results(context: Context) {
	const batch = asked(context, CODES.gone);
	if (batch.results.length < batch.jobs.length)
		refuse(400, 'Batch job not completed', CODES.unfinished);
	return { asyncId: batch.asyncId, results: inOrder(batch.results, context.options) };
}

const failed = ({ response }: Result) =>
	response.errorCode !== undefined || response.success === false;

function restart(context: Context) {
	const batch = found(context, CODES.unknown);
	const again = context.options.batchRestart === 'failed';
	batch.kept = again
		? batch.results.map((result) => (failed(result) ? undefined : result))
		: undefined;
	Object.assign(batch, { polls: 0, results: [], restarts: batch.restarts + 1 });
	advance(batch, context);
	return { restarted: true };
}

function repost(context: Context) {
	found(context, CODES.unknown).reposts += 1;
	return { reposted: true };
}

/** The POST of a finished batch to its callbackUrl, ready to be sent; undefined when there is none. */
export function callback({ store, options }: Pick<Context, 'store' | 'options'>, asyncId: string) {
	const { callbackUrl, jobs, results: done } = there(store.batches.get(asyncId));
	if (callbackUrl === undefined || done.length < jobs.length) return undefined;
	return {
		url: callbackUrl,
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ asyncId, results: inOrder(done, options) }),
	};
}

/** A batch goes on by itself, asked for or not: each call that comes meanwhile stands for some time. */
export function goOn(context: Going & Pick<Context, 'store'>) {
	for (const batch of context.store.batches.values()) {
		if (batch.results.length >= batch.jobs.length) continue;
		batch.polls += 1;
		advance(batch, context);
	}
}

export const ACTIONS: Actions = { batch: { run, progress, results, restart, repost } };
