import { change } from './change';

export const start = change('start', 'Start', 'Begin working on a task');
