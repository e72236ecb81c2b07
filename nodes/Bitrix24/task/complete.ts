import { change } from './change';

export const complete = change('complete', 'Complete', 'Mark a task as completed');
