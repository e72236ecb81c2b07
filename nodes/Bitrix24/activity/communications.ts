import { InvalidInput } from '../../shared/contract/errors';
import type { FoundRecords } from '../../shared/contract/people';
import { asWritten, emailIn, readAddress } from '../../shared/form/addresses';
import { isBlank } from '../../shared/form/blank';
import type { GivenAddress } from '../../shared/form/recordPickers';
import { asObject, defined, isObject } from '../../shared/text/unknownJson';
import { phoneOfClient } from '../people';
import type { Client } from '../recordPickers';
import { shortCodeOf } from '../recordTypes';

export interface Communication {
	readonly client: Client | undefined;
	/** Undefined where it is the number or address by which the client was given, or the client's own number. */
	readonly value: string | undefined;
	/** Empty for a person without number or address, as in meetings. */
	readonly type: 'PHONE' | 'EMAIL' | '';
}

export const NO_CLIENT = 'Pick it from the list, or give its short code such as C_5.';

/**
 * An entry of COMMUNICATIONS; docs/contracts/bitrix24.md section 2.2. Somebody without a number beside is called at the
 * first one of the record; an email goes only where somebody has said.
 * @param label of the field that holds number or address
 * @throws InvalidInput, LookUpFirst until the number of the client was read
 */
export function communicationBody(
	{ client, value, type }: Communication,
	records: FoundRecords,
	label: string,
) {
	if (client === undefined)
		throw new InvalidInput('"Contact, Company or Lead" is empty', NO_CLIENT);
	const reached = isBlank(value)
		? (addressGivenBy(client, type) ?? ownNumber(client, type, records, label))
		: addressOf(type, value ?? '', label);
	if (type !== '' && reached === undefined)
		throw new InvalidInput(
			`"${label}" is empty`,
			'Pick it from the addresses of the record, or type it in.',
		);
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

/** @throws InvalidInput where the record has no number, LookUpFirst until it was read */
function ownNumber(
	client: Client,
	type: Communication['type'],
	records: FoundRecords,
	label: string,
): string | undefined {
	if (type !== 'PHONE') return undefined;
	return asWritten(records.idOf(phoneOfClient, shortCodeOf(client), label));
}

/**
 * Where somebody is reached, without what nobody sees or what stands around an email: Bitrix24 writes and calls there.
 * @throws InvalidInput for an email address that is none
 */
function addressOf(type: Communication['type'], value: string, label: string): string {
	if (type === 'EMAIL') return emailIn(value) ?? readAddress(value, 'email', label);
	return type === 'PHONE' ? asWritten(value) : value;
}
