import { collection, required } from '../../shared/form/fields';
import { NUMBER_ID, picker } from '../../shared/form/recordPickers';
import { operation } from '../../shared/operation/define';
import { mustChange } from '../../shared/operation/mustChange';
import { jobs } from '../bulk';
import { savedOutput, saveRequest } from '../saveRecord';
import { name, type } from './fields';

export const update = operation({
	value: 'update',
	name: 'Update',
	action: 'Update an activity purpose',
	description: 'Change name or type of an activity purpose',
	effect: 'write',
	writes: 'present',
	records: ({ purposeId: id }) => [id],
	fields: {
		purposeId: required(
			picker('Activity Purpose', NUMBER_ID, {
				description:
					'Its ID: iVvy shows it in the address of the purpose under Global Settings; there is no list of them',
			}),
		),
		updateFields: collection('Update Fields', { name, type }),
	},
	request: ({ purposeId: id, updateFields }) =>
		saveRequest('crm', 'addOrUpdateActivityPurpose', { id, ...mustChange(updateFields) }),
	output: savedOutput,
	bulk: jobs,
});
