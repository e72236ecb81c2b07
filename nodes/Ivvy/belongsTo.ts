import { InvalidInput } from '../shared/contract/errors';
import type { Field, Values } from '../shared/contract/field';
import { emptyField } from '../shared/form/blank';
import { choice, requiredWhen } from '../shared/form/fields';
import { company, contact, lead, opportunity, venue } from './recordPickers';

const PICK_RECORD = 'Pick it, or choose another kind of record in Related Record.';

/** The picker of a record, shown and required while its kind is chosen. */
export function ofKind<T>(
	field: Field<T | undefined>,
	show: Parameters<typeof requiredWhen>[1],
): Field<T | undefined> {
	return requiredWhen(field, show, PICK_RECORD);
}

/** @throws InvalidInput when nothing is picked */
export function pickedRecord(id: number | undefined, label: string): number {
	if (id === undefined) throw emptyField(label, PICK_RECORD);
	return id;
}

const KINDS = [
	{ name: 'Company', value: 'company' },
	{
		name: 'Company and Contact',
		value: 'companyAndContact',
		description: 'The contact is added to the company, and the record belongs to the company',
	},
	{ name: 'Contact', value: 'contact' },
	{ name: 'Lead', value: 'lead' },
	{
		name: 'Opportunity',
		value: 'opportunity',
		description: 'An opportunity belongs to a venue, which is needed too',
	},
] as const;

type RecordKind = (typeof KINDS)[number]['value'] | 'unchanged';

const BELONGS_TO =
	'The record that it belongs to. iVvy allows one, or a company together with one of its contacts.';

/**
 * The record that an activity or task belongs to. iVvy wants exactly one, but takes a company together with one of its
 * contacts. An opportunity needs its venue, a lead has none; with a contact or company a venue may stand among the
 * other fields (docs/contracts/ivvy.md section 6.1). So there is one drop-down with the pickers that fit it, and
 * nothing else can be sent.
 */
export const RELATED_RECORD = {
	belongsTo: choice<RecordKind>('Related Record', KINDS, {
		fallback: 'contact',
		description: BELONGS_TO,
	}),
	...recordPickers(),
};

/** The same for an activity or task that exists: it stays with its record unless another one is picked. */
export const NEW_RELATED_RECORD = {
	belongsTo: choice<RecordKind>(
		'Related Record',
		[...KINDS, { name: 'Leave Unchanged', value: 'unchanged' } as const].sort((a, b) =>
			a.name.localeCompare(b.name, 'en'),
		),
		{ fallback: 'unchanged', description: BELONGS_TO },
	),
	...recordPickers(),
};

function recordPickers() {
	return {
		companyId: ofKind(company, { belongsTo: ['company', 'companyAndContact'] }),
		contactId: ofKind(contact, { belongsTo: ['contact', 'companyAndContact'] }),
		leadId: ofKind(lead, { belongsTo: ['lead'] }),
		venueId: ofKind(venue('The venue of the opportunity'), { belongsTo: ['opportunity'] }),
		opportunityId: ofKind(opportunity, { belongsTo: ['opportunity'] }),
	};
}

interface RelatedIds {
	readonly companyId?: number;
	readonly contactId?: number;
	readonly leadId?: number;
	readonly venueId?: number;
}

/**
 * The related record as iVvy wants it.
 * @throws InvalidInput when no kind is chosen, or a picker of the chosen one is empty
 */
export function relatedIds(values: Values<typeof RELATED_RECORD>): RelatedIds {
	const { belongsTo, companyId, contactId, leadId, venueId, opportunityId } = values;
	switch (belongsTo) {
		case 'company':
			return { companyId: pickedRecord(companyId, 'Company') };
		case 'companyAndContact':
			return {
				companyId: pickedRecord(companyId, 'Company'),
				contactId: pickedRecord(contactId, 'Contact'),
			};
		case 'contact':
			return { contactId: pickedRecord(contactId, 'Contact') };
		case 'lead':
			return { leadId: pickedRecord(leadId, 'Lead') };
		case 'opportunity':
			return {
				leadId: pickedRecord(opportunityId, 'Opportunity'),
				venueId: pickedRecord(venueId, 'Venue'),
			};
		case 'unchanged':
			return {};
		case undefined:
			throw emptyField('Related Record');
	}
}

/**
 * The other fields together with the related record. The venue can be given with either of them.
 * @throws InvalidInput where the two are different, as one of them would be lost, and for the venue of a lead: with one
 * iVvy takes it for an opportunity
 */
export function withRelated<C extends { readonly venueId?: number }>(
	fields: C,
	related: RelatedIds,
): C & RelatedIds {
	const { venueId = related.venueId } = fields;
	if (related.venueId !== undefined && venueId !== related.venueId)
		throw new InvalidInput(
			`"Venue" is ${related.venueId} beside Opportunity and ${venueId} among the other fields`,
			'The record has one venue. Remove it from the other fields.',
		);
	if (related.leadId !== undefined && related.venueId === undefined && venueId !== undefined)
		throw new InvalidInput(
			`"Venue" can't be ${venueId} for a record that belongs to a lead`,
			'Leads have no venue. Remove it, or set Related Record to Opportunity.',
		);
	return { ...fields, ...related };
}
