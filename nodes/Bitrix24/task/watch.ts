import { change } from './change';

export const watch = change('watch', 'Watch', 'Watch a task as the user of the credential', 'tasks.task.startwatch');
