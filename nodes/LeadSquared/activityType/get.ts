import { required } from '../../shared/form/fields';
import { operation } from '../../shared/operation/define';
import { asObject } from '../../shared/text/unknownJson';
import { details } from '../answerProofs';
import { activityType } from '../customActivity/fields';
import { get as read } from '../vendor';
import { simplify } from './simplify';

export const get = operation({
	value: 'get',
	name: 'Get',
	action: 'Get an activity type',
	description: 'Read an activity type with its fields',
	effect: 'read',
	fields: { activityType: required(activityType) },
	simplify,
	request: ({ activityType: code }) =>
		read('/ProspectActivity.svc/CustomActivity/GetActivitySetting', details('the activity type'), {
			code,
		}),
	output: (body, _request, { activityType: code }) => ({ ...asObject(body), ActivityEvent: code }),
});
