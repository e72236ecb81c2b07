import type { IDataObject } from 'n8n-workflow';
import { asHtml } from '../shared/html';
import { linkOf, linksOf, type PortableLink } from '../shared/portable';
import { asText } from '../shared/values';

/** Who an activity or task belongs to, and who has to do it. */
export function linksOfRecord({ contactId, companyId, leadId, assignedUserId, assignedUserFullName }: IDataObject): { readonly owner: PortableLink | null; readonly related: Array<PortableLink & { type: string }> } {
	return {
		owner: linkOf(assignedUserId, asText(assignedUserFullName)),
		related: [...linksOf('contact', contactId), ...linksOf('company', companyId), ...linksOf('lead', leadId)],
	};
}

/** Plain text as iVvy keeps descriptions; without a tag at its beginning it would be taken for plain text and escaped. */
export function descriptionOf(text: string): string {
	return `<p>${asHtml(text)}</p>`;
}

export const PRIORITY = { toPortable: { high: 'high', low: 'low', medium: 'normal' }, fromPortable: { high: 'high', low: 'low', normal: 'medium' } } as const;

export function priorityOf(value: unknown) {
	return PRIORITY.toPortable[asText(value) as keyof typeof PRIORITY.toPortable] ?? null;
}
