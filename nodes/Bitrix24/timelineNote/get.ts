import { asObject } from '../../shared/text/unknownJson';
import { addresses } from '../addresses';
import { recordAt } from '../answerProofs';
import { restMethod } from '../restMethod';
import { PLACE, placeOf } from './fields';
import { simplify } from './simplify';

export const get = restMethod({
	value: 'get',
	name: 'Get',
	action: 'Get a timeline note',
	description: 'Read the note of a timeline entry',
	effect: 'read',
	fields: { ...PLACE },
	simplify,
	addresses,
	method: 'crm.timeline.note.get',
	parameters: placeOf,
	proof: recordAt(),
	// The answer does not say where the note stands.
	output: (result, values) => ({ ...placeOf(values), ...asObject(result) }),
});
