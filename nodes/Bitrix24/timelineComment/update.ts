import { mustChange } from '../../shared/checks';
import { collection, files, notice, required } from '../../shared/fields';
import { defined } from '../../shared/values';
import { call } from '../define';
import { commentFiles } from '../files';
import { ownerId, ownerType } from '../pickers';
import { comment, commentId } from './fields';

export const update = call({
	value: 'update',
	name: 'Update',
	action: 'Update a timeline comment',
	description: 'Change a comment',
	effect: 'write',
	fields: {
		ownerType: required(ownerType),
		owner: required(ownerId),
		commentId: required(commentId),
		updateFields: collection('Update Fields', { COMMENT: comment, FILES: files('Files', 'Files of the input item to attach') }),
		replaced: notice('Files replace those that the comment has.'),
	},
	method: 'crm.timeline.comment.update',
	parameters: async ({ commentId: id, updateFields: { COMMENT, FILES }, ownerType: ownerTypeId, owner }, item) => ({
		id,
		fields: defined(mustChange({ COMMENT, FILES: FILES && (await commentFiles(FILES, item)) })),
		ownerTypeId,
		ownerId: owner,
	}),
	output: (_result, { commentId: id, updateFields: { COMMENT } }) => defined({ id, comment: COMMENT }),
});
