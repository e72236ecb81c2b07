import type { Resource } from '../../shared/contract/operation';
import { create } from './create';
import { remove } from './delete';
import { deleteMany } from './deleteMany';
import { get } from './get';
import { getMany } from './getMany';
import { statusOperations } from './status';
import { update } from './update';
import { updateMany } from './updateMany';

export const activity: Resource = {
	value: 'activity',
	name: 'Activity',
	operations: [create, remove, deleteMany, get, getMany, ...statusOperations, update, updateMany],
};
