import { flag, required } from '../../shared/form/fields';
import { operation } from '../../shared/operation/define';
import { asObject } from '../../shared/text/unknownJson';
import { addresses } from '../addresses';
import { simplify, labelsOf } from '../activityRecord';
import { details } from '../answerProofs';
import { get as read } from '../vendor';
import { activityId, activityType } from './fields';
import { toPortable } from './portable';

export const get = operation({
	value: 'get',
	name: 'Get',
	action: 'Get a custom activity',
	description: 'Read one custom activity with all its fields',
	effect: 'read',
	fields: { activityType, activityId: required(activityId) },
	options: {
		getFileUrl: flag(
			'Get File URLs',
			'Whether to return URLs instead of names for the files of custom field sets',
		),
	},
	simplify: (record) => ({ ...simplify(record), labels: labelsOf(record) }),
	portable: toPortable,
	addresses,
	request: ({ activityId: id }, { getFileUrl }) =>
		read('/ProspectActivity.svc/GetActivityDetails', details('the activity'), {
			activityId: id,
			...(getFileUrl === true ? { getFileURL: true } : {}),
		}),
	// The answer names the type by its ID and not the activity: whose details they are is known from the question.
	output: (body, _request, { activityId: id, activityType: code }) => ({
		...asObject(body),
		...(code === undefined ? {} : { ActivityEvent: code }),
		ProspectActivityId: id,
	}),
});
