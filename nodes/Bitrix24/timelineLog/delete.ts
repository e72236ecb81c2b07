import { required } from '../../shared/form/fields';
import { DONE } from '../answerProofs';
import { ownerId, ownerType } from '../recordPickers';
import { restMethod } from '../restMethod';
import { isGone } from '../../shared/operation/findOut';
import { ALWAYS } from '../../shared/operation/define';
import { logId, readLog } from './fields';

export const remove = restMethod({
	value: 'delete',
	name: 'Delete',
	action: 'Delete a timeline log entry',
	description: 'Delete a log entry permanently. Only the app that made it can do that.',
	effect: 'write',
	isDestructive: ALWAYS,
	fields: { ownerType, owner: ownerId, logId: required(logId) },
	records: ({ logId: id }) => [id],
	method: 'crm.timeline.logmessage.delete',
	parameters: ({ logId: id }) => ({ id }),
	proof: DONE,
	findOut: ({ logId: id }) => isGone(readLog(id), { result: true }),
	output: (_result, { logId: id }) => ({ deleted: true, id }),
});
