import { change } from './status';

export const complete = change('complete', 'Complete', 'Set a task to completed', 4);
