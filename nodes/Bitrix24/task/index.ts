import type { Resource } from '../../shared/contract/operation';
import { create } from './create';
import { delegate } from './delegate';
import { remove } from './delete';
import { get } from './get';
import { getMany } from './getMany';
import { statusOperations } from './status';
import { update } from './update';

export const task: Resource = {
	value: 'task',
	name: 'Task',
	operations: [create, delegate, remove, get, getMany, ...statusOperations, update],
};
