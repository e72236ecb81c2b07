import { Refused, type HandedOn } from '../contract/errors';
import { asNumber, asObject, asText, isObject } from '../text/unknownJson';

/** What n8n's OAuth2 client says of an answer of the authorization server, whose status is none of the vendor's. */
const OF_RENEWAL =
	/^(?:HTTP status \d|Expected JSON response from OAuth2|Unsupported content type: )/;

/** Longer chains of causes are circles. */
const LONGEST_CHAIN = 10;

/**
 * What n8n threw for a call, and its causes, from the outside in. Newer versions of n8n keep the causes; older ones
 * keep only a text, a code, and the body of an answer where it was an object. From those the cause is put together
 * again, so that code that reads the chain does not depend on the n8n version.
 */
export function causesOf(thrown: unknown): readonly unknown[] {
	const chain: unknown[] = [];
	for (
		let cause = thrown;
		cause !== undefined && cause !== null && chain.length < LONGEST_CHAIN;
		cause = (cause as { cause?: unknown }).cause
	)
		chain.push(cause);
	const kept = withoutCause(chain.at(-1));
	return kept === undefined ? chain : [...chain, kept];
}

/** The cause of an error of n8n's that came without one. */
function withoutCause(error: unknown): unknown {
	if (!isObject(error) || !Array.isArray(error.messages) || !('httpCode' in error))
		return undefined;
	const code = asText(error.httpCode);
	const message = asText(error.messages[0]) || asText(error.message);
	const own = Refused.from({
		httpCode: code,
		message,
		description: asText(error.description),
	} satisfies HandedOn);
	if (own !== undefined) return own;
	if (OF_RENEWAL.test(message)) return { message, code: 'ESTATUS' };
	const status = asNumber(code);
	if (status !== undefined)
		return { message, response: { status, headers: {}, data: asObject(error.context).data } };
	return { message, code, ...(message.startsWith('connect ') ? { syscall: 'connect' } : {}) };
}
