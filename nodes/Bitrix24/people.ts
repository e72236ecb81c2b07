import type { IDataObject } from 'n8n-workflow';
import type { RequestSpec } from '../shared/contract/call';
import { InvalidInput, Refused } from '../shared/contract/errors';
import type { FoundRecord, Listing, PersonFinder, RecordSearch } from '../shared/contract/people';
import { asEmail } from '../shared/form/addresses';
import { recordsByKey } from '../shared/form/foundRecords';
import { recordsOf } from '../shared/operation/paging';
import { asArray, asNumber, asObject, asRows, asText } from '../shared/text/unknownJson';
import { FOUND_BY_ADDRESS, listAt, recordAt } from './answerProofs';
import { readUsers } from './userPages';
import { LEAD, DEAL, CONTACT, COMPANY, SHORT_CODE } from './recordTypes';
import { method, resultOf } from './vendor';

/** People by email or phone; docs/contracts/bitrix24.md section 2.11. Fifty look-ups travel in one batch. */

/** Emails of users are hidden from keys with the scope user_brief (section 1.4). */
function visible(row: IDataObject): IDataObject {
	if (row.EMAIL !== undefined) return row;
	throw new Refused({
		kind: 'denied',
		title: 'Bitrix24 does not show the emails of users to this credential',
		advice: 'Give it the scope user or user_basic in place of user_brief, or enter IDs.',
	});
}

export const isActiveUser = ({ ACTIVE }: IDataObject): boolean =>
	ACTIVE !== false && ACTIVE !== 'N';

const usersByEmail: RecordSearch = {
	record: 'user',
	by: 'email',
	request: (email) =>
		method('user.get', { FILTER: { EMAIL: email }, sort: 'ID', order: 'ASC' }, 'read', listAt()),
	read: (body, email) =>
		recordsOf(resultOf(body))
			?.map(visible)
			.filter(({ EMAIL }) => asEmail(EMAIL) === email)
			.map(foundUser),
	// Whether the filter tells upper from lower case is not documented.
	*list(emails): Generator<RequestSpec, Listing, unknown> {
		const users = yield* readUsers({}, LOOKED_THROUGH);
		return {
			found: recordsByKey(users, emails, ({ EMAIL }) => [asEmail(EMAIL)], foundUser),
			...(users.length >= LOOKED_THROUGH ? { endedAfter: LOOKED_THROUGH } : {}),
		};
	},
};

/** How many users are looked through for an email that the filter does not find. */
const LOOKED_THROUGH = 5000;

function foundUser(user: IDataObject): FoundRecord {
	return {
		id: asText(user.ID),
		name: `${asText(user.NAME)} ${asText(user.LAST_NAME)}`,
		isActive: isActiveUser(user),
	};
}

export const userFinder: PersonFinder = { email: usersByEmail };

interface ClientKind {
	/** As the call names it, in its parameter and in its answer. */
	readonly name: 'CONTACT' | 'COMPANY' | 'LEAD';
	readonly code: string;
}

const CONTACTS: ClientKind = { name: 'CONTACT', code: 'C_' };
const COMPANIES: ClientKind = { name: 'COMPANY', code: 'CO_' };
const LEADS: ClientKind = { name: 'LEAD', code: 'L_' };

/** IDs rise with time. */
function idsIn(found: unknown): number[] {
	return asArray(found)
		.map((id) => asNumber(id) ?? 0)
		.filter((id) => id > 0)
		.sort((a, b) => a - b);
}

/**
 * Does not say which of several addresses a record has, so that each call asks for one.
 * @param idOf the record as the field that asks wants it
 */
function byAddress(
	type: 'EMAIL' | 'PHONE',
	record: string,
	kinds: readonly ClientKind[],
	idOf: (id: number, kind: ClientKind) => string,
): RecordSearch {
	return {
		record,
		by: type === 'EMAIL' ? 'email' : 'phone number',
		request: (address) =>
			method(
				'crm.duplicate.findbycomm',
				{
					type,
					values: [address],
					...(kinds.length === 1 ? { entity_type: kinds[0].name } : {}),
				},
				'read',
				FOUND_BY_ADDRESS,
			),
		read: (body): FoundRecord[] =>
			kinds.flatMap((kind) =>
				idsIn(asObject(resultOf(body))[kind.name]).map((id) => ({
					id: idOf(id, kind),
					...(kinds.length === 1 ? {} : { name: kind.name.toLowerCase() }),
				})),
			),
	};
}

function finderOf(
	record: string,
	kinds: readonly ClientKind[],
	idOf: (id: number, kind: ClientKind) => string,
): PersonFinder {
	return {
		email: byAddress('EMAIL', record, kinds, idOf),
		phone: byAddress('PHONE', record, kinds, idOf),
	};
}

/** In the short form; contacts come first, as they are the people. */
export const clientFinder = finderOf(
	'contact, company or lead',
	[CONTACTS, COMPANIES, LEADS],
	(id, { code }) => `${code}${id}`,
);

const plainId = (id: number) => String(id);
const FINDERS: Readonly<Record<number, PersonFinder>> = {
	[CONTACT]: finderOf('contact', [CONTACTS], plainId),
	[COMPANY]: finderOf('company', [COMPANIES], plainId),
	[LEAD]: finderOf('lead', [LEADS], plainId),
};

/** Records of a type. @throws InvalidInput for types that have no email or phone of their own */
export function finderOfType(type: unknown, label: string): PersonFinder {
	const finder = FINDERS[asNumber(type) ?? 0];
	if (finder === undefined)
		throw new InvalidInput(
			`"${label}" can be found by email or phone only if it is a contact, company or lead`,
			`Set the type of "${label}" to one of these, or choose By ID.`,
		);
	return finder;
}

const readItem = (entityTypeId: number, id: number): RequestSpec =>
	method('crm.item.get', { entityTypeId, id }, 'read', recordAt('item'));

const itemIn = (body: unknown) => asObject(asObject(resultOf(body)).item);

/** The contact of a deal, or its company where it has none, in the short form. */
export const clientOfDeal: RecordSearch = {
	record: 'contact',
	by: 'deal',
	request: (deal) => readItem(DEAL, Number(deal)),
	read(body) {
		const { contactId, contactIds, companyId } = itemIn(body);
		const found = [
			...[contactId, ...asArray(contactIds)].map((id) => ({ id, code: CONTACTS.code })),
			{ id: companyId, code: COMPANIES.code },
		].find(({ id }) => (asNumber(id) ?? 0) > 0);
		return found === undefined ? [] : [{ id: `${found.code}${asText(found.id)}` }];
	},
	missing: (deal) => ({
		title: `The deal ${deal} has neither a contact nor a company`,
		advice: 'Link one to the deal, or fill the field in.',
	}),
};

/** The first phone number of a contact, company or lead in the short form. */
export const phoneOfClient: RecordSearch = {
	record: 'phone number',
	by: 'record',
	request(client) {
		const { typeId = 0, id = 0 } = SHORT_CODE.parse(client) ?? {};
		return readItem(typeId, id);
	},
	read: (body) =>
		asRows(itemIn(body).fm)
			.filter(({ typeId, value }) => typeId === 'PHONE' && asText(value).trim() !== '')
			.slice(0, 1)
			.map(({ value }) => ({ id: asText(value).trim() })),
	missing: (client) => ({
		title: `${client} has no phone number`,
		advice: 'Add one to the record, or fill the field in.',
	}),
};
