import type { IDataObject } from 'n8n-workflow';
import {
	linkOf,
	linksOf,
	type PortableLink,
	type PortableRelation,
} from '../shared/operation/portableRecord';
import { person, related } from '../shared/operation/simplifiedRecord';
import { asNumber, asText, without } from '../shared/text/unknownJson';
import { PRIORITIES } from './enums';

/** Who an activity or task belongs to, and who has to do it. */
export function linksOfRecord({
	contactId,
	companyId,
	leadId,
	venueId,
	assignedUserId,
	assignedUserFullName,
	assignedUserEmail,
}: IDataObject): {
	readonly owner: PortableLink | null;
	readonly related: PortableRelation[];
} {
	// Leads stand alone, opportunities at a venue (docs/contracts/ivvy.md section 6.1).
	const isOpportunity = asText(venueId) !== '' && asText(leadId) !== '';
	return {
		owner: linkOf(assignedUserId, assignedUserFullName, assignedUserEmail),
		related: [
			...linksOf('contact', contactId),
			...linksOf('company', companyId),
			...linksOf(isOpportunity ? 'opportunity' : 'lead', leadId),
		],
	};
}

const LINKS = [
	'contactId',
	'companyId',
	'leadId',
	'assignedUserId',
	'assignedUserFullName',
	'assignedUserEmail',
];

/** What iVvy tells of a record beside who it belongs to. */
export function withoutLinks(record: IDataObject): IDataObject {
	return without(record, LINKS);
}

export const PRIORITY = {
	toPortable: { high: 'high', low: 'low', medium: 'normal' },
	fromPortable: { high: 'high', low: 'low', normal: 'medium' },
} as const;

export function priorityOf(value: unknown) {
	return PRIORITY.toPortable[asText(value) as keyof typeof PRIORITY.toPortable] ?? null;
}

/** The same in the keys of the Simplified output. */
export function peopleAndRecords(record: IDataObject): {
	readonly assignedTo: IDataObject | null;
	readonly relatedTo: IDataObject[];
} {
	const { contactId, companyId, leadId, venueId, assignedUserId, assignedUserFullName } = record;
	const isOpportunity = asText(venueId) !== '' && asText(leadId) !== '';
	return {
		assignedTo: person({ id: asNumber(assignedUserId), name: assignedUserFullName }),
		relatedTo: [
			...related('contact', asNumber(contactId)),
			...related('company', asNumber(companyId)),
			...related(
				isOpportunity ? 'opportunity' : 'lead',
				asNumber(leadId),
				undefined,
				isOpportunity ? { venueId: asNumber(venueId) } : {},
			),
		],
	};
}

/** The names under which iVvy takes what activities and tasks share. */
export const WRITTEN_NAMES = {
	assignedUserId: 'assignedTo',
	companyId: 'relatedTo',
	contactId: 'relatedTo',
	description: 'description',
	id: [],
	leadId: 'relatedTo',
	name: 'title',
	priority: 'priority',
	venueId: 'relatedTo',
} as const;

export function priorityLabel(value: unknown): string | undefined {
	return PRIORITIES.find((priority) => priority.value === asText(value))?.name;
}
