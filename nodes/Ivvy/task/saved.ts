import { saveTask } from './fields';
import { written } from './simplify';

/** How a task is found, saved and put out. */
export const saved = { list: 'getTaskList', save: saveTask, written } as const;
