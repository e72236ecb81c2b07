import type { Resource } from '../../shared/contract/operation';
import { create } from './create';
import { get } from './get';
import { getMany } from './getMany';
import { update } from './update';
import { upsert } from './upsert';

export const activity: Resource = {
	value: 'activity',
	name: 'Activity',
	operations: [create, upsert, get, getMany, update],
};
