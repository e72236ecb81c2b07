import { required } from '../../shared/form/fields';
import { operation } from '../../shared/operation/define';
import { mustChange } from '../../shared/operation/mustChange';
import { NEW_OWNER_FIELDS, ownerBody, withOwner } from '../belongsTo';
import { jobs } from '../bulk';
import { activityId, changes, detailsBody, saveActivity } from './fields';
import { changesFromPortable } from './portable';
import { written } from './simplify';

export const update = operation({
	value: 'update',
	name: 'Update',
	action: 'Update an activity',
	description: 'Change an activity. What is not filled in stays as it is.',
	effect: 'write',
	writes: 'present',
	records: ({ activityId: id }) => [id],
	fields: { activityId: required(activityId), updateFields: changes, ...NEW_OWNER_FIELDS },
	fromPortable: changesFromPortable,
	request: ({ activityId: id, updateFields, ...owner }) =>
		saveActivity({ id, ...mustChange(withOwner(detailsBody(updateFields), ownerBody(owner))) }),
	output: written,
	bulk: jobs,
});
