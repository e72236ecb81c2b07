import type { Resource } from '../../shared/contract/operation';
import { create } from './create';
import { remove } from './delete';
import { getMany } from './getMany';
import { statusOperations } from './status';
import { update } from './update';

export const taskChecklistItem: Resource = {
	value: 'taskChecklistItem',
	name: 'Task Checklist Item',
	operations: [create, remove, getMany, ...statusOperations, update],
};
