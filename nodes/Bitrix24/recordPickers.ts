import { InvalidInput } from '../shared/contract/errors';
import type { Field } from '../shared/contract/field';
import type { RecordSearch } from '../shared/contract/people';
import {
	addressGiven,
	NUMBER_ID,
	picker,
	pickers,
	textId,
	type GivenAddress,
} from '../shared/form/recordPickers';
import { asNumber, asText, isObject } from '../shared/text/unknownJson';
import { clientFinder, finderOfType, userFinder } from './people';
import { CLIENT_CODE, type CrmRecord } from './recordTypes';

const PORTAL_URL = 'e.g. https://your-portal.bitrix24.com/crm/deal/details/102/';

export const activityId = findableActivity();

/** @param externalId finds one by its External ID, too */
export function findableActivity(externalId?: RecordSearch) {
	return picker('Activity', NUMBER_ID, {
		search: 'searchActivities',
		description: 'The activity, from the list or by its ID',
		externalId,
	});
}
export const user = (label: string, description?: string) =>
	picker(label, NUMBER_ID, { search: 'searchUsers', people: userFinder, description });
/** Who has to do it. */
export const assignedTo = user('Assigned To', "The user who does it, Bitrix24's responsible user");
export const users = (label: string, single: string, description?: string) =>
	pickers(label, single, NUMBER_ID, { search: 'searchUsers', people: userFinder, description });
export const ownerType = picker('Related Record Type', NUMBER_ID, {
	search: 'searchOwnerTypes',
	description: 'What kind of CRM record it belongs to, smart processes included',
});

/** Types by the word in the URLs of their records; those of other types name the number. */
const TYPES_BY_WORD: Readonly<Record<string, number>> = {
	lead: 1,
	deal: 2,
	contact: 3,
	company: 4,
	invoice: 5,
	quote: 7,
	order: 14,
};
const KIND_IN_URL = /\/crm\/(?:type\/(\d+)|(\w+))\/details\/\d+/;

const ownerPicker = (label: string, description: string) =>
	picker(label, NUMBER_ID, {
		search: 'searchOwners',
		description,
		url: { placeholder: PORTAL_URL, pattern: '/crm/(?:type/\\d+|\\w+)/details/(\\d+)' },
		people: clientFinder,
		peopleBeside: ({ ownerType: type, OWNER_TYPE_ID = type }, label) =>
			finderOfType(OWNER_TYPE_ID, label),
	});
const anOwner = ownerPicker(
	'Related Record',
	'The CRM record. The list shows records of the related record type.',
);
export const newOwner = ownerPicker(
	'New Related Record',
	'The record that gets the activity, of the same type as the current one',
);

/** Its URL says what kind of record it is, and so does the owner type beside it. */
export const ownerId: typeof anOwner = {
	...anOwner,
	agrees(raw, { ownerType: type, OWNER_TYPE_ID = type }) {
		const given = isObject(raw) ? raw.value : raw;
		const [, number, word = ''] = KIND_IN_URL.exec(asText(given)) ?? [];
		if ((number === undefined && word === '') || OWNER_TYPE_ID === undefined) return;
		if ((asNumber(number) ?? TYPES_BY_WORD[word.toLowerCase()]) === OWNER_TYPE_ID) return;
		throw new InvalidInput(
			`"Related Record" is the URL of a record of the type ${number ?? word}, ` +
				`and "Related Record Type" is ${nameOf(OWNER_TYPE_ID)}`,
			'Pick the type that the URL names, or enter the URL of another record.',
		);
	},
};

function nameOf(type: unknown): string {
	const known = Object.entries(TYPES_BY_WORD).find(([, number]) => number === type);
	return known?.[0] ?? asText(type);
}

export const activityTypeId = picker('Activity Type', textId('SITE_VISIT'), {
	search: 'searchActivityTypes',
	description: 'One of the types that your app has registered',
});

/** A contact, company or lead, and the email or phone number by which it was given, if it was. */
export interface Client extends CrmRecord {
	readonly givenBy?: GivenAddress;
}

const anyClient = picker('Contact, Company or Lead', CLIENT_CODE, {
	search: 'searchClients',
	people: clientFinder,
});
export const client: Field<Client | undefined> = {
	...anyClient,
	read(raw, place) {
		const record = anyClient.read(raw, place);
		return record && { ...record, givenBy: addressGiven(raw, CLIENT_CODE) };
	},
};
