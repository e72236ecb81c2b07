import { change } from './change';

export const renew = change('renew', 'Renew', 'Open a completed or deferred task again');
