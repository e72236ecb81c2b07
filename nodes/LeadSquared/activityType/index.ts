import type { Resource } from '../../shared/contract/operation';
import { create } from './create';
import { get } from './get';
import { getMany } from './getMany';

export const activityType: Resource = {
	value: 'activityType',
	name: 'Activity Type',
	operations: [create, get, getMany],
};
