import type { IDataObject } from 'n8n-workflow';
import type { RequestSpec } from '../shared/contract/call';
import type { FoundRecord, Listing, PersonFinder, RecordSearch } from '../shared/contract/people';
import { asEmail, asPhone, digitsOf } from '../shared/form/addresses';
import { recordsByKey } from '../shared/form/foundRecords';
import { SOME_JSON } from '../shared/http/proof';
import {
	isLastForSure,
	listIn,
	listSteps,
	recordsOf,
	type Pager,
} from '../shared/operation/paging';
import { asArray, asNumber, asObject, asRows, asText } from '../shared/text/unknownJson';
import { activitiesOf, totalOf } from './paging';
import { ACTIVITIES } from './paths';

/** People by email or phone; docs/contracts/deskera.md sections 4 and 6. */

const PAGE = 100;
/** How many records are looked through for an address that Deskera does not find by itself. */
export const LOOKED_THROUGH = 5000;
const NEWEST = 50;

export function read(path: string, query: RequestSpec['query']): RequestSpec {
	return { method: 'GET', path, query, effect: 'read', proof: SOME_JSON };
}

/** Activities changed last. */
export function newest(at: number): RequestSpec {
	return read(ACTIVITIES, {
		page: at + 1,
		pageSize: NEWEST,
		sortBy: 'updated_at',
		sortDir: 'DESC',
	});
}

/** A list of users in any of the shapes it may have. */
export function userRows(body: unknown): IDataObject[] | undefined {
	const { data, content } = asObject(body);
	const lists = [body, data, content].map(recordsOf).filter((rows) => rows !== undefined);
	return lists.find((rows) => rows.length > 0) ?? lists[0];
}

/**
 * Users have two numbers, and which one activities hold is not stated (section 6): `iamUserId`, as in the samples,
 * unless more of the users are known by `id` to the activities that were changed last.
 * @param seen the answer with these activities
 * @returns the users with that number as `number`
 */
export function withNumber(rows: readonly IDataObject[], seen: unknown): IDataObject[] {
	const activities = asRows(asObject(seen).data);
	const known = new Set(
		activities
			.flatMap(({ owner_id, assignee_ids }) => [owner_id, ...asArray(assignee_ids)])
			.map(asNumber),
	);
	const hits = (key: 'id' | 'iamUserId') =>
		rows.filter((row) => known.has(asNumber(row[key]) ?? 0)).length;
	const [first, second] =
		hits('id') > hits('iamUserId') ? ['id', 'iamUserId'] : ['iamUserId', 'id'];
	return rows.map((row) => ({ ...row, number: row[first] ?? row[second] }));
}

/** Users are one of the Books calls, which count pages from 0. */
const USER_PAGES: Pager = {
	vendor: 'Deskera',
	records: 'users',
	largestPage: PAGE,
	countsRows: false,
	request: (base, limit, { pages }) => ({ ...base, query: { ...base.query, limit, page: pages } }),
	rows: userRows,
	id: ({ id, iamUserId }) => id ?? iamUserId,
	total: totalOf,
	isLast: (body, page) => isLastForSure(page, page.largest, totalOf(body)),
};

/**
 * Users with the number that activities hold.
 * @param search a part of a name or email; undefined for all
 */
export function* users(
	search: string | undefined,
	limit: number,
): Generator<RequestSpec, IDataObject[], unknown> {
	const seen = yield newest(0);
	listIn(activitiesOf(seen), { vendor: 'Deskera', records: 'activities' }, seen);
	const base = read('/v1/users', search === undefined ? {} : { search });
	return withNumber(yield* listSteps(USER_PAGES, base, limit), seen);
}

export const isActiveUser = ({ deleted }: IDataObject): boolean => deleted !== true;

export const userName = ({ firstName, lastName }: IDataObject): string =>
	`${asText(firstName)} ${asText(lastName)}`.trim();

function endOf(rows: readonly unknown[]): Pick<Listing, 'endedAfter'> {
	return rows.length >= LOOKED_THROUGH ? { endedAfter: LOOKED_THROUGH } : {};
}

const oldestFirst = (rows: readonly IDataObject[]) =>
	[...rows].sort((a, b) => (asNumber(a.id) ?? 0) - (asNumber(b.id) ?? 0));

