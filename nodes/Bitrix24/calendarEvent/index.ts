import type { Resource } from '../../shared/contract/operation';
import { create } from './create';
import { remove } from './delete';
import { get } from './get';
import { getMany } from './getMany';
import { update } from './update';

export const calendarEvent: Resource = {
	value: 'calendarEvent',
	name: 'Calendar Event',
	operations: [create, remove, get, getMany, update],
};
