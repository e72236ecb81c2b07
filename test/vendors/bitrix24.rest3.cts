/**
 * REST 3.0 of the fake Bitrix24: methods below /rest/api/, JSON only, errors as objects,
 * Idempotency-Key (contract 1.1, 2.10).
 */
import { isPhpMap, refusal3, type RefusalBody } from './bitrix24.answers.cts';
import type { Caller, Needs, TimedAnswer } from './bitrix24.portal.cts';
import { contentTypeOf } from './bitrix24.query.cts';
import type { Call } from './server.cts';

/** contract 1.4: the scope `tasks` stands apart from the classic `task` */
export const NEEDS_3: Needs = { tasks: ['tasks'] };
const DAY_MS = 86_400_000;

/** Only the body is read, and only JSON; an app's token may stand in it. */
export function params3(call: Call, caller: Caller) {
	if (call.method === 'GET' || call.text === '') return {};
	if (contentTypeOf(call) !== 'application/json' || !isPhpMap(call.json))
		throw refusal3(400, 'INVALIDJSONEXCEPTION', 'Invalid JSON in the request body');
	if (caller.kind !== 'app') return call.json;
	const { auth, ...params } = call.json;
	return params;
}

/** The answer to a key, and what it answered. */
export interface Remembered {
	at: number;
	text: string;
	answer: TimedAnswer;
}

/** The same key with the same body gets the first answer again for a day; with another body it is refused. */
export function once(
	call: Call,
	answers: Map<string, Remembered>,
	run: () => TimedAnswer,
): TimedAnswer {
	const key = call.headers['idempotency-key'];
	if (key === undefined) return run();
	const before = answers.get(key);
	if (before !== undefined && call.at - before.at < DAY_MS) {
		if (before.text !== call.text)
			throw refusal3(422, 'IDEMPOTENCYKEYEXCEPTION', 'The key was used with another body');
		return before.answer;
	}
	const answer = run();
	answers.set(key, { at: call.at, text: call.text, answer });
	return answer;
}

/** any refusal in the words of REST 3.0 */
export const body3 = ({ error, error_description: message }: RefusalBody) => ({
	error: typeof error === 'object' ? error : { code: error, message },
});
