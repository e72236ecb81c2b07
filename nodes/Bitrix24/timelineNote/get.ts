import { recordAt } from '../answerProofs';
import { call } from '../restMethod';
import { PLACE, placeOf } from './fields';
import { simplify } from './simplify';

export const get = call({
	value: 'get',
	name: 'Get',
	action: 'Get a timeline note',
	description: 'Read the note of a timeline entry',
	effect: 'read',
	fields: { ...PLACE },
	method: 'crm.timeline.note.get',
	parameters: placeOf,
	proof: recordAt(),
	output: (result, values) => simplify(result, placeOf(values)),
});
