import { required, when } from '../../shared/form/fields';
import { multiStep } from '../../shared/operation/define';
import { withEitherReference } from '../../shared/text/referenceLine';
import { jobs } from '../bulk';
import { externalKey } from '../externalId';
import { saveRequest } from '../saveRecord';
import { bookingDetails, detailsBody } from './booking';
import { externalId, noteFrom } from './externalId';
import { noteText, notesOf, TARGET_FIELDS } from './target';
import { written } from './simplify';

export const create = multiStep({
	value: 'create',
	name: 'Create',
	action: 'Create a note',
	description: 'Add a note to a booking, company, contact, lead or opportunity',
	effect: 'write',
	writes: 'new',
	fields: {
		...TARGET_FIELDS,
		note: required(noteText),
		additionalFields: when(bookingDetails, { noteOn: ['booking'] }),
	},
	options: { externalId },
	// Notes of a record are read in the order in which they were written.
	records: (target, { externalId: id }) => [notesOf(target).recordIds, ...externalKey(id)],
	*steps({ note, additionalFields, ...target }, { externalId: external }) {
		const calls = notesOf(target);
		const details = detailsBody(additionalFields);
		const {
			write: [namespace, name],
			textKey,
			recordIds,
		} = calls;
		const id = external === undefined ? undefined : yield* noteFrom(calls, external);
		const text = external === undefined ? note : withEitherReference(note, external);
		const body = { id, ...recordIds, [textKey]: text, ...details };
		const request = saveRequest(namespace, name, body, external);
		const answer = written(yield request, request);
		return id === undefined ? answer : { ...answer, updated: true };
	},
	bulk: jobs,
});
