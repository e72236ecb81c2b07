import { operation } from '../../shared/define';
import { required } from '../../shared/fields';
import { jobs } from '../jobs';
import { saved } from '../saved';
import { action } from '../vendor';
import { name, type } from './fields';

export const create = operation({
	value: 'create',
	name: 'Create',
	action: 'Create an activity purpose',
	description: 'Add a purpose that activities can have. Keep its ID: iVvy has no call that lists purposes.',
	effect: 'write',
	fields: { name: required(name), type: required(type) },
	request: ({ name: called, type: kind }) => action('crm', 'addOrUpdateActivityPurpose', { name: called, type: kind }, 'write'),
	output: saved,
	bulk: jobs,
});
