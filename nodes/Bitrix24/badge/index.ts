import type { Resource } from '../../shared/contract/operation';
import { create } from './create';
import { remove } from './delete';
import { getMany } from './getMany';

export const badge: Resource = {
	value: 'badge',
	name: 'Badge',
	operations: [create, remove, getMany],
};
