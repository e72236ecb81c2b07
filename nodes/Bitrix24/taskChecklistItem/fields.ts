import { NUMBER_ID, picker } from '../../shared/form/recordPickers';
import { users } from '../recordPickers';

export { taskId } from '../task/fields';
export const itemId = picker('Checklist Item', NUMBER_ID, {
	search: 'searchChecklistItems',
	description: 'The item. The list shows the items of the task.',
});

export const participants = (description: string) =>
	users('Participants', 'Participant', description);
export const observers = (description: string) => users('Observers', 'Observer', description);

/** @param otherwise what happens without one */
export const parent = (otherwise: string) =>
	picker('Checklist', NUMBER_ID, {
		search: 'searchChecklistItems',
		description: `The checklist or item that this one belongs to. ${otherwise}`,
	});
