import type { Resource } from '../../shared/contract/operation';
import { approve } from './approve';
import { complete } from './complete';
import { create } from './create';
import { defer } from './defer';
import { delegate } from './delegate';
import { remove } from './delete';
import { disapprove } from './disapprove';
import { get } from './get';
import { getMany } from './getMany';
import { pause } from './pause';
import { renew } from './renew';
import { start } from './start';
import { stopWatch } from './stopWatch';
import { update } from './update';
import { watch } from './watch';

export const task: Resource = { value: 'task', name: 'Task', operations: [approve, complete, create, defer, delegate, remove, disapprove, get, getMany, pause, renew, start, stopWatch, update, watch] };
