import type { Resource } from '../../shared/contract/operation';
import { cancel } from './cancel';
import { complete } from './complete';
import { create } from './create';
import { get } from './get';
import { getMany } from './getMany';
import { reopen } from './reopen';
import { update } from './update';
import { upsert } from './upsert';

export const task: Resource = { value: 'task', name: 'Task', operations: [cancel, complete, create, upsert, get, getMany, reopen, update] };
