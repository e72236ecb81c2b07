import { required } from '../../shared/form/fields';
import { multiStep } from '../../shared/operation/define';
import { written } from '../activity/simplify';
import { batch } from '../bulk';
import { appNotice, needsApp } from '../needsApp';
import { activityId } from '../recordPickers';
import { changeCustomActivity } from './change';

export const complete = multiStep({
	value: 'complete',
	name: 'Complete',
	action: 'Complete a custom activity',
	description: 'Mark a custom activity of your app as completed',
	effect: 'write',
	needs: needsApp,
	fields: { app: appNotice, activityId: required(activityId) },
	records: ({ activityId: id }) => [id],
	*steps({ activityId: id }) {
		yield* changeCustomActivity(id, { completed: 'Y' });
		return written(id, { COMPLETED: 'Y' });
	},
	bulk: batch,
});
