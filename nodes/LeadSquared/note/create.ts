import { collection, required } from '../../shared/form/fields';
import { anId, GUID } from '../../shared/http/proof';
import { operation } from '../../shared/operation/define';
import { asObject, defined } from '../../shared/text/unknownJson';
import { lead } from '../leads';
import { write } from '../vendor';
import { attachmentUrl, noteText } from './fields';
import { noteIsListed } from './findOut';
import { writtenNote } from './written';

const idIn = (body: unknown) => asObject(asObject(body).Message).Id;

export const create = operation({
	value: 'create',
	name: 'Create',
	action: 'Create a note',
	description: 'Add a note to a lead',
	effect: 'write',
	writes: 'new',
	fields: {
		lead: required(lead),
		note: required(noteText),
		additionalFields: collection('Additional Fields', { attachmentUrl }),
	},
	request({ lead: RelatedProspectId, note: Note, additionalFields: { attachmentUrl: url } }) {
		const body = defined({ RelatedProspectId, Note, AttachmentName: url });
		return {
			// No page shows the path; public clients call it so (docs/contracts/leadsquared.md section 4.15).
			...write('/LeadManagement.svc/CreateNote', body, anId(GUID, idIn, 'the ID of the note')),
			findOut: noteIsListed(body),
		};
	},
	output: (body, { body: sent }) => writtenNote(idIn(body), sent),
});
