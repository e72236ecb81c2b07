import { required } from '../../shared/form/fields';
import { multiStep } from '../../shared/operation/define';
import { mustChange } from '../../shared/operation/mustChange';
import { batch } from '../bulk';
import { appNotice, needsApp } from '../needsApp';
import { activityId } from '../recordPickers';
import { changeCustomActivity } from './change';
import { changes, fieldsBody } from './fields';
import { hasLayout, LAYOUT_FIELDS, layoutOf } from './layout';

export const update = multiStep({
	value: 'update',
	name: 'Update',
	action: 'Update a custom activity',
	description:
		'Change a custom activity of your app. A layout is replaced as a whole; without one the present layout stays.',
	effect: 'write',
	writes: 'present',
	records: ({ activityId: id }) => [id],
	needs: needsApp,
	fields: {
		app: appNotice,
		activityId: required(activityId),
		updateFields: changes,
		...LAYOUT_FIELDS,
	},
	*steps({ activityId: id, updateFields, ...layout }) {
		const fields = fieldsBody(updateFields);
		const given = hasLayout(layout) ? layoutOf(layout) : undefined;
		mustChange({ fields: Object.keys(fields).length === 0 ? undefined : fields, layout: given });
		yield* changeCustomActivity(id, fields, given);
		return { id, ...fields, ...(given === undefined ? {} : { layout: given }) };
	},
	bulk: batch,
});
