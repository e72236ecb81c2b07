import type { Resource } from '../../shared/contract/operation';
import { create } from './create';
import { remove } from './delete';
import { get } from './get';
import { getMany } from './getMany';
import { statusOperations } from './status';
import { update } from './update';

export const activity: Resource = {
	value: 'activity',
	name: 'Activity',
	operations: [create, remove, get, getMany, ...statusOperations, update],
};
