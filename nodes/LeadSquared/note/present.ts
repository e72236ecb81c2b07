import type { IDataObject } from 'n8n-workflow';
import type { RequestSpec } from '../../shared/contract/call';
import { about, anId, GUID, unless } from '../../shared/http/proof';
import { asObject, asRows } from '../../shared/text/unknownJson';
import { search } from '../vendor';

export function noteIn(body: unknown): IDataObject {
	return asRows(asObject(body).List)[0] ?? {};
}

/** The only one of a list, which is empty where the lead has no such note. */
export function found(leadId: string, id: string): RequestSpec {
	const isNone = (body: unknown) => {
		const { List, RecordCount } = asObject(body);
		return Array.isArray(List) ? List.length === 0 : RecordCount === 0;
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
				anId(GUID, (body) => noteIn(body).ProspectNoteId, 'the note'),
			),
		),
	);
}
