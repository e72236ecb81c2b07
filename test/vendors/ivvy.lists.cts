/**
 * What can be read from the fake iVvy, by namespace: docs/contracts/ivvy.md sections 6.2, 7.2, 9
 * and 10.
 */
import type { Options } from './ivvy.behavior.cts';
import {
	refuse,
	check,
	whole,
	looseWhole,
	wholes,
	type Action,
	type Actions,
	type Checks,
	type Context,
	type Input,
} from './ivvy.checks.cts';
import type { Lead, RecordOf, Store, Task } from './ivvy.data.cts';
import { list, order, type Extras } from './ivvy.query.cts';
import {
	omit,
	activityRow,
	bookingNoteRow,
	bookingRow,
	taskRow,
	leadRow,
	contactRow,
	companyRow,
	noteRow,
	contactDetail,
	companyDetail,
} from './ivvy.rows.cts';

interface InVenue {
	readonly venueId?: number | null;
}
const inVenue = (record: InVenue, { venueId }: Input) =>
	venueId === undefined || record.venueId === Number(venueId);
const ofVenue = (record: InVenue, value: unknown) => record.venueId === Number(value);

/** Section 5, documented extra filters of contacts and companies. */
const MODIFIED: Extras<RecordOf<'contacts' | 'companies'>> = {
	fromModifiedDate: (record, value) => order(record.modifiedDate, value) >= 0,
	toModifiedDate: (record, value) => order(record.modifiedDate, value) <= 0,
	venueId: ofVenue,
	venueGroupId: (record, value) => record.venueGroupId === Number(value),
};

const oneById =
	<Row,>(
		recordsOf: (store: Store) => ReadonlyMap<number, Row>,
		code: number,
		noun: string,
		make: (record: Row, store: Store) => object,
	): Action =>
	({ input, store }) => {
		const { id } = check(input, { id: whole }, ['id']);
		return make(recordsOf(store).get(id) ?? refuse(400, `Unable to find ${noun}`, code), store);
	};

/** Sections 9, 12 no. 10: the table says venueIds, the example venueId. */
const opportunityVenues = (record: Lead, { venueIds, venueId }: Input) =>
	[venueIds ?? venueId ?? record.venueId].flat().includes(record.venueId);
const venueNames = ({ opportunityVenue: only }: Options) =>
	Object.fromEntries(
		['venueIds', 'venueId']
			.filter((name) => only === 'both' || only === name)
			.map((name) => [name, wholes]),
	);

/** Section 2: a setting of the key's user decides whose tasks it sees. */
const visibleTask = (record: Task, input: Input, options: Options) =>
	inVenue(record, input) &&
	(options.visibleTasks === 'all' || record.assignedUserId === options.keyUserId);

const getUserList = list({
	records: 'users',
	row: (record) => omit(record, 'venueId'),
	inputs: ({ userVenue }): Checks => (userVenue === 'filter' ? {} : { venueId: whole }),
	match: inVenue,
	extras: ({ userVenue }): Extras<InVenue> => (userVenue === 'top' ? {} : { venueId: ofVenue }),
});

/** Section 10: the notes of one record. */
const notes = (
	records: 'leadNotes' | 'opportunityNotes' | 'contactNotes' | 'companyNotes',
	...owners: Array<'leadId' | 'venueId' | 'contactId' | 'companyId'>
) =>
	list({
		records,
		row: noteRow,
		inputs: Object.fromEntries(owners.map((name) => [name, whole])),
		required: owners,
		match: (record, input) => owners.every((name) => record[name] === input[name]),
	});

/** Section 4.1: a bare array. */
const definitions =
	(records: 'contactFields' | 'companyFields') =>
	({ input, store }: Context) => {
		check(input, {});
		return [...store[records].values()];
	};

export const ACTIONS: Actions = {
	crm: {
		getActivityList: list({
			records: 'activities',
			row: activityRow,
			inputs: { venueId: looseWhole },
			match: inVenue,
			crm: true,
		}),
		getTaskList: list({
			records: 'tasks',
			row: taskRow,
			inputs: { venueId: looseWhole },
			match: visibleTask,
			crm: true,
		}),
		getLeadList: list({ records: 'leads', row: leadRow, crm: true }),
		getOpportunityList: list({
			records: 'opportunities',
			row: leadRow,
			inputs: venueNames,
			match: opportunityVenues,
			crm: true,
		}),
		getLeadStageList: list({ records: 'stages' }),
		getLeadTypeList: list({ records: 'types' }),
		getLeadQualityList: list({ records: 'qualities' }),
		getLeadSourceList: list({ records: 'sources' }),
		getLeadChannelList: list({ records: 'channels' }),
		getLeadNoteList: notes('leadNotes', 'leadId'),
		getOpportunityNoteList: notes('opportunityNotes', 'leadId', 'venueId'),
	},
	account: { getUserList, getIndustryList: list({ records: 'industries' }) },
	venue: {
		getBookingList: list({
			records: 'bookings',
			row: bookingRow,
			inputs: { venueId: looseWhole },
			match: inVenue,
		}),
		getBookingNoteList: list({
			records: 'bookingNotes',
			row: bookingNoteRow,
			inputs: { venueId: looseWhole, bookingId: looseWhole },
			required: ['venueId', 'bookingId'],
			match: (record, { venueId, bookingId }) =>
				record.venueId === Number(venueId) && record.bookingId === Number(bookingId),
		}),
		getVenueList: list({ records: 'venues' }),
	},
	contact: {
		getContactList: list({
			records: 'contacts',
			row: contactRow,
			extras: {
				...MODIFIED,
				companyId: (record, value) => record.companies.includes(Number(value)),
			},
		}),
		getContact: oneById(({ contacts }) => contacts, 24096, 'contact', contactDetail),
		getContactNoteList: notes('contactNotes', 'contactId'),
		getCustomFieldDefinition: definitions('contactFields'),
		getCompanyList: list({ records: 'companies', row: companyRow, extras: MODIFIED }),
		getCompany: oneById(({ companies }) => companies, 24153, 'company', companyDetail),
		getCompanyNoteList: notes('companyNotes', 'companyId'),
		getCompanyCustomFieldDefinition: definitions('companyFields'),
	},
};
