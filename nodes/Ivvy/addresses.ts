import type { IDataObject } from 'n8n-workflow';
import type { RequestSpec } from '../shared/contract/call';
import { aRecord } from '../shared/http/proof';
import {
	addressesOf,
	type AddressBook,
	type AddressReader,
} from '../shared/operation/portablePeople';
import { isObject } from '../shared/text/unknownJson';
import { listRows, LOOKED_THROUGH } from './paging';
import { personName } from './people';
import { action } from './vendor';

/** Names, emails and phone numbers by ID; docs/contracts/ivvy.md section 9. */

/** So many are read one by one; for more the list is read. */
const FEW = 10;

interface Kind {
	readonly namespace: string;
	readonly list: string;
	/** The call for one of them, where there is one. */
	readonly one?: string;
	readonly name: (row: IDataObject) => unknown;
}

function readerOf({ namespace, list, one, name }: Kind): AddressReader {
	return function* (ids) {
		const rows =
			one === undefined || ids.length > FEW
				? yield* listed(namespace, list)
				: yield* oneByOne(namespace, one, ids);
		return addressesOf(
			rows,
			({ id }) => id,
			(row) => ({ name: name(row), email: row.email, phone: row.phone }),
		);
	};
}

function* listed(namespace: string, list: string): Generator<RequestSpec, IDataObject[], unknown> {
	const steps = listRows(namespace, list, {}, LOOKED_THROUGH);
	let step = steps.next();
	while (step.done !== true) {
		const body: unknown = yield { ...step.value, mayBeDenied: true };
		// Refused: what was not read is not known.
		if (body === undefined) return [];
		step = steps.next(body);
	}
	return step.value;
}

function* oneByOne(
	namespace: string,
	one: string,
	ids: readonly string[],
): Generator<RequestSpec, IDataObject[], unknown> {
	const rows: IDataObject[] = [];
	for (const id of ids) {
		const body = yield {
			...action(namespace, one, { id: Number(id) }, 'read', aRecord()),
			optional: true,
			mayBeDenied: true,
		};
		if (isObject(body)) rows.push(body);
	}
	return rows;
}

export const addresses: AddressBook = {
	user: readerOf({ namespace: 'account', list: 'getUserList', name: personName }),
	contact: readerOf({
		namespace: 'contact',
		list: 'getContactList',
		one: 'getContact',
		name: personName,
	}),
	company: readerOf({
		namespace: 'contact',
		list: 'getCompanyList',
		one: 'getCompany',
		name: ({ businessName }) => businessName,
	}),
};
