'use strict';
/**
 * REST 3.0 of the fake Bitrix24: methods below /rest/api/, JSON only, errors as objects,
 * Idempotency-Key (contract 1.1, 2.10).
 */
const { isPhpMap, refusal3 } = require('./bitrix24.answers');

/** contract 1.4: the scope `tasks` stands apart from the classic `task` */
const NEEDS_3 = { tasks: ['tasks'] };
const DAY_MS = 86_400_000;

/** Only the body is read, and only JSON; an app's token may stand in it. */
function params3(call, caller) {
	if (call.method === 'GET' || call.text === '') return {};
	const type = (call.headers['content-type'] ?? '').split(';', 1)[0].trim().toLowerCase();
	if (type !== 'application/json' || !isPhpMap(call.json))
		throw refusal3(400, 'INVALIDJSONEXCEPTION', 'Invalid JSON in the request body');
	if (caller.kind !== 'app') return call.json;
	const { auth, ...params } = call.json;
	return params;
}

/** The same key with the same body gets the first answer again for a day; with another body it is refused. */
function once(call, answers, run) {
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
const body3 = ({ error, error_description: message }) => ({
	error: typeof error === 'object' ? error : { code: error, message },
});

module.exports = { NEEDS_3, params3, once, body3 };
