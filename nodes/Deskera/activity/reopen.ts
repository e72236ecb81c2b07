import { status } from './status';

export const reopen = status('reopen', 'Reopen', 'Mark a done activity as open again', false);
