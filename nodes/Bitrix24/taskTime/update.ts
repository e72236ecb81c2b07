import { collection, required } from '../../shared/form/fields';
import { multiStep } from '../../shared/operation/define';
import { mustChange } from '../../shared/operation/mustChange';
import { person } from '../../shared/operation/simplifiedRecord';
import { asNumber, defined } from '../../shared/text/unknownJson';
import { DONE_OR_NULL } from '../answerProofs';
import { batch } from '../bulk';
import { method } from '../vendor';
import { entryOf, readEntry } from './entry';
import { comment, secondsOf, spentBy, taskId, timeId, timeSpent, unit } from './fields';
import { entryHolds } from './findOut';

export const update = multiStep({
	value: 'update',
	name: 'Update',
	action: 'Update a task time entry',
	description: 'Change time spent on a task. Fields you leave out stay unchanged.',
	effect: 'write',
	writes: 'present',
	fields: {
		taskId: required(taskId),
		timeId: required(timeId),
		updateFields: collection('Update Fields', { comment, timeSpent, unit, user: spentBy }),
	},
	records: ({ timeId: id }) => [id],
	*steps({ taskId: TASKID, timeId: ITEMID, updateFields }) {
		const { comment: text, timeSpent: time, unit: of, user: USER_ID } = updateFields;
		const changes = mustChange({ SECONDS: secondsOf(time, of), COMMENT_TEXT: text, USER_ID });
		// Bitrix24 wants time and comment with every change (section 2.9): what is missing is read.
		const isWhole = time !== undefined && text !== undefined;
		const present = isWhole ? {} : entryOf(yield readEntry(TASKID, ITEMID));
		const { SECONDS = asNumber(present.SECONDS), COMMENT_TEXT = present.COMMENT_TEXT } = changes;
		// The order counts: task, entry, fields.
		const ARFIELDS = defined({ SECONDS, COMMENT_TEXT, USER_ID });
		yield {
			...method('task.elapseditem.update', { TASKID, ITEMID, ARFIELDS }, 'write', DONE_OR_NULL),
			findOut: entryHolds(TASKID, ITEMID, ARFIELDS),
		};
		const spent = USER_ID ?? asNumber(present.USER_ID);
		return defined({
			id: ITEMID,
			taskId: TASKID,
			seconds: SECONDS,
			description: COMMENT_TEXT,
			assignedTo: spent === undefined ? undefined : person({ id: spent }),
		});
	},
	bulk: batch,
});