const usersByEmail: RecordSearch = {
	record: 'user',
	by: 'email',
	*list(emails): Generator<RequestSpec, Listing, unknown> {
		const rows = yield* users(undefined, LOOKED_THROUGH);
		const found = recordsByKey(
			oldestFirst(rows),
			emails,
			({ email }) => [asEmail(email)],
			(user): FoundRecord => ({
				id: asText(user.number),
				name: userName(user),
				isActive: isActiveUser(user),
			}),
		);
		return { found, ...endOf(rows) };
	},
};

export const userFinder: PersonFinder = { email: usersByEmail };

type ContactType = 'person' | 'organization';

/** Contacts and organizations are one list with a type (section 4). */
export const contactsRequest = (type: ContactType, query: RequestSpec['query']): RequestSpec =>
	read('/v1/crm/contacts', { type, ...query });

export const contactRows = (body: unknown): IDataObject[] | undefined =>
	recordsOf(asObject(body).data);

const CONTACT_PAGES: Pager = {
	vendor: 'Deskera',
	records: 'contacts',
	largestPage: PAGE,
	countsRows: false,
	request: (base, limit, { pages }) => ({
		...base,
		query: { ...base.query, limit, page: pages + 1 },
	}),
	rows: contactRows,
	id: ({ id }) => id,
	total: totalOf,
	isLast: (body, page) => isLastForSure(page, page.largest, totalOf(body)),
};

const contact = ({ id, name }: IDataObject): FoundRecord => ({
	id: asText(id),
	name: asText(name),
});

/** A number may have its country's code in a field of its own, beside which most countries dial no zero. */
function numbersOf({ phone, country_code: country }: IDataObject): string[] {
	const digits = digitsOf(asPhone(phone) ?? '');
	const code = digitsOf(asText(country));
	if (digits === '') return [];
	return [
		digits,
		...(code === '' ? [] : [digits, digits.replace(/^0/, '')].map((one) => code + one)),
	];
}

/**
 * Which parameters of the list work is not certain (section 4). An answer counts where every record in it has
 * the email, or where it is all that there is: otherwise the search may have been ignored, and another one may
 * stand further down.
 */
function contactsByEmail(type: ContactType): RecordSearch {
	return {
		record: type === 'person' ? 'contact' : 'organization',
		by: 'email',
		request: (email) => ({
			...contactsRequest(type, { limit: PAGE, page: 1, search: email }),
			optional: true,
		}),
		read(body, email) {
			const rows = contactRows(body) ?? [];
			const matching = rows.filter((row) => asEmail(row.email) === email);
			const isAnswer = matching.length === rows.length || totalOf(body) === rows.length;
			return isAnswer ? oldestFirst(matching).map(contact) : undefined;
		},
		list: (emails) => listed(type, emails, ({ email }) => [asEmail(email)]),
	};
}

/** People write phone numbers in many ways, so the whole list is read and compared. */
function contactsByPhone(type: ContactType): RecordSearch {
	return {
		record: type === 'person' ? 'contact' : 'organization',
		by: 'phone number',
		*list(phones): Generator<RequestSpec, Listing, unknown> {
			const digits = new Map([...phones].map((phone) => [phone, digitsOf(phone)]));
			const { found, ...rest } = yield* listed(type, new Set(digits.values()), numbersOf);
			return {
				found: new Map([...digits].map(([phone, number]) => [phone, found.get(number) ?? []])),
				...rest,
			};
		},
	};
}

function* listed(
	type: ContactType,
	keys: ReadonlySet<string>,
	keysOf: (row: IDataObject) => ReadonlyArray<string | undefined>,
): Generator<RequestSpec, Listing, unknown> {
	const rows = yield* listSteps(CONTACT_PAGES, contactsRequest(type, {}), LOOKED_THROUGH);
	return { found: recordsByKey(oldestFirst(rows), keys, keysOf, contact), ...endOf(rows) };
}

export const contactFinder: PersonFinder = {
	email: contactsByEmail('person'),
	phone: contactsByPhone('person'),
};
export const organizationFinder: PersonFinder = {
	email: contactsByEmail('organization'),
	phone: contactsByPhone('organization'),
};
