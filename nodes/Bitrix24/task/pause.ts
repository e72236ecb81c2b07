import { change } from './change';

export const pause = change('pause', 'Pause', 'Stop working on a task');
