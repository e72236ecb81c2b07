import { call } from '../define';
import { PLACE, placeOf } from './fields';

export const remove = call({
	value: 'delete',
	name: 'Delete',
	action: 'Delete a timeline note',
	description: 'Delete the note of a timeline entry',
	effect: 'write',
	fields: { ...PLACE },
	method: 'crm.timeline.note.delete',
	parameters: placeOf,
	output: (_result, values) => ({ deleted: true, ...placeOf(values) }),
});
