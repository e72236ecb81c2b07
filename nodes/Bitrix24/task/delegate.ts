import { required } from '../../shared/form/fields';
import { TASK_CHANGED } from '../answerProofs';
import { user } from '../recordPickers';
import { restMethod } from '../restMethod';
import { taskId } from './fields';
import { taskHolds } from './findOut';
import { changed } from './status';

export const delegate = restMethod({
	value: 'delegate',
	name: 'Delegate',
	action: 'Delegate a task',
	description: 'Hand a task over to another user',
	effect: 'write',
	fields: { taskId: required(taskId), user: required(user('Delegate To')) },
	records: ({ taskId: id }) => [id],
	method: 'tasks.task.delegate',
	parameters: ({ taskId: id, user: userId }) => ({ taskId: id, userId }),
	proof: TASK_CHANGED,
	about: ({ taskId: id }) => id,
	findOut: ({ taskId: id, user: userId }) => taskHolds(id, { RESPONSIBLE_ID: userId }),
	output: (result, { taskId: id }) => ({ ...changed(result), id }),
});
