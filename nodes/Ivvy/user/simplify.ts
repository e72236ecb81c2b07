import type { IDataObject } from 'n8n-workflow';
import { simplifiedUser } from '../../shared/operation/simplifiedUser';
import { asNumber } from '../../shared/text/unknownJson';
import { isActiveUser } from '../people';

export function simplify(user: IDataObject): IDataObject {
	return simplifiedUser({
		id: asNumber(user.id),
		firstName: user.firstName,
		lastName: user.lastName,
		email: user.email,
		isActive: isActiveUser(user),
	});
}
