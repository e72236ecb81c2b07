import type { IDataObject } from 'n8n-workflow';
import type { RequestSpec } from '../shared/contract/call';
import type {
	AddressKind,
	FoundRecord,
	Listing,
	PersonFinder,
	RecordSearch,
} from '../shared/contract/people';
import { asEmail, asPhone, digitsOf } from '../shared/form/addresses';
import { recordsByKey } from '../shared/form/foundRecords';
import { SOME_JSON } from '../shared/http/proof';
import { asNumber, asText } from '../shared/text/unknownJson';
import { listRows, LOOKED_THROUGH, rowsOf } from './paging';
import { action } from './vendor';

/** People by email or phone; docs/contracts/ivvy.md sections 5 and 9. */

/** A list of people or companies. */
export interface PeopleList {
	/** In the singular, for messages. */
	readonly record: string;
	readonly namespace: string;
	readonly call: string;
	readonly name: (row: IDataObject) => string;
	readonly isActive?: (row: IDataObject) => boolean;
}

export const personName = ({ firstName, lastName }: IDataObject): string =>
	`${asText(firstName)} ${asText(lastName)}`.trim();

const INACTIVE = 2;
export const isActiveUser = ({ currentStatus }: IDataObject): boolean =>
	asNumber(currentStatus) !== INACTIVE;

export const USERS: PeopleList = {
	record: 'user',
	namespace: 'account',
	call: 'getUserList',
	name: personName,
	isActive: isActiveUser,
};
const CONTACTS: PeopleList = {
	record: 'contact',
	namespace: 'contact',
	call: 'getContactList',
	name: personName,
};
const COMPANIES: PeopleList = {
	record: 'company',
	namespace: 'contact',
	call: 'getCompanyList',
	name: ({ businessName }) => asText(businessName),
};

/** More records than one with the same email are few. */
const FEW = 100;

/**
 * That these lists can be filtered by email is not documented, so an answer counts only where every record in it has
 * the email. Otherwise, and for phone numbers, of which nobody knows how they are written, the list is looked through.
 */
function searchOf(list: PeopleList, kind: AddressKind): RecordSearch {
	const { record, namespace, call, name, isActive } = list;
	const found = (row: IDataObject): FoundRecord => ({
		id: asText(row.id),
		name: name(row),
		isActive: isActive?.(row),
	});
	const inOrder = (rows: readonly IDataObject[]) =>
		[...rows].sort((a, b) => (asNumber(a.id) ?? 0) - (asNumber(b.id) ?? 0));
	return {
		record,
		by: kind === 'email' ? 'email' : 'phone number',
		...(kind === 'phone'
			? {}
			: {
					request: (email: string): RequestSpec => ({
						...action(
							namespace,
							call,
							{ perPage: FEW, start: 0, filter: { email } },
							'read',
							SOME_JSON,
						),
						optional: true,
					}),
					read(body: unknown, email: string) {
						const rows = rowsOf(body) ?? [];
						const isAnswer = rows.every((row) => asEmail(row.email) === email);
						return isAnswer ? inOrder(rows).map(found) : undefined;
					},
				}),
		*list(keys): Generator<RequestSpec, Listing, unknown> {
			const rows = yield* listRows(namespace, call, {}, LOOKED_THROUGH);
			const wanted = kind === 'email' ? keys : new Set([...keys].map(digitsOf));
			const byKey = recordsByKey(
				inOrder(rows),
				wanted,
				({ email, phone }) =>
					kind === 'email' ? [asEmail(email)] : [digitsOf(asPhone(phone) ?? '') || undefined],
				found,
			);
			return {
				found:
					kind === 'email'
						? byKey
						: new Map([...keys].map((key) => [key, byKey.get(digitsOf(key)) ?? []])),
				...(rows.length >= LOOKED_THROUGH ? { endedAfter: LOOKED_THROUGH } : {}),
			};
		},
	};
}

export const userFinder: PersonFinder = { email: searchOf(USERS, 'email') };
export const contactFinder: PersonFinder = {
	email: searchOf(CONTACTS, 'email'),
	phone: searchOf(CONTACTS, 'phone'),
};
export const companyFinder: PersonFinder = {
	email: searchOf(COMPANIES, 'email'),
	phone: searchOf(COMPANIES, 'phone'),
};
