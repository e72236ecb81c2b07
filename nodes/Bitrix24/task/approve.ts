import { change } from './change';

export const approve = change('approve', 'Approve', 'Accept a completed task that awaits approval');
