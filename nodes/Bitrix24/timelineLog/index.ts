import type { Resource } from '../../shared/contract/operation';
import { create } from './create';
import { remove } from './delete';
import { get } from './get';
import { getMany } from './getMany';

export const timelineLog: Resource = {
	value: 'timelineLog',
	name: 'Timeline Log Entry',
	operations: [create, remove, get, getMany],
};
