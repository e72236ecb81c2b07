import type { RequestSpec } from '../../shared/contract/call';
import { defined } from '../../shared/text/unknownJson';
import { SUCCESS } from '../answerProofs';
import { write } from '../vendor';
import { noteHolds } from './findOut';

/** Changes a note; what is undefined stays as it is (docs/contracts/leadsquared.md section 4.15). */
export function changing(
	RelatedProspectId: string,
	ProspectNoteId: string,
	{ Note, AttachmentName }: { readonly Note?: string; readonly AttachmentName?: string },
): RequestSpec {
	return {
		...write(
			'/LeadManagement.svc/UpdateNote',
			defined({ RelatedProspectId, ProspectNoteId, Note, AttachmentName }),
			SUCCESS,
		),
		findOut:
			AttachmentName === undefined ? noteHolds(RelatedProspectId, ProspectNoteId, Note) : undefined,
	};
}
