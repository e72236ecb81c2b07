import type { Verdict } from '../contract/call';
import type { Call } from '../contract/callContext';

/** The same call, but for reads whose answer holds for the whole run: they are made until there is such an answer. */
export function keepingAnswers(call: Call): Call {
	const kept = new Map<string, Verdict>();
	return async (spec, terms) => {
		if (spec.keptIf === undefined) return await call(spec, terms);
		const key = JSON.stringify(spec);
		const known = kept.get(key);
		if (known !== undefined) return known;
		const verdict = await call(spec, terms);
		if (verdict.ok && spec.keptIf(verdict.body)) kept.set(key, verdict);
		return verdict;
	};
}
