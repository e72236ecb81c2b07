import { NUMBER_ID, picker } from '../../shared/form/recordPickers';

const task = (label: string, description: string) =>
	picker(label, NUMBER_ID, { search: 'searchTasks', description });

export const earlier = task('Task', 'The task on which the other one depends');
export const later = task('Dependent Task', 'The task that depends on it');
