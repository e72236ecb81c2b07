import type { Operation } from '../../shared/contract/operation';
import { collection, required } from '../../shared/form/fields';
import { NUMBER_ID, picker } from '../../shared/form/recordPickers';
import { operation } from '../../shared/operation/define';
import { jobs } from '../bulk';
import { saved } from '../saveRecord';
import { saveTask, taskId } from './fields';

/** A task's status by the name of what is done to it; iVvy itself has only an update (vendors/ivvy.md section 7.2). */
export function change(value: string, name: string, description: string, status: number): Operation {
	return operation({
		value,
		name,
		action: `${name} a task`,
		description,
		effect: 'write',
		records: ({ taskId: id }) => [id],
		fields: { taskId: required(taskId), additionalFields: collection('Additional Fields', { venueId: picker('Venue', NUMBER_ID, { search: 'searchVenues', description: 'Needed when the task belongs to an opportunity' }) }) },
		request: ({ taskId: id, additionalFields: { venueId } }) => saveTask({ id, status, venueId }),
		output: saved,
		bulk: jobs,
	});
}
