import { required, text } from '../../shared/form/fields';
import { NUMBER_ID, picker } from '../../shared/form/recordPickers';

export { taskId } from '../task/fields';
export const comment = required(text('Comment Text', { rows: 4 }));
export const commentId = required(
	picker('Comment', NUMBER_ID, {
		search: 'searchTaskComments',
		description: 'The comment; the list shows those of the task',
	}),
);
