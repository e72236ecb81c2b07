import { mustChange } from '../../shared/checks';
import { operation } from '../../shared/define';
import { collection, required } from '../../shared/fields';
import { NUMBER_ID, picker } from '../../shared/pickers';
import { defined } from '../../shared/values';
import { jobs } from '../jobs';
import { saved } from '../saved';
import { action } from '../vendor';
import { name, type } from './fields';

export const update = operation({
	value: 'update',
	name: 'Update',
	action: 'Update an activity purpose',
	description: 'Change name or type of an activity purpose',
	effect: 'write',
	fields: { purposeId: required(picker('Activity Purpose', NUMBER_ID, { description: 'Its ID: iVvy shows it in the address of the purpose under Global Settings; no call lists them' })), updateFields: collection('Update Fields', { name, type }) },
	request: ({ purposeId: id, updateFields }) => action('crm', 'addOrUpdateActivityPurpose', defined({ id, ...mustChange(updateFields) }), 'write'),
	output: saved,
	bulk: jobs,
});
