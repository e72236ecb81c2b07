import type { Problem, RequestSpec, Verdict, Bulk, ProgressCall } from '../shared/contract/call';
import { aList, aRecord, proved, unless } from '../shared/http/proof';
import { asNumber, asObject, asRows, asText } from '../shared/text/unknownJson';
import { action, ivvy } from './vendor';

const MOST = 200;
const FIRST_LOOK_MS = 500;
const LONGEST_PAUSE_MS = 10_000;
const DONE = 100;
const CALL = /^\/api\/1\.0\/(\w+)\?action=(\w+)$/;

const UNNAMED: Problem = {
	kind: 'unclear',
	title: 'iVvy did not say which job it has begun',
	advice: 'Check the records before running these items again.',
};
const ITS_JOB = unless((body) => (jobIn(body) === '' ? UNNAMED : undefined), aRecord());
const HOW_FAR = proved(
	'how far the background job is',
	(body) => asNumber(asObject(body).progress) !== undefined,
);
const ITS_RESULTS = aList((body) => asObject(body).results, 'the results of the background job');

/**
 * iVvy's own way for large imports: up to 200 calls as one job that runs in the background
 * (docs/contracts/ivvy.md section 10).
 * It is asked for its progress until it is done, and each item gets the answer of its own call.
 */
export const jobs: Bulk = {
	size: MOST,
	most: MOST,
	off: 'iVvy does such a job in the background, and continues after an item that it refuses',
	pack: (specs) => action('batch', 'run', { jobs: specs.map(jobOf) }, 'write', ITS_JOB),
	untilDone,
	unpack(body, specs) {
		const responses = responsesIn(body);
		const keys = specs.map((spec) => keyOf(jobOf(spec)));
		return specs.map((spec, index): Verdict | undefined => {
			const answers = responses.get(keys[index]) ?? [];
			const twins = keys.filter((key) => key === keys[index]).length;
			const place = keys.slice(0, index).filter((key) => key === keys[index]).length;
			// More answers than there were such calls: some of them are about nothing that was asked.
			const response = answers.length > twins ? undefined : answers[place];
			return response === undefined
				? undefined
				: ivvy.read({ status: 200, headers: {}, body: response }, spec);
		});
	},
};

function jobIn(body: unknown): string {
	return asText(asObject(body).asyncId);
}

/** One call of a job. */
interface Job {
	readonly namespace: unknown;
	readonly action: unknown;
	readonly params: unknown;
}

function jobOf({ path, body }: RequestSpec): Job {
	const [, namespace, name] = CALL.exec(path) ?? [];
	return { namespace, action: name, params: body };
}

/**
 * Answers by the call that they are to: results hold what was asked, and come in no certain order (section 10). Two
 * that name the same record are one; refusals name none, and calls that are alike are refused alike.
 */
function responsesIn(body: unknown): Map<string, unknown[]> {
	const found = new Map<string, unknown[]>();
	for (const { namespace, action: name, request, response } of asRows(asObject(body).results)) {
		const key = keyOf({ namespace, action: name, params: request });
		const others = found.get(key) ?? [];
		if (!others.some((other) => isDouble(other, response))) found.set(key, [...others, response]);
	}
	return found;
}

function isDouble(one: unknown, other: unknown): boolean {
	const id = asText(asObject(other).id);
	return id !== '' && asText(asObject(one).id) === id;
}

/** A call as text, whatever the order of its parameters, and whether numbers came back as text. */
function keyOf({ namespace, action: name, params }: Job): string {
	const given = asObject(params);
	const plain = (value: unknown) => (typeof value === 'object' ? value : asText(value));
	const values = Object.keys(given)
		.sort()
		.map((key) => [key, plain(given[key])]);
	return JSON.stringify([asText(namespace), asText(name), values]);
}

/** Looks again after ever longer pauses, then fetches the results. */
function* untilDone(body: unknown): Generator<ProgressCall, unknown, unknown> {
	const async = jobIn(body);
	let done = 0;
	for (let pause = FIRST_LOOK_MS; done < DONE; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
		const request = action('batch', 'progress', { async }, 'read', HOW_FAR);
		const answer = yield {
			afterMs: pause,
			progress: `iVvy has done ${done} % of the background job ${async}`,
			request,
		};
		done = asNumber(asObject(answer).progress) ?? 0;
	}
	return yield { afterMs: 0, request: action('batch', 'results', { async }, 'read', ITS_RESULTS) };
}
