import { change } from './change';

export const disapprove = change('disapprove', 'Disapprove', 'Send a completed task that awaits approval back');
