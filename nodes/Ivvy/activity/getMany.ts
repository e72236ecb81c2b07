import { getManyOf } from '../getMany';
import { toPortable } from './portable';
import { simplify } from './simplify';

export const getMany = getManyOf('activities', 'getActivityList', simplify, toPortable);
