import { saveTask } from './fields';
import { written } from './simplify';

/** How a task is found and saved, and what comes out. */
export const taskRecord = { list: 'getTaskList', save: saveTask, written } as const;
