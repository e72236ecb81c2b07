import { required } from '../../shared/form/fields';
import { ALWAYS } from '../../shared/operation/define';
import { DONE } from '../answerProofs';
import { appNotice, needsApp } from '../needsApp';
import { activityTypeId } from '../recordPickers';
import { restMethod } from '../restMethod';
import { isNotThere } from './findOut';

export const remove = restMethod({
	value: 'delete',
	name: 'Delete',
	action: 'Delete a custom activity type',
	description: 'Delete a type of activity that your app has registered. Needs an administrator.',
	effect: 'write',
	isDestructive: ALWAYS,
	needs: needsApp,
	fields: { app: appNotice, typeId: required(activityTypeId) },
	records: ({ typeId }) => [typeId],
	method: 'crm.activity.type.delete',
	parameters: ({ typeId: TYPE_ID }) => ({ TYPE_ID }),
	proof: DONE,
	findOut: ({ typeId }) => isNotThere(typeId),
	output: (_result, { typeId }) => ({ deleted: true, typeId }),
});
