import type { RequestSpec, Verdict } from '../contract/call';
import type { Call } from '../contract/callContext';
import { ANYTHING } from './proof';

/**
 * Reads that don't depend on each other as one step: they are made at once, and the body of the answer is the
 * list of their bodies, in their order. The first that fails fails them all.
 */
export function concurrentReads(specs: readonly RequestSpec[]): RequestSpec {
	return { ...specs[0], effect: 'read', proof: ANYTHING, concurrentReads: specs };
}

/** A call that makes such reads as well. */
export function makesConcurrentReads(call: Call): Call {
	return async (spec, terms) =>
		spec.concurrentReads === undefined
			? await call(spec, terms)
			: inOne(
					await Promise.all(
						spec.concurrentReads.map(
							async (one) => await call(one, { ...terms, isOneOfMany: true }),
						),
					),
				);
}

function inOne(verdicts: readonly Verdict[]): Verdict {
	const bodies: unknown[] = [];
	for (const verdict of verdicts) {
		if (!verdict.ok) return verdict;
		bodies.push(verdict.body);
	}
	return { ok: true, body: bodies };
}
