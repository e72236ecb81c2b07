import type { Answer, Effect, Problem, Proof, RequestSpec } from '../shared/contract/call';
import type { Vendor } from '../shared/contract/vendor';
import { hostOf } from '../shared/http/urls';
import { aList } from '../shared/http/proof';
import { plainProblem, plainText, refusedTitle, withoutJson } from '../shared/http/statusProblems';
import { joined, sentence } from '../shared/text/sentences';
import { asArray, asNumber, asObject, asText } from '../shared/text/unknownJson';
import { BY_ERROR_CODE, parametersFor, SENTENCES } from './errorMessages';

const WITHOUT_REASON = 'Check the values and IDs, and what the user of the API key may do in iVvy.';

/** How iVvy talks; contract: docs/contracts/ivvy.md sections 1 to 5. */
export const ivvy: Vendor = {
	name: 'iVvy',
	credentialOf: () => 'ivvyApi',
	secrets: ({ apiKey, apiSecret }) => [asText(apiKey), asText(apiSecret)],
	// Nothing that is read tells the account; a key belongs to one.
	account: ({ region, host, apiKey }) =>
		`${hostOf(asText(region === 'custom' ? host : region))}/${asText(apiKey).trim()}`,
	// No limit is published (section 4.3): the refusals tell it.
	budgets: () => [{ name: 'calls', limit: { kind: 'learned' } }],
	read(answer) {
		const body = asObject(answer.body);
		const refused =
			answer.status >= 300 || asNumber(body.errorCode) !== undefined || body.success === false;
		if (refused) return { ok: false, problem: problemOf(answer) };
		return withoutJson('iVvy', answer) ?? { ok: true, body: answer.body };
	},
};

/** Every iVvy call is a POST to a namespace and an action, reads included. */
export function action(
	namespace: string,
	name: string,
	body: object,
	effect: Effect,
	proof: Proof,
): RequestSpec {
	return { method: 'POST', path: `/api/1.0/${namespace}?action=${name}`, body, effect, proof };
}

/** What every list answers with (section 4.1). */
export const ROWS = aList((body) => asObject(body).results);

/** iVvy's own error codes by the HTTP status that means the same (section 4.2). */
const STATUSES: Readonly<Record<number, number>> = {
	460: 500,
	461: 400,
	462: 401,
	463: 401,
	501: 400,
};
const REFUSED = 400;

/**
 * An error may come with any HTTP status, even 200 (section 4.2): the body's codes count first. What has none of them
 * is a no of iVvy's only where it came as a good answer; with another status it may be anybody's.
 */
function problemOf(answer: Answer): Problem {
	const body = asObject(answer.body);
	const specific = asText(body.specificCode);
	const errorCode = asNumber(body.errorCode);
	const message = asText(body.message).trim();
	const details = asArray(body.additionalMessages)
		.map(asText)
		.map((text) => text.replace(/\*+/g, '').trim())
		.filter((text) => text !== '');
	const said = [message, ...details].filter((text) => text !== '').map(sentence);
	const says = joined(...said) || plainText(answer);
	const known = SENTENCES[specific] ?? BY_ERROR_CODE[errorCode ?? 0];
	const noReason = errorCode === undefined && answer.status < 300;
	const status = errorCode === undefined ? answer.status : (STATUSES[errorCode] ?? errorCode);
	const code = specific || asText(body.errorCode) || undefined;
	const plain = {
		...plainProblem('iVvy', { ...answer, status: noReason ? REFUSED : status }, says, code),
		status: answer.status,
	};
	if (known === undefined)
		return noReason
			? { ...plain, title: refusedTitle('iVvy', says), advice: says === '' ? WITHOUT_REASON : '' }
			: plain;
	const clock = specific === STALE ? clockSentence(answer) : '';
	const named = fieldsNamed([message, ...details]);
	return {
		...plain,
		...known,
		field: [...named, ...(known.field ?? [])],
		hints: [...named.map((name) => `Check {${name}}.`), ...(known.hints ?? [])],
		advice: joined(clock, known.advice),
	};
}

/** `leadId: *Invalid item selected*`, or `'id' does not validate` (section 4.2): parameters of the form. */
function fieldsNamed(texts: readonly string[]): readonly string[] {
	const fields = texts.flatMap((text) => /^\s*(?:'(\w+)'|(\w+)\s*:)/.exec(text)?.slice(1) ?? []);
	return fields.flatMap((field) => (field === undefined ? [] : parametersFor(field)));
}

const STALE = '23005';

/** iVvy's clock is in its `Date` header: tells by how much this server's clock is off. */
function clockSentence({ headers }: Answer): string {
	const theirs = Date.parse(asText(headers.date));
	if (Number.isNaN(theirs)) return '';
	const seconds = Math.round((Date.now() - theirs) / 1000);
	return seconds === 0
		? ''
		: `This server's clock is ${Math.abs(seconds)} seconds ${seconds > 0 ? 'ahead of' : 'behind'} iVvy's.`;
}
