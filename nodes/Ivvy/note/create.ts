import { operation } from '../../shared/define';
import { required } from '../../shared/fields';
import { jobs } from '../jobs';
import { saved } from '../saved';
import { action } from '../vendor';
import { noteText, notesOf, TARGET_FIELDS } from './target';

export const create = operation({
	value: 'create',
	name: 'Create',
	action: 'Create a note',
	description: 'Add a note to a company, contact, lead or opportunity',
	effect: 'write',
	fields: { ...TARGET_FIELDS, note: required(noteText) },
	request({ note, ...target }) {
		const { write: [namespace, name], textKey, owner } = notesOf(target);
		return action(namespace, name, { ...owner, [textKey]: note }, 'write');
	},
	output: saved,
	bulk: jobs,
});
