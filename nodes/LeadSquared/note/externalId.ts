import type { IDataObject } from 'n8n-workflow';
import type { RequestSpec } from '../../shared/contract/call';
import { externalIdInText } from '../../shared/form/externalId';
import { listSteps } from '../../shared/operation/paging';
import { recordWithReference } from '../../shared/operation/referencedRecord';
import { keptReference, splitReference, withReference } from '../../shared/text/referenceLine';
import { asText } from '../../shared/text/unknownJson';
import { noteList, notePages } from './getMany';
import { found, noteIn } from './present';

const MOST = 5000;

/** Notes have no field for it, and no call searches their texts (docs/contracts/leadsquared.md section 4.15). */
export const externalId = externalIdInText(
	'Text',
	`It is looked for among the ${MOST.toLocaleString('en')} newest notes of the lead.`,
);

/** The note of a lead that was made with an External ID. @returns its ID, or undefined where there is none */
export function* noteFrom(
	leadId: string,
	id: string,
): Generator<RequestSpec, string | undefined, unknown> {
	const note = yield* recordWithReference(id, {
		vendor: 'LeadSquared',
		records: 'notes of this lead',
		most: MOST,
		texts: ({ Note }) => [asText(Note)],
		rows: (isIt) =>
			listSteps(notePages(), noteList(leadId, NEWEST_FIRST), MOST, (page) => page.some(isIt)),
	});
	return note === undefined ? undefined : asText(note.ProspectNoteId);
}

const NEWEST_FIRST = 1;

/** A new text for a note that keeps the External ID of the present one. */
export function* keepingExternalId(
	leadId: string,
	id: string,
	text: string | undefined,
): Generator<RequestSpec, string | undefined, unknown> {
	if (text === undefined || splitReference(text).externalId !== null) return text;
	const present: IDataObject = noteIn(yield found(leadId, id), id);
	const kept = keptReference(asText(present.Note), text);
	return kept === null ? text : withReference(text, kept);
}
