import { required } from '../../shared/form/fields';
import { NUMBER_ID, picker } from '../../shared/form/recordPickers';
import { about } from '../../shared/http/proof';
import { multiStep } from '../../shared/operation/define';
import { asObject } from '../../shared/text/unknownJson';
import { addresses } from '../addresses';
import { idAt } from '../answerProofs';
import { batch } from '../bulk';
import { fileOptions, withFiles } from '../uploads';
import { method, resultOf } from '../vendor';
import { simplify } from './simplify';

export const get = multiStep({
	value: 'get',
	name: 'Get',
	action: 'Get a timeline comment',
	description: 'Read one comment',
	effect: 'read',
	fields: { commentId: required(picker('Comment', NUMBER_ID)) },
	options: fileOptions,
	simplify,
	addresses,
	*steps({ commentId: id }, options) {
		const found = asObject(
			resultOf(yield method('crm.timeline.comment.get', { id }, 'read', about(id, idAt('ID')))),
		);
		return options.downloadFiles === true ? yield* withFiles(found, options) : found;
	},
	bulk: batch,
});
