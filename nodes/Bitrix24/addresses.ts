import type { IDataObject } from 'n8n-workflow';
import type { RequestSpec } from '../shared/contract/call';
import {
	addressesOf,
	inParts,
	type AddressBook,
	type AddressReader,
	type Addresses,
} from '../shared/operation/portablePeople';
import { asNumber, asObject, asRows, asText } from '../shared/text/unknownJson';
import { listAt } from './answerProofs';
import { COMPANY, CONTACT, LEAD } from './recordTypes';
import { method, resultOf } from './vendor';

/** Names, emails and phone numbers by ID; docs/contracts/bitrix24.md section 2.11. */

const PAGE = 50;

function alone(name: string, parameters: object, at: readonly string[]): RequestSpec {
	return {
		...method(name, parameters, 'read', listAt(...at)),
		joins: undefined,
		mayBeDenied: true,
	};
}

const numbersOf = (ids: readonly string[]) =>
	ids.map(asNumber).filter((id): id is number => id !== undefined);

function* users(ids: readonly string[]): ReturnType<AddressReader> {
	const rows: IDataObject[] = [];
	for (const part of inParts(numbersOf(ids), PAGE))
		rows.push(
			...asRows(
				resultOf(yield alone('user.get', { FILTER: { ID: part }, sort: 'ID', order: 'ASC' }, [])),
			),
		);
	return addressesOf(
		rows,
		({ ID }) => ID,
		({ NAME, LAST_NAME, EMAIL, PERSONAL_MOBILE, WORK_PHONE }) => ({
			name: `${asText(NAME)} ${asText(LAST_NAME)}`.trim(),
			email: EMAIL,
			phone: asText(WORK_PHONE) || PERSONAL_MOBILE,
		}),
	);
}

/** Emails and phone numbers come only with all fields. */
function recordsOf(entityTypeId: number): AddressReader {
	return function* (ids) {
		const rows: IDataObject[] = [];
		for (const part of inParts(numbersOf(ids), PAGE)) {
			const parameters = {
				entityTypeId,
				select: ['*'],
				filter: { '@id': part },
				order: { id: 'ASC' },
			};
			const body = yield alone('crm.item.list', parameters, ['items']);
			rows.push(...asRows(asObject(resultOf(body)).items));
		}
		return addressesOf(rows, ({ id }) => id, addressesIn);
	};
}

function addressesIn({ title, name, lastName, fm }: IDataObject): Addresses {
	const first = (type: string) => asRows(fm).find(({ typeId }) => typeId === type)?.value;
	return {
		name: `${asText(name)} ${asText(lastName)}`.trim() || title,
		email: first('EMAIL'),
		phone: first('PHONE'),
	};
}

export const addresses: AddressBook = {
	user: users,
	contact: recordsOf(CONTACT),
	company: recordsOf(COMPANY),
	lead: recordsOf(LEAD),
};
