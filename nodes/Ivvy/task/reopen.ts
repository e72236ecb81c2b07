import { change } from './status';

export const reopen = change('reopen', 'Reopen', 'Set a task to not started', 0);
