import { required } from '../../shared/form/fields';
import { multiStep } from '../../shared/operation/define';
import { mustChange } from '../../shared/operation/mustChange';
import { CUSTOM, writtenAs } from '../activity/simplify';
import { batch } from '../bulk';
import { appNotice, needsApp } from '../needsApp';
import { activityId } from '../recordPickers';
import { changeCustomActivity } from './change';
import { changes, fieldsBody } from './fields';
import { hasLayout, LAYOUT_FIELDS, layoutChange } from './layout';

export const update = multiStep({
	value: 'update',
	name: 'Update',
	action: 'Update a custom activity',
	description:
		'Change a custom activity of your app. Fields you leave out stay unchanged; a layout in ' +
		'JSON replaces the current one.',
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
		const change = hasLayout(layout) ? layoutChange(layout) : undefined;
		mustChange({ fields: Object.keys(fields).length === 0 ? undefined : fields, layout: change });
		const written = yield* changeCustomActivity(id, fields, change);
		return {
			...writtenAs({ PROVIDER_ID: CUSTOM }, id, fields),
			...(change === undefined ? {} : { layout: written }),
		};
	},
	bulk: batch,
});
