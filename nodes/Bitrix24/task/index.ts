import type { Resource } from '../../shared/contract/operation';
import { create } from './create';
import { delegate } from './delegate';
import { remove } from './delete';
import { get } from './get';
import { getHistory } from './getHistory';
import { getMany } from './getMany';
import { moveToStage } from './moveToStage';
import { statusOperations } from './status';
import { update } from './update';

export const task: Resource = {
	value: 'task',
	name: 'Task',
	operations: [
		create,
		delegate,
		remove,
		get,
		getHistory,
		getMany,
		moveToStage,
		...statusOperations,
		update,
	],
};
