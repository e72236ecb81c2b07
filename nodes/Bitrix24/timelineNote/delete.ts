import { ALWAYS } from '../../shared/operation/define';
import { DONE } from '../answerProofs';
import { restMethod } from '../restMethod';
import { noteIsGone, noteOf, PLACE, placeOf } from './fields';

export const remove = restMethod({
	value: 'delete',
	name: 'Delete',
	action: 'Delete a timeline note',
	description: 'Delete the note of a timeline entry',
	effect: 'write',
	isDestructive: ALWAYS,
	fields: { ...PLACE },
	records: noteOf,
	method: 'crm.timeline.note.delete',
	parameters: placeOf,
	proof: DONE,
	findOut: noteIsGone,
	output: (_result, values) => ({
		deleted: true,
		itemType: values.itemType,
		itemId: values.itemId,
	}),
});
