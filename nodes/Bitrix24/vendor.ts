import { plainProblem, withoutJson } from '../shared/answers';
import { safeAddress, withoutSlashes } from '../shared/hosts';
import type { Answer, Effect, Problem, RequestSpec, Vendor } from '../shared/operation';
import { asNumber, asObject, asRows, asText } from '../shared/values';
import { sentenceFor } from './sentences';

export const WEBHOOK_CREDENTIAL = 'bitrix24WebhookApi';
export const APP_CREDENTIAL = 'bitrix24OAuth2Api';

/** How Bitrix24 talks; contract: vendors/bitrix24.md sections 1, 3 and 5. */
export const bitrix24: Vendor = {
	name: 'Bitrix24',
	credentialOf: ({ parameters }) => (parameters.authentication === 'oAuth2' ? APP_CREDENTIAL : WEBHOOK_CREDENTIAL),
	// The whole webhook address is a password; so is the code in it, also with the user's number before it.
	secrets({ webhookUrl, applicationToken, clientSecret, oauthTokenData }) {
		const url = asText(webhookUrl).trim();
		const { access_token, refresh_token } = asObject(oauthTokenData);
		const [path = '', code = ''] = /\/rest\/\d+\/([^/]+)/.exec(url) ?? [];
		return [url, withoutSlashes(url), path, code, asText(applicationToken).trim(), asText(clientSecret), asText(access_token), asText(refresh_token)];
	},
	renews: ({ webhookUrl }) => webhookUrl === undefined,
	// A webhook is its own address and the credential adds it; a token goes to the portal's REST address.
	address: ({ webhookUrl, portalUrl }) => (webhookUrl === undefined ? `${safeAddress(portalUrl, 'Portal URL')}/rest` : ''),
	origin: ({ webhookUrl, portalUrl }) => new URL(safeAddress(webhookUrl ?? portalUrl, webhookUrl === undefined ? 'Portal URL' : 'Webhook URL')).origin,
	rate: ({ plan }) => (plan === 'enterprise' ? { burst: 250, perSecond: 5 } : { burst: 50, perSecond: 2 }),
	read(answer) {
		const body = asObject(answer.body);
		const refused = answer.status >= 300 || 'error' in body || 'error_description' in body;
		if (refused) return { ok: false, problem: problemOf(body, answer) };
		return withoutJson('Bitrix24', answer) ?? { ok: true, body: answer.body };
	},
};

/** A call of a REST method; always POST with JSON, as GET is short and form encoding ambiguous (section 1.1). */
export function method(name: string, parameters: object, effect: Effect): RequestSpec {
	return { method: 'POST', path: `/${name}`, body: parameters, effect };
}

/** A method of the second generation, REST 3.0: its own path, no batch with others (section 2.10). */
export function method3(name: string, parameters: object, effect: Effect): RequestSpec {
	return method(`${REST_3}${name}`, parameters, effect);
}

const REST_3 = 'api/';

/** The `result` of an answer, of a single call or of a command in a batch. */
export function resultOf(body: unknown): unknown {
	return asObject(body).result;
}

const SECOND = 1000;
const OPERATING_WAIT_MS = 10 * SECOND;

/**
 * Bitrix24's no: a code, or an empty code and only a text (section 2.2). Commands of a batch say no in the same shape.
 * @param answer the whole answer; for a command of a batch that of the batch
 */
export function problemOf(body: Readonly<Record<string, unknown>>, answer: Answer): Problem {
	const code = asText(body.error) || asText(asObject(body.error).code);
	// Task methods end their texts with a line break for the browser (section 7, surprise 6).
	const says = (asText(body.error_description) || words3(body.error)).replace(/<br\s*\/?>/gi, ' ').trim();
	const known = sentenceFor(code, says);
	// A command of a batch is refused inside an answer that went well.
	const status = answer.status < 300 ? 400 : answer.status;
	const plain = plainProblem('Bitrix24', { ...answer, status }, says || code, code || undefined);
	if (known === undefined) return plain;
	return { ...plain, kind: known.kind, title: known.title, advice: says !== '' && !known.title.includes(says) ? `${known.advice} Bitrix24 says: ${/[.!?]$/.test(says) ? says : `${says}.`}` : known.advice, waitMs: waitOf(code, answer) ?? plain.waitMs };
}

/** REST 3.0 says no with an object, and names the fields that it does not accept (section 2.10). */
function words3(error: unknown): string {
	const { message, validation } = asObject(error);
	return [asText(message), ...asRows(validation).map(({ message: text }) => asText(text))].filter((text) => text !== '').join('. ');
}

/** An operating limit ends at `operating_reset_at`, epoch seconds or ISO text; it may be missing (section 5.1). */
function waitOf(code: string, { body }: Answer): number | undefined {
	if (code !== 'OPERATION_TIME_LIMIT') return undefined;
	const reset = asObject(asObject(body).time).operating_reset_at;
	const until = asNumber(reset) === undefined ? Date.parse(asText(reset)) : (asNumber(reset) ?? 0) * SECOND;
	return Number.isNaN(until) ? OPERATING_WAIT_MS : Math.max(until - Date.now(), SECOND);
}
