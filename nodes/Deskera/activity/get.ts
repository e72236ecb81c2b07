import { required } from '../../shared/form/fields';
import { operation } from '../../shared/operation/define';
import { asObject } from '../../shared/text/unknownJson';
import { addresses } from '../addresses';
import { byExternalId } from './externalId';
import { findable } from './fields';
import { readActivity } from './present';
import { toPortable } from './portable';
import { simplify } from './simplify';

export const get = operation({
	value: 'get',
	name: 'Get',
	action: 'Get an activity',
	description: 'Read one activity',
	effect: 'read',
	fields: { activityId: required(findable(byExternalId)) },
	simplify,
	portable: toPortable,
	addresses,
	request: ({ activityId: id }) => readActivity(id),
	output: asObject,
});
