import type { Effect, Proof, RequestSpec } from '../shared/contract/call';
import type { Limit, Vendor } from '../shared/contract/vendor';
import { hostOf, safeUrl, safeUrlAbove, withoutSlashes } from '../shared/http/urls';
import { withoutJson } from '../shared/http/statusProblems';
import { asObject, asText } from '../shared/text/unknownJson';
import { batch, canSay } from './bulk';
import { metersOf, readingsOf } from './operatingTime';
import { problemOf, saysNo, unlessDone } from './parseError';

export const WEBHOOK_CREDENTIAL = 'bitrix24WebhookApi';
export const APP_CREDENTIAL = 'bitrix24OAuth2Api';
const REST = '/rest';

/** How Bitrix24 talks; contract: docs/contracts/bitrix24.md sections 1, 3 and 5. */
export const bitrix24: Vendor = {
	name: 'Bitrix24',
	credentialOf: ({ parameters }) =>
		parameters.authentication === 'oAuth2' ? APP_CREDENTIAL : WEBHOOK_CREDENTIAL,
	// The whole webhook URL is a password; so is the code in it, also with the user's number before it.
	secrets({ webhookUrl, applicationToken, clientSecret, oauthTokenData }) {
		const url = asText(webhookUrl).trim();
		const { access_token, refresh_token } = asObject(oauthTokenData);
		const [path = '', code = ''] = /\/rest\/(?:api\/)?\d+\/([^/]+)/.exec(url) ?? [];
		const tokens = [applicationToken, clientSecret, access_token, refresh_token].map(asText);
		return [url, withoutSlashes(url), path, code, ...tokens];
	},
	renews: ({ webhookUrl }) => webhookUrl === undefined,
	// A webhook is its own URL and the credential adds it; a token goes to the portal's REST URL.
	baseUrl: ({ webhookUrl, portalUrl }) =>
		webhookUrl === undefined ? `${safeUrlAbove(REST, portalUrl, 'Portal URL')}${REST}` : '',
	host: ({ webhookUrl, portalUrl }) =>
		new URL(
			safeUrl(webhookUrl ?? portalUrl, webhookUrl === undefined ? 'Portal URL' : 'Webhook URL'),
		).origin,
	// Requests are counted for the portal, whichever of its webhooks and apps makes them (section 5.1).
	account: ({ webhookUrl, portalUrl }) => hostOf(asText(webhookUrl ?? portalUrl)),
	budgets({ plan }) {
		const limit: Limit =
			plan === 'enterprise'
				? { kind: 'bucket', burst: 250, perSecond: 5 }
				: { kind: 'bucket', burst: 50, perSecond: 2 };
		return [
			{ name: 'requests', spentBy: ({ link }) => link === undefined, limit },
			// Whether files that are fetched by a link are counted, too, is not known.
			{ name: 'files', spentBy: ({ link }) => link !== undefined, limit },
		];
	},
	meters: metersOf,
	meterReadings: readingsOf,
	read(answer, spec) {
		const body = asObject(answer.body);
		if (answer.status >= 300) return { ok: false, problem: problemOf(body, answer, spec) };
		if (saysNo(body))
			return {
				ok: false,
				problem: unlessDone(problemOf(body, answer, spec), body.result, spec),
			};
		return withoutJson('Bitrix24', answer) ?? { ok: true, body: answer.body };
	},
};

/**
 * A call of a REST method; always POST with JSON, as GET is short and form encoding ambiguous
 * (section 1.1). It may join the batch, unless the text of a command can't say its parameters.
 * @param proof what its answer has to hold; see answerProofs.ts
 */
export function method(
	name: string,
	parameters: object,
	effect: Effect,
	proof: Proof,
): RequestSpec {
	const spec = methodAlone(name, parameters, effect, proof);
	return canSay(parameters) ? { ...spec, joins: batch } : spec;
}

/** A call that joins nothing. */
export function methodAlone(
	name: string,
	parameters: object,
	effect: Effect,
	proof: Proof,
): RequestSpec {
	return { method: 'POST', path: `/${name}`, body: parameters, effect, proof };
}

/**
 * A method with contents of files among its parameters: too large for a batch, which does not
 * take uploads anyway (section 4).
 */
export function methodWithFiles(
	name: string,
	parameters: object,
	effect: Effect,
	proof: Proof,
): RequestSpec {
	return { ...methodAlone(name, parameters, effect, proof), hasFiles: true };
}

/** A method of the second generation, REST 3.0: its own path, no batch with others (section 2.10). */
export function method3(
	name: string,
	parameters: object,
	effect: Effect,
	proof: Proof,
): RequestSpec {
	return methodAlone(`${REST_3}${name}`, parameters, effect, proof);
}

const REST_3 = 'api/';

/** The `result` of an answer, of a single call or of a command in a batch. */
export function resultOf(body: unknown): unknown {
	return asObject(body).result;
}
