import { required } from '../../shared/form/fields';
import { operation } from '../../shared/operation/define';
import { OWNER_FIELDS, ownerBody, withOwner } from '../belongsTo';
import { jobs } from '../bulk';
import { description, details, detailsBody, name, saveActivity, subType } from './fields';
import { newFromPortable } from './portable';
import { written } from './simplify';

export const create = operation({
	value: 'create',
	name: 'Create',
	action: 'Create an activity',
	description: 'Add a meeting, call or email to a contact, company, lead or opportunity',
	effect: 'write',
	writes: 'new',
	fields: {
		name: required(name),
		subType: required(subType),
		description: required(description),
		...OWNER_FIELDS,
		additionalFields: details,
	},
	fromPortable: newFromPortable,
	request: ({ additionalFields, name: subject, description: about, subType: type, ...owner }) =>
		saveActivity({
			name: subject,
			subType: type,
			description: about,
			...withOwner(detailsBody(additionalFields), ownerBody(owner)),
		}),
	output: written,
	bulk: jobs,
});
