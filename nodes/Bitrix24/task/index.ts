import type { Resource } from '../../shared/operation';
import { actions } from './actions';
import { create } from './create';
import { remove } from './delete';
import { get } from './get';
import { getMany } from './getMany';
import { update } from './update';

export const task: Resource = { value: 'task', name: 'Task', operations: [create, remove, get, getMany, update, ...actions] };
