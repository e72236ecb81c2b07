import { NUMBER_ID, picker } from '../../shared/form/recordPickers';

export { taskId } from '../task/fields';
export const itemId = picker('Checklist Item', NUMBER_ID, {
	search: 'searchChecklistItems',
	description: 'The item; the list shows those of the task',
});
