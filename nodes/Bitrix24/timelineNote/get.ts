import { asObject } from '../../shared/text/unknownJson';
import { recordAt } from '../answerProofs';
import { call } from '../restMethod';
import { PLACE, placeOf } from './fields';

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
	output: (result, values) => ({ ...placeOf(values), ...asObject(result) }),
});
