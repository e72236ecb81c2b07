import type { IDataObject } from 'n8n-workflow';
import type { RequestSpec } from '../../shared/contract/call';
import { about, anId, GUID, unless } from '../../shared/http/proof';
import { asNumber, asObject, asRows, asText } from '../../shared/text/unknownJson';
import { search } from '../vendor';

/** One note stands in a list, or by an older copy of the page alone (docs/contracts/leadsquared.md section 4.15). */
export function noteIn(body: unknown, id: string): IDataObject {
	const answer = asObject(body);
	const notes = 'ProspectNoteId' in answer ? [answer] : asRows(answer.List);
	const isIt = ({ ProspectNoteId }: IDataObject) => asText(ProspectNoteId).toLowerCase() === id;
	return notes.find(isIt) ?? notes[0] ?? {};
}

/** The only one of a list, which is empty where the lead has no such note. */
export function found(leadId: string, id: string): RequestSpec {
	const isNone = (body: unknown) => {
		const { List, RecordCount } = asObject(body);
		return Array.isArray(List) ? List.length === 0 : asNumber(RecordCount) === 0;
	};
	return search(
		'/LeadManagement.svc/RetrieveNote',
		{ Parameter: { RelatedId: leadId, Id: id } },
		unless(
			(body) =>
				isNone(body)
					? {
							kind: 'missing',
							title: 'The lead has no such note',
							field: ['noteId'],
							advice: 'It may have been deleted in LeadSquared, or belong to another lead.',
						}
					: undefined,
			about(
				id,
				anId(GUID, (body) => noteIn(body, id).ProspectNoteId, 'the note'),
			),
		),
	);
}
