/**
 * The records of the fake iVvy account. Field names: docs/contracts/ivvy.md sections 6.2, 7.2, 8
 * and 9. Same data on every run.
 */
import { pick } from '../support/there.cts';
import type { Batch } from './ivvy.batch.cts';
import { table, lookups, notes } from './ivvy.notes.data.cts';
import type { Subscription } from './ivvy.topics.cts';
import { seededBy } from './seedRows.cts';

const FIRST = [
	'Ada',
	'Björn',
	'Chloé',
	'Dmitri',
	'Eun-ji',
	'Fatima',
	'Grace',
	'Hiro',
	'Inés',
	'Jürgen',
	'Kofi',
	'Lena',
	'Mia',
];
const LAST = [
	"O'Neil",
	'Smith',
	'Nguyễn',
	'García',
	'Kowalski',
	'Müller',
	'Tanaka',
	'Brown & Co',
	'Rossi',
	'Silva',
	'Okafor',
];
const TRADES = ['Hotels', 'Events', 'Travel', 'Catering', 'Conferences', '会議', 'Weddings'];
const ZONES = ['Australia/Brisbane', 'Europe/London', 'America/Los_Angeles'];
const CURRENCIES = ['AUD', 'GBP', 'USD'];
const LOCALES = ['en_AU', 'en_GB', 'en_US'];
const START = Date.UTC(2026, 0, 5, 8, 0, 0);

/** milliseconds -> `YYYY-MM-DD HH:mm:ss`, UTC, section 5 */
export const format = (at: number) => new Date(at).toISOString().slice(0, 19).replace('T', ' ');
const minutes = (count: number) => format(START + count * 60_000);

/** The id of the next record of a table. */
export function nextId(records: ReadonlyMap<number, unknown>) {
	let last = 0;
	for (const id of records.keys()) last = Math.max(last, id);
	return last + 1;
}

const user = (id: number, index: number) => ({
	id,
	firstName: pick(FIRST, index),
	lastName: pick(LAST, index),
	email: `user${id}@ivvy.example`,
	currentStatus: index % 8 === 7 ? 2 : 1,
	userType: index % 13 === 12 ? 4 : 1,
	groupId: 1 + (index % 3),
	venueId: 1 + (index % 12),
});

const venue = (id: number, index: number) => ({
	id,
	businessName: `Venue ${id} ${pick(TRADES, index)}`,
	venueIdentifier: `VEN${String(id).padStart(3, '0')}`,
	timezone: pick(ZONES, index),
	currencyCode: pick(CURRENCIES, index),
	localeCode: pick(LOCALES, index),
});

export interface Company {
	readonly id: number;
	businessName: string;
	tradingName: string;
	businessNumber: string;
	email: string;
	phone: string;
	address: object;
	primaryContact: object | null;
	primaryAccountManager: object | null;
	industry: object | null;
	modifiedDate: string;
	customFields: readonly unknown[];
	venueId: number | null;
	venueGroupId: number | null;
}

const company = (id: number, index: number): Company => ({
	id,
	businessName: `${pick(LAST, index)} ${pick(TRADES, index)} ${id}`,
	tradingName: `${pick(TRADES, index)} ${id}`,
	businessNumber: `BUS${id}`,
	email: `company${id}@ivvy.example`,
	phone: `0755${String(id).padStart(6, '0')}`,
	address: {
		line1: `${id} Main Street`,
		line2: '',
		line3: '',
		line4: '',
		city: 'Gold Coast',
		stateCode: 'QLD',
		countryCode: 'AU',
		postalCode: '4227',
	},
	primaryContact: null,
	primaryAccountManager: null,
	industry: null,
	modifiedDate: minutes(index),
	customFields: [],
	venueId: 1 + (index % 12),
	venueGroupId: 1 + (index % 3),
});

export interface Contact {
	readonly id: number;
	firstName: string;
	lastName: string;
	email: string;
	phone: string;
	companies: number[];
	externalId: string | null;
	modifiedDate: string;
	customFields: readonly unknown[];
	groups: readonly unknown[];
	isAnonymised: boolean;
	status: number;
	smsStatus: number;
	venueId: number | null;
	venueGroupId: number | null;
	externalUrls?: readonly unknown[] | null;
}

const contact = (id: number, index: number): Contact => ({
	id,
	firstName: pick(FIRST, index),
	lastName: pick(LAST, index),
	email: `contact${id}@ivvy.example`,
	phone: `0455${String(id).padStart(6, '0')}`,
	companies: index % 3 === 0 ? [701 + (index % 300)] : [],
	externalId: index % 2 === 0 ? `EXT-${id}` : null,
	modifiedDate: minutes(index),
	customFields: [],
	groups: [],
	isAnonymised: false,
	status: 1,
	smsStatus: 1,
	venueId: 1 + (index % 12),
	venueGroupId: 1 + (index % 3),
});

/** A lead, or an opportunity, which has a venue. */
export interface Lead {
	readonly id: number;
	name: string;
	description: string;
	ownerUserId: number | null;
	contactId: number | null;
	companyId: number | null;
	qualityId: number | null;
	stageId: number;
	typeId: number;
	subtypeId: number | null;
	sourceId: number;
	channelId: number | null;
	closedDate: string | null;
	createdDate: string;
	modifiedDate: string;
	leadBccEmail: string;
	currentBookingId: number | null;
	venueId?: number;
	externalUrls?: readonly unknown[];
}

