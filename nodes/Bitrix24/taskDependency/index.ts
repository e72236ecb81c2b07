import type { Resource } from '../../shared/contract/operation';
import { create } from './create';
import { remove } from './delete';

export const taskDependency: Resource = {
	value: 'taskDependency',
	name: 'Task Dependency',
	operations: [create, remove],
};
