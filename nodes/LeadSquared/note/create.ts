import { collection, required } from '../../shared/form/fields';
import { anId, GUID } from '../../shared/http/proof';
import { multiStep } from '../../shared/operation/define';
import { referenceKey, withReference } from '../../shared/text/referenceLine';
import { asObject, defined } from '../../shared/text/unknownJson';
import { lead } from '../leads';
import { write } from '../vendor';
import { externalId, noteFrom } from './externalId';
import { attachmentUrl, noteText } from './fields';
import { noteIsListed } from './findOut';
import { changing } from './changing';
import { writtenNote } from './written';

const idIn = (body: unknown) => asObject(asObject(body).Message).Id;

export const create = multiStep({
	value: 'create',
	name: 'Create',
	action: 'Create a note',
	description: 'Add a note to a lead',
	effect: 'write',
	writes: 'new',
	records: ({ lead: leadId }, { externalId: id }) =>
		id === undefined ? [] : [['external', leadId, referenceKey(id)]],
	fields: {
		lead: required(lead),
		note: required(noteText),
		additionalFields: collection('Additional Fields', { attachmentUrl }),
	},
	options: { externalId },
	*steps(
		{ lead: RelatedProspectId, note, additionalFields: { attachmentUrl: url } },
		{ externalId: id },
	) {
		const Note = id === undefined ? note : withReference(note, id);
		const present = id === undefined ? undefined : yield* noteFrom(RelatedProspectId, id);
		if (present !== undefined) {
			const request = changing(RelatedProspectId, present, { Note, AttachmentName: url });
			yield request;
			return { ...writtenNote(present, request.body), updated: true };
		}
		const body = defined({ RelatedProspectId, Note, AttachmentName: url });
		const answer = yield {
			// No page shows the path; public clients call it so (docs/contracts/leadsquared.md section 4.15).
			...write('/LeadManagement.svc/CreateNote', body, anId(GUID, idIn, 'the ID of the note')),
			findOut: noteIsListed(body, id),
		};
		return writtenNote(idIn(answer), body);
	},
});
