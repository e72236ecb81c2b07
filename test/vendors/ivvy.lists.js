'use strict';
/**
 * What can be read from the fake iVvy, by namespace: docs/contracts/ivvy.md sections 6.2, 7.2, 9
 * and 10.
 */
const { refuse, check, whole, looseWhole, wholes } = require('./ivvy.checks');
const { list, order } = require('./ivvy.query');
const {
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
} = require('./ivvy.rows');

const inVenue = (record, { venueId }) =>
	venueId === undefined || record.venueId === Number(venueId);

/** Section 5, documented extra filters of contacts and companies. */
const MODIFIED = {
	fromModifiedDate: (record, value) => order(record.modifiedDate, value) >= 0,
	toModifiedDate: (record, value) => order(record.modifiedDate, value) <= 0,
	venueId: (record, value) => record.venueId === Number(value),
	venueGroupId: (record, value) => record.venueGroupId === Number(value),
};

const oneById =
	(records, code, noun, make) =>
	({ input, store }) => {
		check(input, { id: whole }, ['id']);
		const record = store[records].get(input.id) ?? refuse(400, `Unable to find ${noun}`, code);
		return make(record, store);
	};

/** Sections 9, 12 no. 10: the table says venueIds, the example venueId. */
const opportunityVenues = (record, { venueIds, venueId }) =>
	(venueIds ?? venueId ?? [record.venueId]).includes(record.venueId);
const venueNames = ({ opportunityVenue: only }) =>
	Object.fromEntries(
		['venueIds', 'venueId']
			.filter((name) => only === 'both' || only === name)
			.map((name) => [name, wholes]),
	);

/** Section 2: a setting of the key's user decides whose tasks it sees. */
const visibleTask = (record, input, options) =>
	inVenue(record, input) &&
	(options.visibleTasks === 'all' || record.assignedUserId === options.keyUserId);

const getUserList = list({
	records: 'users',
	row: (record) => omit(record, 'venueId'),
	inputs: ({ userVenue }) => (userVenue === 'filter' ? {} : { venueId: whole }),
	match: inVenue,
	extras: ({ userVenue }) => (userVenue === 'top' ? {} : { venueId: MODIFIED.venueId }),
});

/** Section 10: the notes of one record. */
const notes = (records, owner, more = {}) =>
	list({
		records,
		row: noteRow,
		inputs: { [owner]: whole, ...more },
		required: [owner, ...Object.keys(more)],
		match: (record, input) =>
			[owner, ...Object.keys(more)].every((name) => record[name] === input[name]),
	});

/** Section 4.1: a bare array. */
const definitions =
	(records) =>
	({ input, store }) => {
		check(input, {});
		return [...store[records].values()];
	};

const ACTIONS = {
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
		getOpportunityNoteList: notes('opportunityNotes', 'leadId', { venueId: whole }),
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
		getContact: oneById('contacts', 24096, 'contact', contactDetail),
		getContactNoteList: notes('contactNotes', 'contactId'),
		getCustomFieldDefinition: definitions('contactFields'),
		getCompanyList: list({ records: 'companies', row: companyRow, extras: MODIFIED }),
		getCompany: oneById('companies', 24153, 'company', companyDetail),
		getCompanyNoteList: notes('companyNotes', 'companyId'),
		getCompanyCustomFieldDefinition: definitions('companyFields'),
	},
};

module.exports = { ACTIONS };
