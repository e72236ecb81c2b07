import type { Resource } from '../../shared/contract/operation';
import { cancel } from './cancel';
import { create } from './create';
import { get } from './get';
import { getMany } from './getMany';
import { update } from './update';

export const salesActivity: Resource = {
	value: 'salesActivity',
	name: 'Sales Activity',
	operations: [cancel, create, get, getMany, update],
};
