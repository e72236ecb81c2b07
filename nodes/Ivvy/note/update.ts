import { operation } from '../../shared/define';
import { required } from '../../shared/fields';
import { NUMBER_ID, picker } from '../../shared/pickers';
import { jobs } from '../jobs';
import { saved } from '../saved';
import { action } from '../vendor';
import { noteText, notesOf, TARGET_FIELDS } from './target';

export const update = operation({
	value: 'update',
	name: 'Update',
	action: 'Update a note',
	description: 'Change the text of a note',
	effect: 'write',
	fields: { ...TARGET_FIELDS, noteId: required(picker('Note ID', NUMBER_ID, { description: 'ID of the note, as Get Many gives it' })), note: required(noteText) },
	request({ note, noteId: id, ...target }) {
		const { write: [namespace, name], textKey, owner } = notesOf(target);
		return action(namespace, name, { id, ...owner, [textKey]: note }, 'write');
	},
	output: saved,
	bulk: jobs,
});
