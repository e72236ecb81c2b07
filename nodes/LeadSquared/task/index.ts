import type { Resource } from '../../shared/contract/operation';
import { complete } from './complete';
import { create } from './create';
import { remove } from './delete';
import { get } from './get';
import { getMany } from './getMany';
import { update } from './update';

export const task: Resource = {
	value: 'task',
	name: 'Task',
	operations: [complete, create, remove, get, getMany, update],
};
