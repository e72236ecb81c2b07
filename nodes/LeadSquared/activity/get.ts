import { flag, required } from '../../shared/form/fields';
import { GUID_ID, picker } from '../../shared/form/recordPickers';
import { operation } from '../../shared/operation/define';
import { asObject } from '../../shared/text/unknownJson';
import { addresses } from '../addresses';
import { simplify } from '../activityRecord';
import { details } from '../answerProofs';
import { toPortable } from '../customActivity/portable';
import { get as read } from '../vendor';

export const get = operation({
	value: 'get',
	name: 'Get',
	action: 'Get an activity',
	description: 'Read one activity of any type',
	effect: 'read',
	fields: { activityId: required(picker('Activity', GUID_ID)) },
	options: {
		getFileUrl: flag(
			'Get File URLs',
			'Whether to return URLs instead of names for the files of custom field sets',
		),
	},
	simplify,
	portable: toPortable,
	addresses,
	request: ({ activityId: id }, { getFileUrl }) =>
		read('/ProspectActivity.svc/GetActivityDetails', details('the activity'), {
			activityId: id,
			...(getFileUrl === true ? { getFileURL: true } : {}),
		}),
	output: (body, _request, { activityId: id }) => ({ ...asObject(body), ProspectActivityId: id }),
});
