import type { Resource } from '../../shared/contract/operation';
import { remove } from './delete';
import { get } from './get';
import { upsert } from './upsert';

export const timelineNote: Resource = {
	value: 'timelineNote',
	name: 'Timeline Note',
	operations: [remove, get, upsert],
};
