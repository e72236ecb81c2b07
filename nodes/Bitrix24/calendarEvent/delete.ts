import { required } from '../../shared/form/fields';
import { ALWAYS } from '../../shared/operation/define';
import { DONE } from '../answerProofs';
import { restMethod } from '../restMethod';
import { eventId } from './fields';
import { eventIsGone } from './findOut';

export const remove = restMethod({
	value: 'delete',
	name: 'Delete',
	action: 'Delete a calendar event',
	description: 'Delete an event permanently',
	effect: 'write',
	isDestructive: ALWAYS,
	fields: { eventId: required(eventId) },
	records: ({ eventId: id }) => [id],
	method: 'calendar.event.delete',
	parameters: ({ eventId: id }) => ({ id }),
	proof: DONE,
	findOut: ({ eventId: id }) => eventIsGone(id),
	output: (_result, { eventId: id }) => ({ deleted: true, id }),
});
