import type { IDataObject } from 'n8n-workflow';
import { asText } from '../text/unknownJson';

/** What a vendor says of a user of its account. */
interface UserParts {
	/** As the vendor's records refer to the user. */
	readonly id: string | number | undefined;
	readonly firstName: unknown;
	readonly lastName: unknown;
	readonly email: unknown;
	readonly phone?: unknown;
	/** What the user is in the company or may do in the account. */
	readonly position?: unknown;
	readonly isActive: boolean;
}

/** A user in the same keys for all vendors; what is not known is null. */
export function simplifiedUser(user: UserParts): IDataObject {
	const [firstName, lastName] = [user.firstName, user.lastName].map(orNull);
	return {
		id: user.id ?? null,
		name: [firstName, lastName].filter((part) => part !== null).join(' ') || null,
		firstName,
		lastName,
		email: orNull(user.email),
		phone: orNull(user.phone),
		position: orNull(user.position),
		active: user.isActive,
	};
}

function orNull(value: unknown): string | null {
	return asText(value).trim() || null;
}
