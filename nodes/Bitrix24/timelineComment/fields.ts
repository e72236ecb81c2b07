import { text } from '../../shared/form/fields';
import { NUMBER_ID, picker } from '../../shared/form/recordPickers';

export const commentId = picker('Comment', NUMBER_ID, {
	search: 'searchTimelineComments',
	description: 'The comment. The list shows the comments of the record.',
});
export const comment = text('Text', { rows: 4 });
