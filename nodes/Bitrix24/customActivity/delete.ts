import { required } from '../../shared/form/fields';
import { ALWAYS } from '../../shared/operation/define';
import { DONE } from '../answerProofs';
import { appNotice, needsApp } from '../needsApp';
import { activityId } from '../recordPickers';
import { restMethod } from '../restMethod';
import { activityIsGone } from '../activity/findOut';

export const remove = restMethod({
	value: 'delete',
	name: 'Delete',
	action: 'Delete a custom activity',
	description: 'Delete a custom activity permanently',
	effect: 'write',
	isDestructive: ALWAYS,
	needs: needsApp,
	fields: { app: appNotice, activityId: required(activityId) },
	records: ({ activityId: id }) => [id],
	method: 'crm.activity.delete',
	parameters: ({ activityId: id }) => ({ id }),
	proof: DONE,
	findOut: ({ activityId: id }) => activityIsGone(id),
	output: (_result, { activityId: id }) => ({ deleted: true, id }),
});
