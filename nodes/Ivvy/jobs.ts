import { Refused } from '../shared/errors';
import type { Bulk, Following, RequestSpec, Verdict } from '../shared/operation';
import { asNumber, asObject, asRows, asText } from '../shared/values';
import { action, ivvy } from './vendor';

const MOST = 200;
const FIRST_LOOK_MS = 500;
const LONGEST_PAUSE_MS = 10_000;
const DONE = 100;
const CALL = /^\/api\/1\.0\/(\w+)\?action=(\w+)$/;

/**
 * iVvy's own way for large imports: up to 200 calls as one job that runs in the background (vendors/ivvy.md section 10).
 * It is asked for its progress until it is done, and each item gets the answer of its own call.
 */
export const jobs: Bulk = {
	size: MOST,
	most: MOST,
	off: 'iVvy does such a job in the background, and does not stop it at the first item that it refuses',
	fits: ({ path, effect }) => effect === 'write' && CALL.test(path),
	pack: (specs) => action('batch', 'run', { jobs: specs.map(jobOf) }, 'write'),
	follow,
	unpack(body, specs) {
		const results = asRows(asObject(body).results);
		return specs.map((spec, index): Verdict => {
			const { response } = results[index] ?? {};
			if (response === undefined) return { ok: false, problem: { kind: 'unclear', title: 'iVvy did not say how this item ended', advice: '' } };
			return ivvy.read({ status: 200, headers: {}, body: response }, spec);
		});
	},
};

function jobOf({ path, body }: RequestSpec) {
	const [, namespace, name] = CALL.exec(path) ?? [];
	return { namespace, action: name, params: body };
}

/** Looks again after ever longer pauses, then fetches the results. */
function* follow(body: unknown): Generator<Following, unknown, unknown> {
	const async = asText(asObject(body).asyncId);
	if (async === '') throw new Refused({ kind: 'unclear', title: 'iVvy did not say which job it has begun', advice: 'Look at the records before you run these items again.' });
	let done = 0;
	for (let pause = FIRST_LOOK_MS; done < DONE; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
		const answer = yield { afterMs: pause, progress: `iVvy has done ${done} % of the background job ${async}`, request: action('batch', 'progress', { async }, 'read') };
		done = asNumber(asObject(answer).progress) ?? 0;
	}
	return yield { afterMs: 0, request: action('batch', 'results', { async }, 'read') };
}
