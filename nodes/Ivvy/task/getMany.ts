import { TASK_FIELDS } from '../conditions';
import { getManyOf } from '../getMany';
import { toPortable } from './portable';
import { simplify } from './simplify';

export const getMany = getManyOf({ records: 'tasks', call: 'getTaskList', listFields: TASK_FIELDS, simplify, portable: toPortable });
