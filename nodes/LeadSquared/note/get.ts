import type { RequestSpec } from '../../shared/contract/call';
import { required } from '../../shared/form/fields';
import { about, anId, GUID, unless } from '../../shared/http/proof';
import { operation } from '../../shared/operation/define';
import { asObject, asRows } from '../../shared/text/unknownJson';
import { lead } from '../leads';
import { search } from '../vendor';
import { noteId } from './fields';
import { simplify } from './simplify';

const noteIn = (body: unknown) => asRows(asObject(body).List)[0] ?? {};

/** The only one of a list, which is empty where the lead has no such note. */
function found(leadId: string, id: string): RequestSpec {
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

export const get = operation({
	value: 'get',
	name: 'Get',
	action: 'Get a note',
	description: 'Read one note of a lead',
	effect: 'read',
	fields: { lead: required(lead), noteId: required(noteId) },
	simplify,
	request: ({ lead: leadId, noteId: id }) => found(leadId, id),
	output: (body) => noteIn(body),
});
