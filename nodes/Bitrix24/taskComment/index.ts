import type { Resource } from '../../shared/contract/operation';
import { create } from './create';
import { remove } from './delete';
import { getMany } from './getMany';
import { update } from './update';

export const taskComment: Resource = {
	value: 'taskComment',
	name: 'Task Comment',
	operations: [create, remove, getMany, update],
};
