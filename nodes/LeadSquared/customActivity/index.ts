import type { Resource } from '../../shared/contract/operation';
import { create } from './create';
import { get } from './get';
import { getMany } from './getMany';
import { search } from './search';
import { update } from './update';

export const customActivity: Resource = {
	value: 'customActivity',
	name: 'Custom Activity',
	operations: [create, get, getMany, search, update],
};
