import type { Answer, Problem } from '../shared/contract/call';
import { plainProblem } from '../shared/http/statusProblems';
import { asObject, asRows, asText } from '../shared/text/unknownJson';
import { sentenceFor } from './errorMessages';
import { nearResetInMs, OPERATING_LIMIT, resetsInMs } from './operatingTime';

const NO_WEBHOOK_OR_RIGHT = 'INVALID_CREDENTIALS';

/**
 * Bitrix24's no: a code, or an empty code and only a text; docs/contracts/bitrix24.md section 5.2.
 * Commands of a batch say no in the same shape (section 4).
 * @param answer the whole answer; for a command of a batch that of the batch
 * @param method that was called; each has a computing time of its own (section 5.1)
 */
export function problemOf(
	body: Readonly<Record<string, unknown>>,
	answer: Answer,
	method: string,
): Problem {
	const code = asText(body.error) || asText(asObject(body.error).code);
	// Task methods end their texts with a line break for the browser (section 7, no. 6).
	const says = (asText(body.error_description) || words3(body.error))
		.replace(/<br\s*\/?>/gi, ' ')
		.trim();
	const known = sentenceFor(code, says);
	// A command of a batch is refused inside an answer that went well, whose time is that of the batch.
	const isOfBatch = answer.status < 300;
	const status = isOfBatch ? 400 : answer.status;
	const plain = plainProblem('Bitrix24', { ...answer, status }, says || code, code || undefined);
	if (known === undefined) return plain;
	const resetIn = isOfBatch ? nearResetInMs : resetsInMs;
	return {
		...plain,
		// With a 401 the credential itself is refused (section 5.2), so no other item gets through.
		kind: code === NO_WEBHOOK_OR_RIGHT && status === 401 ? 'auth' : known.kind,
		title: known.title,
		advice:
			says !== '' && !known.title.includes(says)
				? `${known.advice} Bitrix24 says: ${/[.!?]$/.test(says) ? says : `${says}.`}`
				: known.advice,
		...(code === OPERATING_LIMIT
			? { meter: method, waitMs: resetIn(timeIn(answer)) ?? plain.waitMs }
			: {}),
	};
}

/** REST 3.0 says no with an object, and names the fields that it does not accept (section 2.10). */
function words3(error: unknown): string {
	const { message, validation } = asObject(error);
	return [asText(message), ...asRows(validation).map(({ message: text }) => asText(text))]
		.filter((text) => text !== '')
		.join('. ');
}

const timeIn = ({ body }: Answer): unknown => asObject(body).time;
