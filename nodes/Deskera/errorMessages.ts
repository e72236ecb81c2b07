import type { Answer, Problem, RequestSpec } from '../shared/contract/call';
import { plainProblem, plainText } from '../shared/http/statusProblems';
import { asArray, asNumber, asObject, asText } from '../shared/text/unknownJson';
import { ACTIVITIES } from './paths';

/** No error schema is documented: `message`, then `error`, then a short plain text (section 7). */
export function problemOf(answer: Answer, { path, body }: RequestSpec): Problem {
	const { message, error, code } = asObject(answer.body);
	const says = asText(message) || asText(error) || plainText(answer);
	const vendorCode = asNumber(code) === answer.status ? undefined : asText(code) || undefined;
	const problem = plainProblem('Deskera', answer, says, vendorCode);
	if (problem.kind === 'auth') {
		return {
			...problem,
			title: 'Deskera does not accept the token',
			advice:
				'It may have expired. Sign in to Deskera again and copy the new token into the ' +
				'credential, or let the credential sign in with user name and password; and check ' +
				'Environment there.',
		};
	}
	if (problem.kind === 'missing' && path.startsWith(`${ACTIVITIES}/`)) {
		return {
			...problem,
			title: isOfMany(body)
				? 'One of the activities does not exist'
				: 'The activity does not exist',
			field: ['activityId', 'activityIds'],
			advice: 'It may have been deleted in Deskera.',
		};
	}
	return problem;
}

/** The two bulk calls carry ids in their body. */
function isOfMany(body: unknown): boolean {
	return (Array.isArray(body) ? body : asArray(asObject(body).ids)).length > 1;
}
