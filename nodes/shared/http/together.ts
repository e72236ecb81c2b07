import type { RequestSpec, Verdict } from '../contract/call';
import type { Call } from '../contract/callContext';
import { ANYTHING } from './proof';

/**
 * Reads that don't depend on each other as one step: they are made at once, and the body of the answer is the
 * list of their bodies, in their order. The first that fails fails them all.
 */
export function together(specs: readonly RequestSpec[]): RequestSpec {
	return { ...specs[0], effect: 'read', proof: ANYTHING, together: specs };
}

/** A call that also makes what stands together. */
export function makesTogether(call: Call): Call {
	return async (spec, terms) =>
		spec.together === undefined
			? await call(spec, terms)
			: inOne(
					await Promise.all(
						spec.together.map(async (one) => await call(one, { ...terms, isOneOfMany: true })),
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
