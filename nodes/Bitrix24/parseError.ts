import type { Answer, Problem, RequestSpec } from '../shared/contract/call';
import { plainProblem, plainText } from '../shared/http/statusProblems';
import { asObject, asRows, asText, isObject } from '../shared/text/unknownJson';
import { errorMessageFor } from './errorMessages';
import { nearResetInMs, OPERATING_LIMIT, resetsInMs } from './operatingTime';

const NO_WEBHOOK_OR_RIGHT = 'INVALID_CREDENTIALS';

/**
 * Bitrix24's no: a code, or an empty code and only a text; docs/contracts/bitrix24.md section 5.2.
 * Commands of a batch say no in the same shape (section 4).
 * @param answer the whole answer; for a command of a batch that of the batch
 * @param spec of the call or the command: what an error means depends on its method, and each method
 * has a computing time of its own (section 5.1)
 */
export function problemOf(
	body: Readonly<Record<string, unknown>>,
	answer: Answer,
	spec: RequestSpec,
): Problem {
	const code = asText(body.error) || asText(asObject(body.error).code);
	// Task methods end their texts with a line break for the browser (section 7, no. 6).
	const says = (asText(body.error_description) || words3(body.error))
		.replace(/<br\s*\/?>/gi, ' ')
		.trim();
	const method = methodOf(spec);
	const known = errorMessageFor(method, code, says);
	// A command of a batch is refused inside an answer that went well, whose time is that of the batch.
	const isOfBatch = answer.status < 300;
	const status = isOfBatch ? 400 : answer.status;
	const words = says || code || plainText(answer);
	const plain = plainProblem('Bitrix24', { ...answer, status }, words, code || undefined);
	if (known === undefined) return plain;
	const resetIn = isOfBatch ? nearResetInMs : resetsInMs;
	return {
		...plain,
		hints: undefined,
		...known,
		says: says === '' ? undefined : { by: 'Bitrix24', text: says },
		// With a 401 the credential itself is refused (section 5.2), so no other item gets through.
		kind: code === NO_WEBHOOK_OR_RIGHT && status === 401 ? 'auth' : known.kind,
		...(code === OPERATING_LIMIT
			? { meter: method, waitMs: resetIn(timeIn(answer)) ?? plain.waitMs }
			: {}),
	};
}

/**
 * Whether a body says no: with a code, a text or an object. The keys alone, with nothing in them, stand beside a
 * result, too, and say something only where there is none.
 */
export function saysNo(body: Readonly<Record<string, unknown>>): boolean {
	const { error, error_description } = body;
	if (asText(error) !== '' || asText(error_description) !== '') return true;
	if (isObject(error) && Object.keys(error).length > 0) return true;
	return !('result' in body) && ('error' in body || 'error_description' in body);
}

/**
 * A no beside a result that shows that it was done says that both may be: nobody knows.
 * @param result of the call or the command; undefined where there is none
 */
export function unlessDone(
	problem: Problem,
	result: unknown,
	{ proof, effect }: RequestSpec,
): Problem {
	const isShown = effect === 'write' && result !== undefined && proof.holds({ result });
	return isShown ? { ...problem, kind: 'unclear' } : problem;
}

/** `crm.activity.get`, also of the second generation, whose path has a part before it (section 2.10). */
function methodOf({ path }: RequestSpec): string {
	return path.split('/').at(-1) ?? '';
}

/** REST 3.0 says no with an object, and names the fields that it does not accept (section 2.10). */
function words3(error: unknown): string {
	const { message, validation } = asObject(error);
	return [asText(message), ...asRows(validation).map(({ message: text }) => asText(text))]
		.filter((text) => text !== '')
		.join('. ');
}

const timeIn = ({ body }: Answer): unknown => asObject(body).time;
