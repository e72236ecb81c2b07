import { Refused } from '../../shared/contract/errors';
import { required } from '../../shared/form/fields';
import { multiStep } from '../../shared/operation/define';
import { asObject, asRows } from '../../shared/text/unknownJson';
import { addresses } from '../addresses';
import { batch } from '../bulk';
import { NO_ACTIVITY } from '../methodErrors';
import { byExternalId } from './byExternalId';
import { findableActivity } from '../recordPickers';
import { fileOptions, withFiles } from '../uploads';
import { resultOf } from '../vendor';
import { toPortable } from './portable';
import { readActivity, readWithFiles } from './requests';
import { simplify } from './simplify';

export const get = multiStep({
	value: 'get',
	name: 'Get',
	action: 'Get an activity',
	description: 'Read one activity of any kind',
	effect: 'read',
	fields: { activityId: required(findableActivity(byExternalId)) },
	options: fileOptions,
	simplify,
	portable: toPortable,
	addresses,
	*steps({ activityId: id }, options) {
		if (options.downloadFiles !== true) return asObject(resultOf(yield readActivity(id)));
		const [found] = asRows(resultOf(yield readWithFiles(id)));
		if (found === undefined) throw new Refused({ ...NO_ACTIVITY });
		return yield* withFiles(found, options);
	},
	bulk: batch,
});
