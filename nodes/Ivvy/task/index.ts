import type { Resource } from '../../shared/operation';
import { create } from './create';
import { update } from './update';
import { upsert } from './upsert';

export const task: Resource = { value: 'task', name: 'Task', operations: [create, upsert, update] };
