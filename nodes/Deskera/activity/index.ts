import type { Resource } from '../../shared/contract/operation';
import { complete } from './complete';
import { create } from './create';
import { remove } from './delete';
import { deleteMany } from './deleteMany';
import { get } from './get';
import { getMany } from './getMany';
import { reopen } from './reopen';
import { update } from './update';
import { updateMany } from './updateMany';

export const activity: Resource = { value: 'activity', name: 'Activity', operations: [complete, create, remove, deleteMany, get, getMany, reopen, update, updateMany] };