const lead =
	(kind: 'Lead' | 'Opportunity') =>
	(id: number, index: number): Lead => ({
		id,
		name: `${kind} ${id} ${pick(TRADES, index)}`,
		description: `${kind} from ${pick(FIRST, index)}`,
		ownerUserId: 1 + (index % 40),
		contactId: index % 2 === 0 ? 45001 + (index % 1500) : null,
		companyId: index % 2 === 0 ? null : 701 + (index % 300),
		qualityId: 1 + (index % 3),
		stageId: 41 + (index % 6),
		typeId: 1 + (index % 4),
		subtypeId: null,
		sourceId: 1 + (index % 5),
		channelId: 1 + (index % 3),
		closedDate: null,
		createdDate: minutes(index),
		modifiedDate: minutes(index + 30),
		leadBccEmail: `lead-${id}@ivvy.example`,
		currentBookingId: null,
		...(kind === 'Opportunity' ? { venueId: 1 + (index % 12), externalUrls: [] } : {}),
	});

export interface Owner {
	venueId: number | null;
	leadId: number | null;
	contactId: number | null;
	companyId: number | null;
	companyContactId: number | null;
}

/** Who owns record number `index`: lead, opportunity, contact, company, company with a contact (section 6.1). */
function owner(index: number): Owner {
	const none = {
		venueId: null,
		leadId: null,
		contactId: null,
		companyId: null,
		companyContactId: null,
	};
	const opportunity = index % 250;
	const owners = [
		{ ...none, leadId: 2001 + (index % 400) },
		{ ...none, leadId: 5001 + opportunity, venueId: 1 + (opportunity % 12) },
		{ ...none, contactId: 45001 + (index % 1500) },
		{ ...none, companyId: 701 + (index % 300) },
		{ ...none, companyId: 701 + (index % 300), companyContactId: 45001 + (index % 1500) },
	];
	return pick<Owner>(owners, index);
}

/** What activities and tasks have in common. */
interface Planned extends Owner {
	readonly id: number;
	name: string;
	description: string;
	assignedUserId: number | null;
	priority: string | null;
	endDatetime: string | null;
	createdDate: string;
	modifiedDate: string;
}

export interface Activity extends Planned {
	subType: number | null;
	purposeId: number | null;
	location: string;
	startDatetime: string | null;
}

export interface Task extends Planned {
	bookingId: number | null;
	status: number;
	progress: number;
}

const activity = (id: number, index: number): Activity => ({
	id,
	...owner(index),
	subType: 1 + (index % 3),
	name: `Activity ${id}`,
	description:
		index % 2 === 0 ? `<p>Talk with ${pick(FIRST, index)}</p> ` : `Talk with ${pick(LAST, index)}`,
	purposeId: index % 4 === 0 ? null : 1 + (index % 30),
	location: index % 3 === 0 ? 'Gold Coast' : '',
	priority: pick(['low', 'medium', 'high'], index),
	assignedUserId: 1 + (index % 40),
	startDatetime: minutes(index * 60),
	endDatetime: minutes(index * 60 + 45),
	createdDate: minutes(index),
	modifiedDate: minutes((index * 7) % 2500),
});

const task = (id: number, index: number): Task => ({
	id,
	...owner(index),
	bookingId: null,
	name: `Task ${id}`,
	description: `Prepare ${pick(TRADES, index)}`,
	status: index % 5,
	assignedUserId: 1 + (index % 40),
	priority: pick(['low', 'medium', 'high'], index),
	endDatetime: minutes(index * 60),
	progress: 0,
	createdDate: minutes(index),
	modifiedDate: minutes((index * 7) % 2500),
});

export type User = ReturnType<typeof user>;

const COUNTS = {
	companies: 300,
	contacts: 1500,
	leads: 400,
	opportunities: 250,
	activities: 2500,
	tasks: 2500,
};

export type Counts = typeof COUNTS;

const rowsOf = seededBy((counts: Counts) => ({
	users: table(40, 1, user),
	venues: table(12, 1, venue),
	companies: table(counts.companies, 701, company),
	contacts: table(counts.contacts, 45001, contact),
	leads: table(counts.leads, 2001, lead('Lead')),
	opportunities: table(counts.opportunities, 5001, lead('Opportunity')),
	stages: table(6, 41, (id, index) => ({
		id,
		name: `Stage ${index + 1}`,
		reasons: [{ id: id * 10, reason: 'Price' }],
	})),
	types: table(4, 1, (id) => ({
		id,
		type: `Type ${id}`,
		subtypes: [{ id: id * 10, name: `Subtype ${id}` }],
	})),
	purposes: table(30, 1, (id, index) => ({ id, name: `Purpose ${id}`, type: 1 + (index % 4) })),
	activities: table(counts.activities, 3001, activity),
	tasks: table(counts.tasks, 10001, task),
	...lookups(),
	...notes(),
}));

export type Tables = ReturnType<typeof rowsOf>;
export type RecordOf<Name extends keyof Tables> =
	Tables[Name] extends Map<number, infer Row extends object> ? Row : never;
export type Store = ReturnType<typeof seed>;

/** @param records how many of each kind */
export function seed(records: Partial<Counts> = {}) {
	return {
		...rowsOf({ ...COUNTS, ...records }),
		/** by ARN, section 11 */
		subscriptions: new Map<string, Subscription>(),
		/** by asyncId, section 10 */
		batches: new Map<string, Batch>(),
	};
}
