import type { IDataObject } from 'n8n-workflow';
import { simplifiedUser } from '../../shared/operation/simplifiedUser';
import { asNumber } from '../../shared/text/unknownJson';
import { isActiveUser } from '../people';

/** The ID is the number that activities hold. */
export function simplify(user: IDataObject): IDataObject {
	return simplifiedUser({
		id: asNumber(user.number),
		firstName: user.firstName,
		lastName: user.lastName,
		email: user.email,
		isActive: isActiveUser(user),
	});
}

/** The record as Deskera sends it, without the number that was chosen for it. */
export function asSent(user: IDataObject): IDataObject {
	const sent = { ...user };
	delete sent.number;
	return sent;
}
