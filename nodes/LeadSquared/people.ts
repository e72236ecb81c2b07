import type { IDataObject } from 'n8n-workflow';
import type { RequestSpec } from '../shared/contract/call';
import type { FoundRecord, Listing, PersonFinder, RecordSearch } from '../shared/contract/people';
import { asEmail, asPhone, digitsOf } from '../shared/form/addresses';
import { recordsByKey } from '../shared/form/foundRecords';
import { aList, GUID, recordsWithId } from '../shared/http/proof';
import { asNumber, asObject, asRows, asText } from '../shared/text/unknownJson';
import { get, search } from './vendor';

/** People by email or phone; docs/contracts/leadsquared.md section 6. */

export const USERS_PATH = '/UserManagement.svc/Users.Get';

/** All users at once: the call has no pages and no filter. */
export const usersRequest = get(USERS_PATH, aList(undefined, 'a list of users'));

export const ACTIVE = 0;

export const isActive = ({ StatusCode }: IDataObject): boolean =>
	(asNumber(StatusCode) ?? ACTIVE) === ACTIVE;

/** Users by email. @param idOf the user as the field that asks wants it */
function usersByEmail(idOf: (user: IDataObject) => string): RecordSearch {
	return {
		record: 'user',
		by: 'email',
		*list(emails): Generator<RequestSpec, Listing, unknown> {
			const users = asRows(yield usersRequest);
			return {
				found: recordsByKey(
					users,
					emails,
					({ EmailAddress }) => [asEmail(EmailAddress)],
					(user): FoundRecord => ({
						id: idOf(user),
						name: `${asText(user.FirstName)} ${asText(user.LastName)}`,
						isActive: isActive(user),
					}),
				),
			};
		},
	};
}

export const userFinder: PersonFinder = { email: usersByEmail(({ ID }) => asText(ID)) };

/** For calls that want the email of a user, as LeadSquared writes it. */
export const ownerFinder: PersonFinder = {
	email: usersByEmail(({ EmailAddress }) => asText(EmailAddress)),
};

/** A lead comes flat or as a list of attributes. */
export function leadRow(row: IDataObject): IDataObject {
	const listed = asRows(row.LeadPropertyList);
	return listed.length === 0
		? row
		: Object.fromEntries(listed.map(({ Attribute, Value }) => [asText(Attribute), Value]));
}

export const LEADS = recordsWithId(
	GUID,
	(body) => body,
	(row) => leadRow(asObject(row)).ProspectID,
	'a list of leads',
);

export function leadName(row: IDataObject): string {
	const { FirstName, LastName, EmailAddress, Phone } = asObject(row);
	return `${asText(FirstName)} ${asText(LastName)}`.trim() || asText(EmailAddress) || asText(Phone);
}

const COLUMNS = 'ProspectID,FirstName,LastName,EmailAddress,CreatedOn';
/** More than one lead has an email only where an account allows it. */
const MOST_LEADS = 25;

const leadsByEmail: RecordSearch = {
	record: 'lead',
	by: 'email',
	request: (email) =>
		search(
			'/LeadManagement.svc/Leads.Get',
			{
				Parameter: { LookupName: 'EmailAddress', LookupValue: email, SqlOperator: '=' },
				Columns: { Include_CSV: COLUMNS },
				Paging: { PageIndex: 1, PageSize: MOST_LEADS },
			},
			LEADS,
		),
	read: (body, email) =>
		asRows(body)
			.map(leadRow)
			.filter(({ EmailAddress }) => EmailAddress === undefined || asEmail(EmailAddress) === email)
			.sort((a, b) => asText(a.CreatedOn).localeCompare(asText(b.CreatedOn)))
			.map((lead) => ({ id: asText(lead.ProspectID), name: leadName(lead) })),
};

/** By a number as it is compared, or as it was written. */
export const leadByPhone = (phone: string): RequestSpec =>
	get('/LeadManagement.svc/RetrieveLeadByPhoneNumber', LEADS, {
		phone: asPhone(phone) ?? digitsOf(phone),
	});

/** A country's code may be left out on either side, so that numbers are the same by their last digits. */
const SAME_DIGITS = 7;

function isSameNumber(stored: unknown, phone: string): boolean {
	const [one, other] = [digitsOf(asPhone(stored) ?? ''), digitsOf(phone)].map(withoutTrunk);
	const length = Math.min(one.length, other.length);
	return (
		length >= Math.min(SAME_DIGITS, other.length) && one.slice(-length) === other.slice(-length)
	);
}

/** The zero that is dialed within a country stands in place of its code. */
function withoutTrunk(digits: string): string {
	return digits.replace(/^0+/, '');
}

/** The leads of an answer that have a number, as far as they show theirs. */
export function leadsWithPhone(body: unknown, phone: string): IDataObject[] {
	return asRows(body)
		.map(leadRow)
		.filter(
			({ Phone, Mobile }) =>
				(Phone === undefined && Mobile === undefined) ||
				[Phone, Mobile].some((stored) => isSameNumber(stored, phone)),
		);
}

/** Of several leads LeadSquared gives the one with the most recent activity, and does not say that there are others. */
const leadsByPhone: RecordSearch = {
	record: 'lead',
	by: 'phone number',
	request: leadByPhone,
	read: (body, phone) =>
		leadsWithPhone(body, phone).map((lead) => ({
			id: asText(lead.ProspectID),
			name: leadName(lead),
		})),
};

export const leadFinder: PersonFinder = { email: leadsByEmail, phone: leadsByPhone };
