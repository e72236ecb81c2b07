import { change } from './status';

export const cancel = change('cancel', 'Cancel', 'Set a task to cancelled', 3);
