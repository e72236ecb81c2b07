import type { IDataObject } from 'n8n-workflow';
import { related } from '../../shared/operation/simplifiedRecord';
import { splitReference } from '../../shared/text/referenceLine';
import { asObject, asText, defined } from '../../shared/text/unknownJson';

/** What was written of a note, in the keys of one that is read. */
export function writtenNote(id: unknown, sent: unknown): IDataObject {
	const { RelatedProspectId, Note, AttachmentName } = asObject(sent);
	const { description, externalId } = splitReference(asText(Note));
	return defined({
		id: asText(id),
		description: Note === undefined ? undefined : description,
		kind: 'Note',
		externalId: externalId ?? undefined,
		relatedTo: related('lead', RelatedProspectId),
		attachment: AttachmentName === undefined ? undefined : { name: null, url: AttachmentName },
	});
}
