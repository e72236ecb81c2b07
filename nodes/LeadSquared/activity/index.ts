import type { Resource } from '../../shared/contract/operation';
import { removeMany } from './deleteMany';
import { get } from './get';
import { getHistory } from './getHistory';
import { getMany } from './getMany';

export const activity: Resource = {
	value: 'activity',
	name: 'Activity',
	operations: [removeMany, get, getHistory, getMany],
};
