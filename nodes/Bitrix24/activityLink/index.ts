import type { Resource } from '../../shared/contract/operation';
import { add } from './add';
import { getMany } from './getMany';
import { move } from './move';
import { remove } from './remove';

export const activityLink: Resource = {
	value: 'activityLink',
	name: 'Activity Link',
	operations: [add, getMany, move, remove],
};
