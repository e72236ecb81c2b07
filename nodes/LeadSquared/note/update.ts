import { collection, required } from '../../shared/form/fields';
import { multiStep } from '../../shared/operation/define';
import { mustChange } from '../../shared/operation/mustChange';
import { lead } from '../leads';
import { attachmentUrl, noteId, noteText } from './fields';
import { keepingExternalId } from './externalId';
import { changing } from './changing';
import { writtenNote } from './written';

export const update = multiStep({
	value: 'update',
	name: 'Update',
	action: 'Update a note',
	description: 'Change the text or the attachment of a note. Fields you leave out stay unchanged.',
	effect: 'write',
	writes: 'present',
	records: ({ noteId: id }) => [id],
	fields: {
		lead: required(lead),
		noteId: required(noteId),
		updateFields: collection('Update Fields', { attachmentUrl, note: noteText }),
	},
	*steps({ lead: RelatedProspectId, noteId: ProspectNoteId, updateFields }) {
		const { note, attachmentUrl: AttachmentName } = updateFields;
		mustChange({ note, AttachmentName });
		const Note = yield* keepingExternalId(RelatedProspectId, ProspectNoteId, note);
		const request = changing(RelatedProspectId, ProspectNoteId, { Note, AttachmentName });
		yield request;
		return writtenNote(ProspectNoteId, request.body);
	},
});
