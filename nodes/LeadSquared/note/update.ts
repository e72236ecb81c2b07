import { collection, required } from '../../shared/form/fields';
import { operation } from '../../shared/operation/define';
import { mustChange } from '../../shared/operation/mustChange';
import { defined } from '../../shared/text/unknownJson';
import { SUCCESS } from '../answerProofs';
import { lead } from '../leads';
import { write } from '../vendor';
import { attachmentUrl, noteId, noteText } from './fields';
import { noteHolds } from './findOut';
import { writtenNote } from './written';

export const update = operation({
	value: 'update',
	name: 'Update',
	action: 'Update a note',
	description: 'Change the text or the attachment of a note. What is not filled in stays as it is.',
	effect: 'write',
	writes: 'present',
	records: ({ noteId: id }) => [id],
	fields: {
		lead: required(lead),
		noteId: required(noteId),
		updateFields: collection('Update Fields', { attachmentUrl, note: noteText }),
	},
	request({ lead: RelatedProspectId, noteId: ProspectNoteId, updateFields }) {
		const { note: Note, attachmentUrl: AttachmentName } = updateFields;
		mustChange({ Note, AttachmentName });
		return {
			...write(
				'/LeadManagement.svc/UpdateNote',
				defined({ RelatedProspectId, ProspectNoteId, Note, AttachmentName }),
				SUCCESS,
			),
			findOut:
				AttachmentName === undefined
					? noteHolds(RelatedProspectId, ProspectNoteId, Note)
					: undefined,
		};
	},
	output: (_body, { body: sent }, { noteId: id }) => writtenNote(id, sent),
});
