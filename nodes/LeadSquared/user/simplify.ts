import type { IDataObject } from 'n8n-workflow';
import { simplifiedUser } from '../../shared/operation/simplifiedUser';
import { asText } from '../../shared/text/unknownJson';
import { isActive } from '../people';

export function simplify(user: IDataObject): IDataObject {
	return simplifiedUser({
		id: asText(user.ID) || undefined,
		firstName: user.FirstName,
		lastName: user.LastName,
		email: user.EmailAddress,
		position: user.Role,
		isActive: isActive(user),
	});
}
