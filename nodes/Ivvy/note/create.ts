import { required } from '../../shared/form/fields';
import { multiStep } from '../../shared/operation/define';
import { withEitherReference } from '../../shared/text/referenceLine';
import { jobs } from '../bulk';
import { externalKey } from '../externalId';
import { saveRequest } from '../saveRecord';
import { externalId, noteFrom } from './externalId';
import { noteText, notesOf, TARGET_FIELDS } from './target';
import { written } from './simplify';

export const create = multiStep({
	value: 'create',
	name: 'Create',
	action: 'Create a note',
	description: 'Add a note to a company, contact, lead or opportunity',
	effect: 'write',
	writes: 'new',
	fields: { ...TARGET_FIELDS, note: required(noteText) },
	options: { externalId },
	// Notes of a record are read in the order in which they were written.
	records: (target, { externalId: id }) => [notesOf(target).owner, ...externalKey(id)],
	*steps({ note, ...target }, { externalId: external }) {
		const calls = notesOf(target);
		const {
			write: [namespace, name],
			textKey,
			owner,
		} = calls;
		const id = external === undefined ? undefined : yield* noteFrom(calls, external);
		const text = external === undefined ? note : withEitherReference(note, external);
		const request = saveRequest(namespace, name, { id, ...owner, [textKey]: text });
		const answer = written(yield request, request);
		return id === undefined ? answer : { ...answer, updated: true };
	},
	bulk: jobs,
});
