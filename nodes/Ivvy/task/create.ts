import { required } from '../../shared/form/fields';
import { operation } from '../../shared/operation/define';
import { OWNER_FIELDS, ownerBody, withOwner } from '../belongsTo';
import { jobs } from '../bulk';
import { details, detailsBody, dueDate, name, saveTask } from './fields';
import { newFromPortable } from './portable';
import { written } from './simplify';

export const create = operation({
	value: 'create',
	name: 'Create',
	action: 'Create a task',
	description: 'Add a task to a contact, company, lead or opportunity',
	effect: 'write',
	writes: 'new',
	fields: {
		name: required(name),
		endDatetime: required(dueDate),
		...OWNER_FIELDS,
		additionalFields: details,
	},
	fromPortable: newFromPortable,
	request: ({ additionalFields, name: subject, endDatetime, ...owner }) =>
		saveTask({
			name: subject,
			...withOwner(detailsBody({ ...additionalFields, endDatetime }), ownerBody(owner)),
		}),
	output: written,
	bulk: jobs,
});
