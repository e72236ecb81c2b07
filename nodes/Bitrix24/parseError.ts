import type { Answer, Problem, RequestSpec } from '../shared/contract/call';
import { plainProblem, plainText } from '../shared/http/statusProblems';
import { asNumber, asObject, asRows, asText } from '../shared/text/unknownJson';
import { errorMessageFor } from './errorMessages';

const SECOND = 1000;
const OPERATING_LIMIT = 'OPERATION_TIME_LIMIT';
const NO_WEBHOOK_OR_RIGHT = 'INVALID_CREDENTIALS';
const OPERATING_WAIT_MS = 10 * SECOND;
/** A limit that is said to end later is a mistake: the operating time is counted over ten minutes (section 5.1). */
const LONGEST_OPERATING_WAIT_MS = 86_400 * SECOND;
/** Numbers above are milliseconds. */
const MOST_EPOCH_SECONDS = 1e11;

/**
 * Bitrix24's no: a code, or an empty code and only a text; docs/contracts/bitrix24.md section 5.2.
 * Commands of a batch say no in the same shape (section 4).
 * @param answer the whole answer; for a command of a batch that of the batch
 * @param spec of the call or the command: what an error means depends on its method
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
	const known = errorMessageFor(methodOf(spec), code, says);
	// A command of a batch is refused inside an answer that went well.
	const status = answer.status < 300 ? 400 : answer.status;
	const words = says || code || plainText(answer);
	const plain = plainProblem('Bitrix24', { ...answer, status }, words, code || undefined);
	if (known === undefined) return plain;
	return {
		...plain,
		hints: undefined,
		...known,
		says: says === '' ? undefined : { by: 'Bitrix24', text: says },
		// With a 401 the credential itself is refused (section 5.2), so no other item gets through.
		kind: code === NO_WEBHOOK_OR_RIGHT && status === 401 ? 'auth' : known.kind,
		waitMs: waitOf(code, answer) ?? plain.waitMs,
		...(code === OPERATING_LIMIT ? { isOfMeter: true } : {}),
	};
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

/** An operating limit ends at `operating_reset_at`, a number or ISO text; it may be missing (section 5.1). */
function waitOf(code: string, { body }: Answer): number | undefined {
	if (code !== OPERATING_LIMIT) return undefined;
	const until = timeOf(asObject(asObject(body).time).operating_reset_at);
	if (Number.isNaN(until)) return OPERATING_WAIT_MS;
	return Math.min(Math.max(until - Date.now(), SECOND), LONGEST_OPERATING_WAIT_MS);
}

/** Milliseconds since 1970, of epoch seconds, milliseconds or ISO text; NaN for anything else. */
function timeOf(value: unknown): number {
	const number = asNumber(value);
	if (number === undefined) return Date.parse(asText(value));
	return number > MOST_EPOCH_SECONDS ? number : number * SECOND;
}
