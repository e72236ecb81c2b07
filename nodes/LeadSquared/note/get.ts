import { required } from '../../shared/form/fields';
import { operation } from '../../shared/operation/define';
import { lead } from '../leads';
import { noteId } from './fields';
import { found, noteIn } from './present';
import { simplify } from './simplify';

export const get = operation({
	value: 'get',
	name: 'Get',
	action: 'Get a note',
	description: 'Read one note of a lead',
	effect: 'read',
	fields: { lead: required(lead), noteId: required(noteId) },
	simplify,
	request: ({ lead: leadId, noteId: id }) => found(leadId, id),
	output: (body, _request, { noteId: id }) => noteIn(body, id),
});
