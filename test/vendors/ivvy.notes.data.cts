/**
 * Notes and the lists for the drop-downs of leads in the fake iVvy account, docs/contracts/ivvy.md section 9
 * and 10. Same data on every run.
 */
import { pick } from '../support/there.cts';

const INDUSTRIES = [
	'Association',
	'Automotive',
	'Education',
	'Finance',
	'Government',
	'IT/Telco',
	'Wedding',
];
const DATE = '2026-01-05 08:00:00';

/** A Map of `count` records with running ids, starting at `first`. */
export function table<T>(count: number, first: number, make: (id: number, index: number) => T) {
	return new Map(
		Array.from({ length: count }, (_, index) => [first + index, make(first + index, index)]),
	);
}

export function lookups() {
	return {
		qualities: table(3, 1, (id) => ({ id, label: `Quality ${id}`, showOnDash: id === 1 })),
		sources: table(5, 1, (id) => ({
			id,
			name: `Source ${id}`,
			description: null,
			cost: 0,
			isReferral: false,
			defaultType: null,
		})),
		channels: table(3, 1, (id) => ({ id, name: `Channel ${id}` })),
		industries: table(INDUSTRIES.length, 301, (id, index) => ({
			id,
			name: pick(INDUSTRIES, index),
			createdDate: `${DATE} UTC`,
			modifiedDate: `${DATE} UTC`,
		})),
		contactFields: table(9, 501, (id, index) => field(id, index)),
		companyFields: table(9, 601, (id, index) => field(id, index)),
	};
}

/** One of each type: 2 and 3 are chosen from, 6 is a file, 7 can't be set. */
const field = (fieldId: number, fieldType: number) => ({
	fieldId,
	fieldType,
	displayName: `Field ${fieldId}`,
	isRequired: false,
	isActive: true,
	sortOrder: fieldType + 1,
	selectValues: [2, 3].includes(fieldType) ? { 1: 'First', 2: 'Second' } : {},
	fileTypes: fieldType === 6 ? ['pdf', 'docx'] : [],
});

/** What a note is on; the fields of its kind are there. */
interface Owned {
	leadId?: number;
	venueId?: number;
	contactId?: number;
	companyId?: number;
}

export interface Note extends Owned {
	readonly id: number;
	note?: string;
	noteText?: string;
	createdByUserId: number;
	createdDate: string;
	modifiedDate: string;
}

/** The first record has 120 notes, more than a page; the next 30 have one each. */
const note =
	(key: 'note' | 'noteText', owner: (id: number) => Owned, first: number, text: string) =>
	(id: number, index: number): Note => ({
		id,
		...owner(index < 120 ? first : first + index - 119),
		[key]: index % 2 === 0 ? `<p>${text} ${id}</p>\n` : `${text} ${id}`,
		createdByUserId: 1 + (index % 40),
		createdDate: DATE,
		modifiedDate: DATE,
	});

export function notes() {
	return {
		leadNotes: table(
			150,
			8001,
			note('note', (leadId) => ({ leadId }), 2001, 'Lead note'),
		),
		opportunityNotes: table(
			150,
			8201,
			note(
				'note',
				(leadId) => ({ leadId, venueId: 1 + ((leadId - 5001) % 12) }),
				5001,
				'Opportunity note',
			),
		),
		contactNotes: table(
			150,
			8401,
			note('noteText', (contactId) => ({ contactId }), 45001, 'Contact note'),
		),
		bookings: table(130, 7101, (id, index) => ({
			id,
			venueId: 1 + (index % 2),
			leadId: 5001 + index,
			code: `HR${id}`,
			name: `Booking ${id}`,
			currentStatus: 3,
			createdDate: DATE,
			modifiedDate: DATE,
		})),
		// The first booking has more than a page.
		bookingNotes: table(150, 8801, (id, index) => ({
			id,
			venueId: index < 120 ? 1 : 1 + ((index - 119) % 2),
			bookingId: index < 120 ? 7101 : 7101 + index - 119,
			isPrivate: index % 3 === 0,
			description: index % 2 === 0 ? `<p>Booking note ${id}</p>\n` : `Booking note ${id}`,
			typeId: pick([8, 2, 23], index),
			createdBy: 1 + (index % 40),
			createdDate: DATE,
			modifiedDate: DATE,
		})),
		companyNotes: table(
			150,
			8601,
			note('noteText', (companyId) => ({ companyId }), 701, 'Company note'),
		),
	};
}
