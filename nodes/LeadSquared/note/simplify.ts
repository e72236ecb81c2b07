import type { IDataObject } from 'n8n-workflow';
import { person, related, simplifiedNote } from '../../shared/operation/simplifiedRecord';
import { splitReference } from '../../shared/text/referenceLine';
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
	return simplifiedNote(
		{
			id: asText(ProspectNoteId),
			...splitReference(asText(Note)),
			kind: 'Note',
			createdBy: person({ name: CreatedByName }),
			relatedTo: related('lead', RelatedProspectId),
			createdAt: isoOf(CreatedOn),
			updatedAt: isoOf(ModifiedOn),
		},
		{ attachment: name === '' && url === '' ? null : { name: name || null, url: url || null } },
	);
}
