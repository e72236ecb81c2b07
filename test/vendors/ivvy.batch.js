'use strict';
/** The fake iVvy's asynchronous calls, docs/contracts/ivvy.md section 10: run, progress, results, restart, repost. */
const crypto = require('node:crypto');
const { Refusal, refuse, check, isObject, text } = require('./ivvy.checks');

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

const badFormat = () => refuse(400, 'Incorrect job format', CODES.format);

/** 24093 is for an empty parameter, 24092 for a job of a wrong form (section 10). */
function checkJob(job, callable) {
	if (!isObject(job)) badFormat();
	const { namespace, action, params, ...more } = job;
	if (namespace === '' || action === '') refuse(400, 'Empty job parameter found', CODES.empty);
	const right =
		typeof namespace === 'string' &&
		typeof action === 'string' &&
		(isObject(params) || (Array.isArray(params) && params.length === 0));
	if (
		!right ||
		Object.keys(more).length > 0 ||
		namespace === 'batch' ||
		!callable(namespace, action)
	)
		badFormat();
}

/** callbackUrl starting `https://24091.` makes the vendor fail to save. */
function run({ input, store, writes, now, callable, options, perform }) {
	check(input, { jobs: () => undefined, callbackUrl: text });
	const { jobs = [], callbackUrl } = input;
	if (!Array.isArray(jobs)) badFormat();
	if (jobs.length === 0) refuse(400, 'Empty job parameter found', CODES.empty);
	if (jobs.length > MOST)
		refuse(400, 'The maximum number of jobs can be put on a single request is 200', CODES.tooMany);
	for (const job of jobs) checkJob(job, callable);
	if (callbackUrl?.startsWith('https://24091.'))
		refuse(400, 'The information was not saved', CODES.notSaved);
	const asyncId = crypto.randomBytes(16).toString('hex');
	const batch = {
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
function resultOf({ namespace, action, params }, index, { options, perform }) {
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

const progressOf = ({ polls }, { batchPolls }) =>
	batchPolls === 0 ? 100 : Math.min(100, Math.floor((100 * polls) / batchPolls));

/** Does the jobs up to where the batch has come, in their order. */
function advance(batch, context) {
	const upTo = Math.floor((batch.jobs.length * progressOf(batch, context.options)) / 100);
	for (let index = batch.results.length; index < upTo; index += 1) {
		batch.results.push(batch.kept?.[index] ?? resultOf(batch.jobs[index], index, context));
	}
}

/** A batch that is there and not older than two days. */
function found({ input, store, now }, code) {
	check(input, { async: text }, ['async']);
	const batch = store.batches.get(input.async);
	if (batch === undefined || now() - batch.createdAt > KEPT)
		refuse(400, 'Could not find batch', code);
	return batch;
}

function asked(context, code) {
	const batch = found(context, code);
	batch.polls += 1;
	advance(batch, context);
	return batch;
}

const progress = (context) => ({
	progress: progressOf(asked(context, CODES.unknown), context.options),
});

/** What was asked stands beside each answer, as the order says nothing. */
const inOrder = (done, { batchOrder }) => (batchOrder === 'reversed' ? done.toReversed() : done);

function results(context) {
	const batch = asked(context, CODES.gone);
	if (batch.results.length < batch.jobs.length)
		refuse(400, 'Batch job not completed', CODES.unfinished);
	return { asyncId: batch.asyncId, results: inOrder(batch.results, context.options) };
}

const failed = ({ response }) => response.errorCode !== undefined || response.success === false;

function restart(context) {
	const batch = found(context, CODES.unknown);
	const again = context.options.batchRestart === 'failed';
	batch.kept = again
		? batch.results.map((result) => (failed(result) ? undefined : result))
		: undefined;
	Object.assign(batch, { polls: 0, results: [], restarts: batch.restarts + 1 });
	advance(batch, context);
	return { restarted: true };
}

function repost(context) {
	found(context, CODES.unknown).reposts += 1;
	return { reposted: true };
}

/** The POST of a finished batch to its callbackUrl, ready to be sent; undefined when there is none. */
function callback({ store, options }, asyncId) {
	const { callbackUrl, jobs, results: done } = store.batches.get(asyncId);
	if (callbackUrl === undefined || done.length < jobs.length) return undefined;
	return {
		url: callbackUrl,
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ asyncId, results: inOrder(done, options) }),
	};
}

/** A batch goes on by itself, asked for or not: each call that comes meanwhile stands for some time. */
function goOn(context) {
	for (const batch of context.store.batches.values()) {
		if (batch.results.length >= batch.jobs.length) continue;
		batch.polls += 1;
		advance(batch, context);
	}
}

const ACTIONS = { batch: { run, progress, results, restart, repost } };

module.exports = { ACTIONS, callback, goOn };
