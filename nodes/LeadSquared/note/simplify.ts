import type { IDataObject } from 'n8n-workflow';
import { asText } from '../../shared/text/unknownJson';
import { isoOf } from '../times';

/** One note, in the keys that all records share. */
export function simplify({
	ProspectNoteId,
	RelatedProspectId,
	Note,
	AttachmentName,
	AttachmentURL,
	CreatedByName,
	CreatedOn,
	ModifiedOn,
}: IDataObject): IDataObject {
	const [name, url] = [asText(AttachmentName), asText(AttachmentURL)];
	return {
		id: asText(ProspectNoteId),
		description: asText(Note),
		kind: 'Note',
		relatedTo: { type: 'lead', id: asText(RelatedProspectId) },
		attachment: name === '' && url === '' ? null : { name: name || null, url: url || null },
		createdBy: asText(CreatedByName) || null,
		createdAt: isoOf(CreatedOn),
		updatedAt: isoOf(ModifiedOn),
	};
}
