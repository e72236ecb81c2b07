import { InvalidInput } from '../../shared/contract/errors';
import { emailIn, readAddress, seenPhone } from '../../shared/form/addresses';
import { defined } from '../../shared/text/unknownJson';
import type { CrmRecord } from '../recordTypes';

export interface Communication {
	readonly client: CrmRecord | undefined;
	readonly value: string | undefined;
	/** Empty for a person without number or address, as in meetings. */
	readonly type: 'PHONE' | 'EMAIL' | '';
}

export const NO_CLIENT = 'Pick it from the list, or give its short code such as C_5.';

/** An entry of COMMUNICATIONS; docs/contracts/bitrix24.md section 2.2. @throws InvalidInput */
export function communicationBody({ client, value, type }: Communication) {
	if (client === undefined)
		throw new InvalidInput('"Contact, Company or Lead" is empty', NO_CLIENT);
	if (type !== '' && (value ?? '') === '') {
		throw new InvalidInput(
			`"${type === 'PHONE' ? 'Phone' : 'Email'}" is empty`,
			'Pick it from the numbers and addresses of the record, or type it in.',
		);
	}
	return defined({
		TYPE: type || undefined,
		VALUE: addressOf(type, value ?? ''),
		ENTITY_ID: client.id,
		ENTITY_TYPE_ID: client.typeId,
	});
}

/**
 * Where somebody is reached, without what nobody sees or what stands around an email: Bitrix24 writes and calls there.
 * @throws InvalidInput for an email address that is none
 */
function addressOf(type: Communication['type'], value: string): string {
	if (type === 'EMAIL') return emailIn(value) ?? readAddress(value, 'email', 'Email');
	return type === 'PHONE' ? seenPhone(value) : value;
}
