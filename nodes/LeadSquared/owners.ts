import { Refused } from '../shared/contract/errors';
import { emailIn } from '../shared/form/addresses';
import { GUID_ID, type IdKind } from '../shared/form/recordPickers';
import { asRows, asText } from '../shared/text/unknownJson';

const EMAIL = /^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/;

/** A user by email, as the bulk calls and tasks want it, or by ID. */
export const OWNER: IdKind<string> = {
	looksLike: 'an email address, or an ID such as 093d5c54-6009-48d4-840e-84fd12e8d63a',
	placeholder: 'e.g. name@email.com',
	parse: (text) => (EMAIL.test(text) ? emailIn(text) : GUID_ID.parse(text)),
};

export const isEmail = (owner: string): boolean => EMAIL.test(owner);

/** @throws Refused when no user has this email */
export function ownerId(users: unknown, email: string): string {
	const found = asRows(users).find(
		({ EmailAddress }) => asText(EmailAddress).toLowerCase() === email.toLowerCase(),
	);
	if (found === undefined)
		throw new Refused({
			kind: 'missing',
			title: `No user of LeadSquared has the email ${email}`,
			advice: 'Check the spelling, or pick the user from the list.',
		});
	return asText(found.ID);
}

/** @throws Refused when no user has this ID */
export function ownerEmail(users: unknown, id: string): string {
	const found = asRows(users).find(({ ID }) => asText(ID).toLowerCase() === id.toLowerCase());
	if (found === undefined)
		throw new Refused({
			kind: 'missing',
			title: `No user of LeadSquared has the ID ${id}`,
			advice: 'Use an ID from the list of users.',
			hints: ['Pick {owner|soldBy} from the list.'],
		});
	return asText(found.EmailAddress);
}
