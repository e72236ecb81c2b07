import type { Resource } from '../../shared/contract/operation';
import { create } from './create';
import { get } from './get';
import { getMany } from './getMany';
import { update } from './update';

export const note: Resource = {
	value: 'note',
	name: 'Note',
	operations: [create, get, getMany, update],
};
