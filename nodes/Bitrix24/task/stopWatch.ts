import { change } from './change';

export const stopWatch = change('stopWatch', 'Stop Watching', 'Stop watching a task as the user of the credential', 'tasks.task.stopwatch');
