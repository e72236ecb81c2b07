import type { IDataObject } from 'n8n-workflow';
import { linkOf, linksOf, type PortableLink } from '../shared/operation/portableRecord';
import { asText } from '../shared/text/unknownJson';

/** Who an activity or task belongs to, and who has to do it. */
export function linksOfRecord({
	contactId,
	companyId,
	leadId,
	venueId,
	assignedUserId,
	assignedUserFullName,
}: IDataObject): {
	readonly owner: PortableLink | null;
	readonly related: Array<PortableLink & { type: string }>;
} {
	// Leads stand alone, opportunities at a venue (docs/contracts/ivvy.md section 6.1).
	const isOpportunity = asText(venueId) !== '' && asText(leadId) !== '';
	return {
		owner: linkOf(assignedUserId, asText(assignedUserFullName)),
		related: [
			...linksOf('contact', contactId),
			...linksOf('company', companyId),
			...linksOf(isOpportunity ? 'opportunity' : 'lead', leadId),
		],
	};
}

export const PRIORITY = {
	toPortable: { high: 'high', low: 'low', medium: 'normal' },
	fromPortable: { high: 'high', low: 'low', normal: 'medium' },
} as const;

export function priorityOf(value: unknown) {
	return PRIORITY.toPortable[asText(value) as keyof typeof PRIORITY.toPortable] ?? null;
}
