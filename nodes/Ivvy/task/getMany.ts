import { getManyOf } from '../getMany';
import { toPortable } from './portable';
import { simplify } from './simplify';

export const getMany = getManyOf('tasks', 'getTaskList', simplify, toPortable);
