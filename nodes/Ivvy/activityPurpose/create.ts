import { required } from '../../shared/form/fields';
import { operation } from '../../shared/operation/define';
import { jobs } from '../bulk';
import { savedOutput, saveRequest } from '../saveRecord';
import { name, type } from './fields';

export const create = operation({
	value: 'create',
	name: 'Create',
	action: 'Create an activity purpose',
	description:
		'Add a purpose that activities can have. Keep its ID: iVvy has no call that lists purposes.',
	effect: 'write',
	writes: 'new',
	fields: { name: required(name), type: required(type) },
	request: ({ name: called, type: kind }) =>
		saveRequest('crm', 'addOrUpdateActivityPurpose', { name: called, type: kind }),
	output: savedOutput,
	bulk: jobs,
});
