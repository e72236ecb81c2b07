import type { IDataObject } from 'n8n-workflow';
import {
	person,
	related,
	simplifiedNote,
	writtenRecord,
} from '../../shared/operation/simplifiedRecord';
import { plainText } from '../../shared/text/html';
import { splitReference } from '../../shared/text/referenceLine';
import { asNumber, asObject, asText } from '../../shared/text/unknownJson';
import { bookingParts } from './booking';
import { textOf } from './externalId';

/** A note of any record, whose text may have tags (docs/contracts/ivvy.md section 10). */
export function simplify(note: IDataObject): IDataObject {
	const isOpportunity = asText(note.venueId) !== '';
	const parts = {
		id: asNumber(note.id),
		...splitReference(plainText(asText(textOf(note)))),
		kind: 'Note',
		createdBy: person({ id: asNumber(note.createdByUserId ?? note.createdBy) }),
		relatedTo: [
			...related('contact', asNumber(note.contactId)),
			...related('company', asNumber(note.companyId)),
			...related(isOpportunity ? 'opportunity' : 'lead', asNumber(note.leadId)),
			...related('booking', asNumber(note.bookingId), undefined, {
				venueId: asNumber(note.venueId),
			}),
		],
		createdAt: note.createdDate,
		updatedAt: note.modifiedDate,
	};
	return simplifiedNote(parts, bookingParts(note));
}

const NAMES = {
	bookingId: 'relatedTo',
	companyId: 'relatedTo',
	contactId: 'relatedTo',
	description: 'description',
	id: [],
	leadId: 'relatedTo',
	note: 'description',
	noteText: 'description',
	venueId: 'relatedTo',
} as const;

/** Values that were written, or that were there before a change, in the keys of one that is read. */
export function writtenOf(id: unknown, values: IDataObject): IDataObject {
	return writtenRecord(asNumber(id), values, { names: NAMES, simplify, always: ['kind'] });
}

/** Output of a write: the ID that iVvy gave, and what was written. */
export function written(answer: unknown, { body }: { readonly body?: unknown }): IDataObject {
	return writtenOf(asObject(answer).id, asObject(body));
}
