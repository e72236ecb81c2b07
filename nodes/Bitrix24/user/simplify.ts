import type { IDataObject } from 'n8n-workflow';
import { simplifiedUser } from '../../shared/operation/simplifiedUser';
import { asNumber, asText } from '../../shared/text/unknownJson';
import { isActiveUser } from '../people';

export function simplify(user: IDataObject): IDataObject {
	return simplifiedUser({
		id: asNumber(user.ID),
		firstName: user.NAME,
		lastName: user.LAST_NAME,
		email: user.EMAIL,
		phone: [user.WORK_PHONE, user.PERSONAL_MOBILE].find((phone) => asText(phone).trim() !== ''),
		position: user.WORK_POSITION,
		isActive: isActiveUser(user),
	});
}
