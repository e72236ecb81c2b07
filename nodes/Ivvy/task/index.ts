import type { Resource } from '../../shared/contract/operation';
import { create } from './create';
import { get } from './get';
import { getMany } from './getMany';
import { statusOperations } from './status';
import { update } from './update';
import { upsert } from './upsert';

export const task: Resource = {
	value: 'task',
	name: 'Task',
	operations: [create, upsert, get, getMany, ...statusOperations, update],
};
