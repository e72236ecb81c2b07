import type { Resource } from '../../shared/contract/operation';
import { remove } from './delete';
import { get } from './get';
import { getHistory } from './getHistory';
import { getMany } from './getMany';

export const activity: Resource = {
	value: 'activity',
	name: 'Activity',
	operations: [remove, get, getHistory, getMany],
};
