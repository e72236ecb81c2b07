import type { Resource } from '../../shared/contract/operation';
import { get } from './get';
import { getMany } from './getMany';

export const user: Resource = {
	value: 'user',
	name: 'User',
	operations: [get, getMany],
};
