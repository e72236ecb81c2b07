import { required } from '../../shared/form/fields';
import { ALWAYS } from '../../shared/operation/define';
import { DONE_OR_NULL } from '../answerProofs';
import { ownerId, ownerType } from '../recordPickers';
import { restMethod } from '../restMethod';
import { commentId } from './fields';
import { commentIsGone } from './findOut';

export const remove = restMethod({
	value: 'delete',
	name: 'Delete',
	action: 'Delete a timeline comment',
	description:
		'Delete a comment. One that is linked to several records is only removed from this one.',
	effect: 'write',
	isDestructive: ALWAYS,
	fields: {
		ownerType: required(ownerType),
		owner: required(ownerId),
		commentId: required(commentId),
	},
	records: ({ commentId: id }) => [id],
	method: 'crm.timeline.comment.delete',
	parameters: ({ commentId: id, ownerType: ownerTypeId, owner }) => ({
		id,
		ownerTypeId,
		ownerId: owner,
	}),
	proof: DONE_OR_NULL,
	findOut: ({ commentId: id }) => commentIsGone(id),
	output: (_result, { commentId: id }) => ({ deleted: true, id }),
});
