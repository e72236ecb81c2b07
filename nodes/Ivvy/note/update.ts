import { required, when } from '../../shared/form/fields';
import { NUMBER_ID, picker } from '../../shared/form/recordPickers';
import { multiStep } from '../../shared/operation/define';
import { jobs } from '../bulk';
import { saveRequest } from '../saveRecord';
import { bookingChanges, detailsBody } from './booking';
import { keepingExternalId } from './externalId';
import { noteText, notesOf, TARGET_FIELDS } from './target';
import { written } from './simplify';

/** The text is all that there is to change but at bookings, where iVvy wants it too, so a blank one is refused. */
export const update = multiStep({
	value: 'update',
	name: 'Update',
	action: 'Update a note',
	description: 'Change the text of a note, and what else a note on a booking has',
	effect: 'write',
	writes: 'present',
	records: ({ noteId: id }) => [id],
	fields: {
		...TARGET_FIELDS,
		noteId: required(
			picker('Note ID', NUMBER_ID, { description: 'ID of the note, as Get Many gives it' }),
		),
		note: required(noteText),
		updateFields: when(bookingChanges, { noteOn: ['booking'] }),
	},
	*steps({ note, noteId: id, updateFields, ...target }) {
		const calls = notesOf(target);
		const details = detailsBody(updateFields);
		const {
			write: [namespace, name],
			textKey,
			recordIds,
		} = calls;
		const text = yield* keepingExternalId(calls, id, note);
		const request = saveRequest(namespace, name, {
			id,
			...recordIds,
			[textKey]: text,
			...details,
		});
		return written(yield request, request);
	},
	bulk: jobs,
});
