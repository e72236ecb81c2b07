import type { Resource } from '../../shared/contract/operation';
import { create } from './create';
import { remove } from './delete';
import { getMany } from './getMany';
import { markMessage } from './markMessage';
import { update } from './update';

export const taskResult: Resource = {
	value: 'taskResult',
	name: 'Task Result',
	operations: [create, remove, getMany, markMessage, update],
};
