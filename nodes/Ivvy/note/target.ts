import type { Values } from '../../shared/contract/field';
import { emptyField } from '../../shared/form/blank';
import { choice, text } from '../../shared/form/fields';
import { NUMBER_ID, picker } from '../../shared/form/recordPickers';
import { ofKind, pickedRecord } from '../belongsTo';
import { company, contact, lead, opportunity, venue } from '../recordPickers';

const KINDS = [
	{
		name: 'Booking',
		value: 'booking',
		description: 'A booking belongs to a venue, which is needed too',
	},
	{ name: 'Company', value: 'company' },
	{ name: 'Contact', value: 'contact' },
	{ name: 'Lead', value: 'lead' },
	{ name: 'Opportunity', value: 'opportunity' },
] as const;

type Kind = (typeof KINDS)[number]['value'];

/** Where a note stands. */
export const TARGET_FIELDS = {
	noteOn: choice<Kind>('Related Record', KINDS, { fallback: 'contact' }),
	companyId: ofKind(company, { noteOn: ['company'] }),
	contactId: ofKind(contact, { noteOn: ['contact'] }),
	leadId: ofKind(lead, { noteOn: ['lead'] }),
	venueId: ofKind(venue('The venue of the opportunity or booking'), {
		noteOn: ['booking', 'opportunity'],
	}),
	bookingId: ofKind(
		picker('Booking', NUMBER_ID, {
			search: 'searchBookings',
			description: 'The booking. The list shows those of the venue.',
		}),
		{ noteOn: ['booking'] },
	),
	opportunityId: ofKind(opportunity, { noteOn: ['opportunity'] }),
};

export const noteText = text('Text', { rows: 4 });

/** The calls for notes of one kind of record, and how they name record and text (docs/contracts/ivvy.md section 10). */
export interface NoteCalls {
	readonly write: readonly [namespace: string, action: string];
	readonly list: readonly [namespace: string, action: string];
	readonly textKey: 'description' | 'note' | 'noteText';
	/** How the list calls what a condition names, where that is not as at most records. */
	readonly filterNames?: Readonly<Record<string, string>>;
	/** The record that the notes are about, by the names of its IDs. */
	readonly recordIds: Readonly<Record<string, number>>;
}

/** @throws InvalidInput naming the record that is not picked */
export function notesOf(target: Values<typeof TARGET_FIELDS>): NoteCalls {
	const { noteOn, bookingId, companyId, contactId, leadId, venueId, opportunityId } = target;
	switch (noteOn) {
		case 'booking':
			return {
				write: ['venue', 'addOrUpdateBookingNote'],
				list: ['venue', 'getBookingNoteList'],
				textKey: 'description',
				filterNames: { createdByUserId: 'createdBy' },
				recordIds: {
					bookingId: pickedRecord(bookingId, 'Booking'),
					venueId: pickedRecord(venueId, 'Venue'),
				},
			};
		case 'company':
			return {
				write: ['contact', 'addOrUpdateCompanyNote'],
				list: ['contact', 'getCompanyNoteList'],
				textKey: 'noteText',
				recordIds: { companyId: pickedRecord(companyId, 'Company') },
			};
		case 'contact':
			return {
				write: ['contact', 'addOrUpdateContactNote'],
				list: ['contact', 'getContactNoteList'],
				textKey: 'noteText',
				recordIds: { contactId: pickedRecord(contactId, 'Contact') },
			};
		case 'lead':
			return {
				write: ['crm', 'addOrUpdateLeadNote'],
				list: ['crm', 'getLeadNoteList'],
				textKey: 'note',
				recordIds: { leadId: pickedRecord(leadId, 'Lead') },
			};
		case 'opportunity':
			return {
				write: ['venue', 'addOrUpdateOpportunityNote'],
				list: ['crm', 'getOpportunityNoteList'],
				textKey: 'note',
				recordIds: {
					leadId: pickedRecord(opportunityId, 'Opportunity'),
					venueId: pickedRecord(venueId, 'Venue'),
				},
			};
		case undefined:
			throw emptyField('Related Record');
	}
}
