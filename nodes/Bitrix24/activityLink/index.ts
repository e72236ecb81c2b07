import type { Resource } from '../../shared/contract/operation';
import { create } from './create';
import { getMany } from './getMany';
import { move } from './move';
import { remove } from './delete';

export const activityLink: Resource = {
	value: 'activityLink',
	name: 'Activity Link',
	operations: [create, remove, getMany, move],
};
