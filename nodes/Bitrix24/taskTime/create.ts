import { collection, required } from '../../shared/form/fields';
import { person } from '../../shared/operation/simplifiedRecord';
import { asNumber, defined } from '../../shared/text/unknownJson';
import { idAt } from '../answerProofs';
import { restMethod } from '../restMethod';
import { comment, secondsOf, spentBy, taskId, timeSpent, unit } from './fields';
import { entryIsListed } from './findOut';

export const create = restMethod({
	value: 'create',
	name: 'Create',
	action: 'Create a task time entry',
	description: 'Add time spent on a task',
	effect: 'write',
	writes: 'new',
	fields: {
		taskId: required(taskId),
		timeSpent: required(timeSpent),
		unit,
		comment: required(comment),
		additionalFields: collection('Additional Fields', { user: spentBy }),
	},
	// Time entries of a task stand in the order in which they are added.
	records: ({ taskId: id }) => [id],
	method: 'task.elapseditem.add',
	parameters: ({ taskId: TASKID, timeSpent: time, unit: of, comment: text, additionalFields }) => ({
		TASKID,
		ARFIELDS: defined({
			SECONDS: secondsOf(time, of),
			COMMENT_TEXT: text,
			USER_ID: additionalFields.user,
		}),
	}),
	proof: idAt(),
	findOut: ({ taskId: TASKID, timeSpent: time, unit: of, comment: text, additionalFields }) =>
		entryIsListed(
			TASKID,
			defined({
				SECONDS: secondsOf(time, of),
				COMMENT_TEXT: text,
				USER_ID: additionalFields.user,
			}),
		),
	output: (
		result,
		{ taskId: task, timeSpent: time, unit: of, comment: text, additionalFields: { user } },
	) =>
		defined({
			id: asNumber(result),
			taskId: task,
			seconds: secondsOf(time, of),
			description: text,
			assignedTo: user === undefined ? undefined : person({ id: user }),
		}),
});
