import { operation } from '../../shared/operation/define';
import { mustChange } from '../../shared/operation/mustChange';
import { withoutNulls } from '../../shared/text/unknownJson';
import { NEW_OWNER_FIELDS, ownerBody, withOwner } from '../belongsTo';
import { jobs } from '../bulk';
import { idIfAny, needAll } from '../optionalId';
import {
	activityId,
	description,
	details,
	detailsBody,
	name,
	saveActivity,
	upsertSubType,
} from './fields';
import { written } from './simplify';

export const upsert = operation({
	value: 'upsert',
	name: 'Create or Update',
	action: 'Create or update an activity',
	description: 'Create a new record, or update the current one if it already exists (upsert)',
	effect: 'write',
	writes: 'newOrPresent',
	records: ({ activityId: id }) => (id === undefined ? [] : [id]),
	fields: {
		activityId: idIfAny(activityId),
		name,
		subType: upsertSubType,
		description,
		...NEW_OWNER_FIELDS,
		additionalFields: details,
	},
	request({
		activityId: id,
		additionalFields,
		name: subject,
		description: about,
		subType,
		...owner
	}) {
		const body = {
			name: subject,
			subType: subType === 'unchanged' ? undefined : subType,
			description: about,
			...withOwner(detailsBody(additionalFields), ownerBody(owner)),
		};
		if (id !== undefined) return saveActivity({ id, ...mustChange(body) });
		needAll(
			{ Name: subject, Type: body.subType, Description: about },
			'Without an activity ID a new activity is created, and for that iVvy needs name, type and description.',
		);
		return saveActivity(withoutNulls(body));
	},
	output: written,
	bulk: jobs,
});
