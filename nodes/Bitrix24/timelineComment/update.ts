import { clearable, collection, files, notice, required } from '../../shared/form/fields';
import { mustChange } from '../../shared/operation/mustChange';
import { asObject, defined, withCleared } from '../../shared/text/unknownJson';
import { idAt } from '../answerProofs';
import { ownerId, ownerType } from '../recordPickers';
import { restMethod } from '../restMethod';
import { commentFiles } from '../uploads';
import { comment, commentId } from './fields';
import { commentHolds } from './findOut';
import { written } from './simplify';

/** A comment without files has an empty list of them. */
const CLEARED = { FILES: [] } as const;

export const update = restMethod({
	value: 'update',
	name: 'Update',
	action: 'Update a timeline comment',
	description: 'Change a comment',
	effect: 'write',
	writes: 'present',
	records: ({ commentId: id }) => [id],
	fields: {
		ownerType: required(ownerType),
		owner: required(ownerId),
		commentId: required(commentId),
		updateFields: collection('Update Fields', {
			COMMENT: comment,
			FILES: clearable(files('Files', 'Files of the input item to attach')),
		}),
		replaced: notice('Adding files replaces the current files of the comment.'),
	},
	method: 'crm.timeline.comment.update',
	parameters: (
		{ commentId: id, updateFields: { COMMENT, FILES }, ownerType: ownerTypeId, owner },
		item,
	) => ({
		id,
		fields: withCleared(
			defined(mustChange({ COMMENT, FILES: FILES && commentFiles(FILES, item) })),
			CLEARED,
		),
		ownerTypeId,
		ownerId: owner,
	}),
	files: ({ updateFields: { FILES } }) => FILES,
	proof: idAt(),
	about: ({ commentId: id }) => id,
	findOut: ({ commentId: id }, parameters) =>
		commentHolds(id, asObject(asObject(parameters).fields)),
	output: (_result, { commentId: id, updateFields: { COMMENT } }) => written(id, COMMENT),
});
