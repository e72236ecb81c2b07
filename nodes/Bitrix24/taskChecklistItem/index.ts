import type { Resource } from '../../shared/contract/operation';
import { complete } from './complete';
import { create } from './create';
import { remove } from './delete';
import { getMany } from './getMany';
import { renew } from './renew';
import { update } from './update';

export const taskChecklistItem: Resource = { value: 'taskChecklistItem', name: 'Task Checklist Item', operations: [complete, create, remove, getMany, renew, update] };
