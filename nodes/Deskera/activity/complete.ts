import { status } from './status';

export const complete = status('complete', 'Complete', 'Mark an activity as done', true);
