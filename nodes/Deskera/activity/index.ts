import type { Resource } from '../../shared/operation';
import { create } from './create';
import { remove } from './delete';
import { deleteMany } from './deleteMany';
import { get } from './get';
import { getMany } from './getMany';
import { update } from './update';
import { updateMany } from './updateMany';

export const activity: Resource = { value: 'activity', name: 'Activity', operations: [create, remove, deleteMany, get, getMany, update, updateMany] };
