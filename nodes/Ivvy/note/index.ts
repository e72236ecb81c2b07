import type { Resource } from '../../shared/operation';
import { create } from './create';
import { getMany } from './getMany';
import { update } from './update';

export const note: Resource = { value: 'note', name: 'Note', operations: [create, getMany, update] };
