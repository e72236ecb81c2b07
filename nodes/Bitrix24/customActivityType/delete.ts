import { required } from '../../shared/fields';
import { call } from '../define';
import { appNotice, needsApp } from '../needsApp';
import { activityTypeId } from '../pickers';

export const remove = call({
	value: 'delete',
	name: 'Delete',
	action: 'Delete a custom activity type',
	description: 'Remove a type of activity that your app has registered. Needs an administrator.',
	effect: 'write',
	needs: needsApp,
	fields: { app: appNotice, typeId: required(activityTypeId) },
	method: 'crm.activity.type.delete',
	parameters: ({ typeId: TYPE_ID }) => ({ TYPE_ID }),
	output: (_result, { typeId }) => ({ deleted: true, typeId }),
});
