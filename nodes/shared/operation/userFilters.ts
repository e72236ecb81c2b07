import { choice, text } from '../form/fields';

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

export const userEmail = text('Email', {
	placeholder: 'e.g. name@email.com',
	description: 'The whole email address of the user, in upper or lower case',
});

/** Whether a user has the status that is asked for. */
export function hasStatus(isActive: boolean, wanted: 'active' | 'inactive' | undefined): boolean {
	return wanted === undefined || isActive === (wanted === ACTIVE);
}

/** Whether two email addresses are the same. */
export function hasEmail(email: string, wanted: string | undefined): boolean {
	return wanted === undefined || email.trim().toLowerCase() === wanted.trim().toLowerCase();
}
