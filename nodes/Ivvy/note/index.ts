import type { Resource } from '../../shared/contract/operation';
import { create } from './create';
import { getMany } from './getMany';
import { update } from './update';

export const note: Resource = {
	value: 'note',
	name: 'Note',
	operations: [create, getMany, update],
};
