import type {
	IAuthenticateRuleResponseCode,
	IAuthenticateRuleResponseSuccessBody,
	ICredentialTestRequest,
} from 'n8n-workflow';
import { InvalidInput } from '../contract/errors';
import { asPlainNumber } from '../text/unknownJson';

/**
 * A credential's field, trimmed: people paste keys with a blank or line break at the end.
 * @throws InvalidInput naming the field
 */
export function filled(value: unknown, label: string): string {
	const text = typeof value === 'string' ? value.trim() : '';
	if (text === '')
		throw new InvalidInput(
			`"${label}" in the credential is empty`,
			'Open the credential and fill it in.',
		);
	// Keys are copied from JSON and from commands, too.
	if (!/^[\x21-\x7e]+$/.test(text) || /^(["'`]).*\1$/.test(text))
		throw new InvalidInput(
			`"${label}" in the credential has a blank, a quote or a special character in it`,
			'Open the credential and paste the value again, without quotes or line breaks.',
		);
	return text;
}

/**
 * A user name or password as typed: anything may be in it.
 * @throws InvalidInput naming the field
 */
export function entered(value: unknown, label: string): string {
	if (typeof value === 'string' && value.trim() !== '') return value;
	throw new InvalidInput(
		`"${label}" in the credential is empty`,
		'Open the credential and fill it in.',
	);
}

/**
 * A number of calls. The API and an import take what the form would not.
 * @param otherwise where nothing was entered
 * @throws InvalidInput naming the field
 */
export function enteredCount(value: unknown, label: string, otherwise: number): number {
	if (value === undefined || value === null || value === '') return otherwise;
	const count = asPlainNumber(value);
	if (count !== undefined && Number.isSafeInteger(count) && count >= 1) return count;
	throw new InvalidInput(
		`"${label}" in the credential must be a whole number of 1 or more`,
		'Open the credential and correct it.',
	);
}

/**
 * Sentences for a credential test by HTTP status, and by a value in the body of a 200. n8n takes
 * both in one list, its type only one kind.
 */
export function testRules(
	byStatus: Record<number, string>,
	byBody: Array<{ key: string; value: unknown; message: string }> = [],
): ICredentialTestRequest['rules'] {
	const codes = Object.entries(byStatus).map(
		([status, message]): IAuthenticateRuleResponseCode => ({
			type: 'responseCode',
			properties: { value: Number(status), message },
		}),
	);
	const bodies = byBody.map((properties): IAuthenticateRuleResponseSuccessBody => ({
		type: 'responseSuccessBody',
		properties,
	}));
	return [...codes, ...bodies] as ICredentialTestRequest['rules'];
}
