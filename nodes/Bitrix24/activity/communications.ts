import { InvalidInput } from '../../shared/contract/errors';
import { asWritten, emailIn, readAddress } from '../../shared/form/addresses';
import { isBlank } from '../../shared/form/blank';
import type { GivenAddress } from '../../shared/form/recordPickers';
import { asObject, defined, isObject } from '../../shared/text/unknownJson';
import type { Client } from '../recordPickers';

export interface Communication {
	readonly client: Client | undefined;
	/** Undefined where it is the number or address by which the client was given. */
	readonly value: string | undefined;
	/** Empty for a person without number or address, as in meetings. */
	readonly type: 'PHONE' | 'EMAIL' | '';
}

export const NO_CLIENT = 'Pick it from the list, or give its short code such as C_5.';

/** An entry of COMMUNICATIONS; docs/contracts/bitrix24.md section 2.2. @throws InvalidInput */
export function communicationBody({ client, value, type }: Communication) {
	if (client === undefined)
		throw new InvalidInput('"Contact, Company or Lead" is empty', NO_CLIENT);
	const reached = isBlank(value) ? addressGivenBy(client, type) : addressOf(type, value ?? '');
	if (type !== '' && reached === undefined) {
		throw new InvalidInput(
			`"${type === 'PHONE' ? 'Phone' : 'Email'}" is empty`,
			'Pick it from the numbers and addresses of the record, or type it in.',
		);
	}
	return defined({
		TYPE: type || undefined,
		VALUE: reached ?? '',
		ENTITY_ID: client.id,
		ENTITY_TYPE_ID: client.typeId,
	});
}

/** @param client as its picker was read, or anything else */
export function isGivenBy(kind: GivenAddress['kind'], client: unknown): boolean {
	return isObject(client) && asObject(client.givenBy).kind === kind;
}

/** Who was given by a phone number is called at it, and who was given by an email is written to there. */
function addressGivenBy({ givenBy }: Client, type: Communication['type']): string | undefined {
	return givenBy?.kind.toUpperCase() === type ? givenBy.address : undefined;
}

/**
 * Where somebody is reached, without what nobody sees or what stands around an email: Bitrix24 writes and calls there.
 * @throws InvalidInput for an email address that is none
 */
function addressOf(type: Communication['type'], value: string): string {
	if (type === 'EMAIL') return emailIn(value) ?? readAddress(value, 'email', 'Email');
	return type === 'PHONE' ? asWritten(value) : value;
}
