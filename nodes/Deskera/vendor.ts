import type { IDataObject } from 'n8n-workflow';
import type { Answer } from '../shared/contract/call';
import type { Vendor } from '../shared/contract/vendor';
import { hostOf } from '../shared/http/urls';
import { NOTHING } from '../shared/http/proof';
import { isNoJson, plainProblem } from '../shared/http/statusProblems';
import { payloadOf } from '../shared/text/jwt';
import { asNumber, asObject, asText } from '../shared/text/unknownJson';
import { problemOf } from './errorMessages';

/** How Deskera talks; contract: docs/contracts/deskera.md sections 2, 7 and 8. */
export const deskera: Vendor = {
	name: 'Deskera',
	credentialOf: () => 'deskeraApi',
	secrets: ({ token, password, sessionToken, refreshToken }) =>
		[token, password, sessionToken, refreshToken].map(asText),
	renews: ({ signIn }) => signIn === 'password',
	account: ({ environment, host, ...values }) =>
		`${hostOf(asText(environment === 'custom' ? host : environment))}/${ownerIn(values)}`,
	// No limit is documented (section 8): the refusals tell it.
	budgets: () => [{ name: 'calls', limit: { kind: 'learned' } }],
	read(answer, spec) {
		const status = statusIn(answer);
		if (status < 200 || status > 299)
			return { ok: false, problem: problemOf({ ...answer, status }, spec) };
		// Deletes and bulk calls succeed with 200 or 204 and no body (section 3).
		if (isNoJson(answer) && !(NOTHING.holds(answer.body) && spec.proof.holds(answer.body)))
			return { ok: false, problem: plainProblem('Deskera', answer) };
		return { ok: true, body: answer.body };
	},
};

/** A gateway's no says its status in the body, too (section 7), and counts under whatever status it comes. */
function statusIn({ status, body }: Answer): number {
	const { status: outcome, code } = asObject(body);
	const said = outcome === 'error' ? asNumber(code) : undefined;
	return said !== undefined && said >= 400 && said < 600 ? said : status;
}

/** What the token of a credential says of its user (section 2.4). */
export function sessionOf({ signIn, token, sessionToken }: IDataObject): IDataObject {
	return payloadOf(asText(signIn === 'password' ? sessionToken : token));
}

/** The tenant, which stands in the token; else who signs in (section 2.4). */
function ownerIn(values: IDataObject): string {
	const { signIn, token, userName } = values;
	const isSignedIn = signIn === 'password';
	const { user_name } = sessionOf(values);
	const tenant = asText(user_name).split(':')[1] ?? '';
	return tenant || asText(isSignedIn ? userName : token).trim();
}
