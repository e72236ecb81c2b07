import { required, text } from '../../shared/form/fields';
import { DONE } from '../answerProofs';
import { call } from '../restMethod';
import { noteHolds, noteOf, PLACE, placeOf } from './fields';

export const save = call({
	value: 'save',
	name: 'Save',
	action: 'Save a timeline note',
	description: 'Write the note of a timeline entry, or replace it',
	effect: 'write',
	fields: { ...PLACE, text: required(text('Text', { rows: 4 })) },
	records: noteOf,
	method: 'crm.timeline.note.save',
	parameters: (values) => ({ ...placeOf(values), text: values.text }),
	proof: DONE,
	findOut: (values) => noteHolds(values, values.text),
	output: (_result, values) => ({ ...placeOf(values), text: values.text }),
});
