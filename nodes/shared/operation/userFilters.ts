import type { Field } from '../contract/field';
import { asEmail, emailIn, readAddress } from '../form/addresses';
import { choice, text } from '../form/fields';
import { asText } from '../text/unknownJson';

const ACTIVE = 'active';

/** Whether a list has users who can sign in, those who can't, or both. */
export const userStatus = choice<'active' | 'inactive'>(
	'Status',
	[
		{ name: 'Active', value: ACTIVE },
		{ name: 'Inactive', value: 'inactive', description: 'Deactivated users' },
	],
	{ fallback: ACTIVE },
);

const EMAIL = text('Email', {
	placeholder: 'e.g. name@email.com',
	description: 'The whole email address of the user, in upper or lower case',
});

/** What is no address would find nobody. */
export const userEmail: Field<string | undefined> = {
	...EMAIL,
	read(raw, place) {
		const given = EMAIL.read(raw, place);
		return given === undefined
			? undefined
			: (emailIn(given) ?? readAddress(given, 'email', EMAIL.label));
	},
};

/** Whether a user has the email and the status that are asked for, as far as they are. */
export function fitsFilters(
	user: { readonly email: unknown; readonly isActive: boolean },
	{ email, status }: { readonly email?: string; readonly status?: 'active' | 'inactive' },
): boolean {
	const hasIts = status === undefined || user.isActive === (status === ACTIVE);
	return hasIts && hasEmail(asText(user.email), email);
}

/** Whether two email addresses are the same. */
export function hasEmail(email: string, wanted: string | undefined): boolean {
	return wanted === undefined || asEmail(email) === asEmail(wanted);
}
