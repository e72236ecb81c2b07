import { required, text } from '../../shared/form/fields';
import { DONE } from '../answerProofs';
import { restMethod } from '../restMethod';
import { noteHolds, noteOf, PLACE, placeOf } from './fields';
import { written } from './simplify';

export const upsert = restMethod({
	value: 'upsert',
	name: 'Create or Update',
	action: 'Create or update a timeline note',
	description: 'Create a new record, or update the current one if it already exists (upsert)',
	effect: 'write',
	fields: { ...PLACE, text: required(text('Text', { rows: 4 })) },
	records: noteOf,
	method: 'crm.timeline.note.save',
	parameters: (values) => ({ ...placeOf(values), text: values.text }),
	proof: DONE,
	findOut: (values) => noteHolds(values, values.text),
	output: (_result, values) => written(placeOf(values), values.text),
});
