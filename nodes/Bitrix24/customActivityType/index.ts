import type { Resource } from '../../shared/contract/operation';
import { create } from './create';
import { remove } from './delete';
import { getMany } from './getMany';

export const customActivityType: Resource = {
	value: 'customActivityType',
	name: 'Custom Activity Type',
	operations: [create, remove, getMany],
};
