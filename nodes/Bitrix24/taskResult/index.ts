import type { Resource } from '../../shared/contract/operation';
import { create } from './create';
import { createFromMessage } from './createFromMessage';
import { remove } from './delete';
import { getMany } from './getMany';
import { update } from './update';

export const taskResult: Resource = {
	value: 'taskResult',
	name: 'Task Result',
	operations: [create, createFromMessage, remove, getMany, update],
};
