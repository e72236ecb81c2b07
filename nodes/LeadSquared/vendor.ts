import type { IDataObject } from 'n8n-workflow';
import type { Answer, Problem, Proof, RequestSpec } from '../shared/contract/call';
import type { Vendor } from '../shared/contract/vendor';
import { hostOf } from '../shared/http/urls';
import { aRecord } from '../shared/http/proof';
import { plainProblem, plainText, refusedTitle, withoutJson } from '../shared/http/statusProblems';
import { fingerprint } from '../shared/secrets/compareSecrets';
import { asObject, asRows, asText } from '../shared/text/unknownJson';
import { errorMessageFor, REFUSED_KEYS } from './errorMessages';
import { budgetsOf, dayQuotaOf } from './limits';

const NAME = 'LeadSquared';

/** How LeadSquared talks; contract: docs/contracts/leadsquared.md sections 1 to 3. */
export const leadSquared: Vendor = {
	name: NAME,
	credentialOf: () => 'leadSquaredApi',
	secrets: ({ accessKey, secretKey }) => [asText(accessKey), asText(secretKey)],
	account: accountIn,
	budgets: budgetsOf,
	dayQuota: dayQuotaOf,
	disambiguation: {
		about: 'auth',
		request: get('/Authentication.svc/UserByAccessKey.Get', aRecord()),
		resolve: rightKeys,
	},
	read(answer, { path }) {
		const body = asObject(answer.body);
		// Where a part of a bulk call failed, the rows say which: those of the others were carried out.
		const isByRow = answer.status < 300 && asRows(body.Response).length > 0;
		const problem = isByRow ? undefined : exceptionOf(body, answer.status, path);
		if (problem !== undefined) return { ok: false, problem };
		if (answer.status >= 300) return { ok: false, problem: statusProblem(answer) };
		return withoutJson(NAME, answer) ?? { ok: true, body: answer.body };
	},
};

/**
 * The limits are those of the account, not of the keys (section 2.3). The credential's test reads
 * its short name; until then the key stands for it.
 */
function accountIn({ region, host, account, accountOf, accessKey }: IDataObject): string {
	const key = asText(accessKey).trim();
	const isRead = asText(account) !== '' && accountOf === fingerprint(key);
	return `${hostOf(asText(region === 'custom' ? host : region))}/${isRead ? asText(account) : key}`;
}

/**
 * The keys were refused, and are right all the same: they belong to another region (section 1.1),
 * or their owner may not do this.
 */
function rightKeys(body: unknown, problem: Problem, { region, host }: IDataObject): Problem {
	const api = hostOf(asText(asObject(asObject(body).LSQCommonServiceURLs).api));
	if (api === '') return problem;
	if (api === hostOf(asText(region === 'custom' ? host : region))) {
		return {
			...problem,
			kind: 'denied',
			title: 'The owner of the keys may not do this in LeadSquared',
			advice: 'Use the keys of an administrator, or give their owner the permission.',
		};
	}
	return {
		...problem,
		title: 'The keys of the credential belong to another LeadSquared region',
		advice: `Open the credential and set Region to the one with the host ${api}.`,
	};
}

export function get(path: string, proof: Proof, query?: RequestSpec['query']): RequestSpec {
	return { method: 'GET', path, query, effect: 'read', proof };
}

export function search(path: string, body: unknown, proof: Proof): RequestSpec {
	return { method: 'POST', path, body, effect: 'read', proof };
}

export function write(
	path: string,
	body: unknown,
	proof: Proof,
	more: Pick<RequestSpec, 'query' | 'joins'> = {},
): RequestSpec {
	return { method: 'POST', path, body, effect: 'write', proof, ...more };
}

/**
 * An exception in the body counts whatever the HTTP status is: 500 is LeadSquared's ordinary way to refuse input, and
 * even a 200 can hold one (section 3.2). The same shape stands in the rows of a bulk answer. A fault of the platform,
 * or of something before it, may look alike, but names no exception: then nobody knows what was done.
 */
function exceptionOf(
	body: Readonly<Record<string, unknown>>,
	status: number,
	path: string,
): Problem | undefined {
	const code = asText(body.ExceptionType);
	const says = asText(body.ExceptionMessage);
	if (code === '' && ((says === '' && body.Status !== 'Error') || status === 408 || status >= 500))
		return undefined;
	const known = errorMessageFor(path, code) ?? {
		kind: 'invalid',
		title: refusedTitle(NAME, says),
		advice: says === '' ? 'Check the fields of this operation.' : '',
	};
	return {
		...known,
		says: says === '' ? undefined : { by: NAME, text: says },
		code: code || undefined,
		status,
	};
}

function statusProblem(answer: Answer): Problem {
	const { ExceptionMessage, Message, message } = asObject(answer.body);
	const says = [ExceptionMessage, Message, message, plainText(answer)].map(asText);
	const problem = plainProblem(NAME, answer, says.find((text) => text !== '') ?? '');
	return problem.kind === 'auth' ? { ...problem, ...REFUSED_KEYS } : problem;
}

/** How long a row that alone was over the limit stays away: the window is five seconds (section 2.3). */
const ROW_LIMIT_WAIT_MS = 5000;

/** The no of one row of a bulk answer (section 3.4); which keys it has is not fully documented. */
export function rowProblem(row: Readonly<Record<string, unknown>>): Problem | undefined {
	const flags = [row.ActivityUpdated, row.ActivityCreated].filter((flag) => flag !== undefined);
	const isRefused = flags.length > 0 && flags.every((flag) => flag === false);
	const problem = exceptionOf(row, 200, '');
	if (problem?.kind === 'limited') return { ...problem, waitMs: ROW_LIMIT_WAIT_MS };
	return (
		problem ??
		(isRefused
			? {
					kind: 'invalid',
					title: 'LeadSquared refused this item and gave no reason',
					hints: ['Turn off {batchItems} under Batching to see the reason.'],
					advice: '',
				}
			: undefined)
	);
}
