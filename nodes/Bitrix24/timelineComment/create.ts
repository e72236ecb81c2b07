import { files, required } from '../../shared/form/fields';
import { asNumber, defined } from '../../shared/text/unknownJson';
import { idAt } from '../answerProofs';
import { ownerId, ownerType } from '../recordPickers';
import { recordOfType, typeWord } from '../relatedRecords';
import { restMethod } from '../restMethod';
import { commentFiles } from '../uploads';
import { comment } from './fields';
import { commentIsListed } from './findOut';
import { written } from './simplify';

export const create = restMethod({
	value: 'create',
	name: 'Create',
	action: 'Create a timeline comment',
	description: 'Add a comment to the timeline of a CRM record',
	effect: 'write',
	writes: 'new',
	fields: {
		ownerType: required(ownerType),
		owner: required(ownerId),
		comment: required(comment),
		files: files('Files', 'Files of the input item to attach'),
	},
	// Comments of a record are read in the order in which they were written.
	records: ({ ownerType: type, owner }) => [[type, owner]],
	method: 'crm.timeline.comment.add',
	parameters: ({ ownerType: type, owner, comment: COMMENT, files: names }, item) => ({
		fields: defined({
			ENTITY_ID: owner,
			ENTITY_TYPE: typeWord(type),
			COMMENT,
			FILES: names && commentFiles(names, item),
		}),
	}),
	files: ({ files: names }) => names,
	proof: idAt(),
	findOut: ({ ownerType: type, owner, comment: text }) => commentIsListed(type, owner, text),
	output: (result, { ownerType: type, owner, comment: text, files: names }) => ({
		...written(asNumber(result), text),
		relatedTo: recordOfType(type, owner),
		...(names === undefined ? {} : { files: [...names] }),
	}),
});
