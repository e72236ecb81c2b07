import { required } from '../../shared/form/fields';
import { operation } from '../../shared/operation/define';
import { jobs } from '../bulk';
import { saving } from '../saveRecord';
import { noteText, notesOf, TARGET_FIELDS } from './target';
import { written } from './simplify';

export const create = operation({
	value: 'create',
	name: 'Create',
	action: 'Create a note',
	description: 'Add a note to a company, contact, lead or opportunity',
	effect: 'write',
	writes: 'new',
	fields: { ...TARGET_FIELDS, note: required(noteText) },
	// Notes of a record are read in the order in which they were written.
	records: (target) => [notesOf(target).owner],
	request({ note, ...target }) {
		const {
			write: [namespace, name],
			textKey,
			owner,
		} = notesOf(target);
		return saving(namespace, name, { ...owner, [textKey]: note });
	},
	output: written,
	bulk: jobs,
});
