import type { Vendor } from '../shared/contract/vendor';
import { NOTHING } from '../shared/http/proof';
import { isNoJson, plainProblem } from '../shared/http/statusProblems';
import { asText } from '../shared/text/unknownJson';
import { problemOf } from './errorMessages';

/** How Deskera talks; contract: docs/contracts/deskera.md sections 2, 7 and 8. */
export const deskera: Vendor = {
	name: 'Deskera',
	credentialOf: () => 'deskeraApi',
	secrets: ({ token, password, sessionToken, refreshToken }) =>
		[token, password, sessionToken, refreshToken].map(asText),
	renews: ({ signIn }) => signIn === 'password',
	// No limit is documented (section 8): nothing holds us back until the first 429, which then sets the pace.
	rate: () => ({ burst: 1000, perSecond: 1000 }),
	read(answer, spec) {
		if (answer.status < 200 || answer.status > 299)
			return { ok: false, problem: problemOf(answer, spec) };
		// Deletes and bulk calls succeed with 200 or 204 and no body (section 3).
		if (isNoJson(answer) && !(spec.proof === NOTHING && asText(answer.body).trim() === ''))
			return { ok: false, problem: plainProblem('Deskera', answer) };
		return { ok: true, body: answer.body };
	},
};
