import { required } from '../../shared/fields';
import { NUMBER_ID, picker } from '../../shared/pickers';
import { asObject } from '../../shared/values';
import { call } from '../define';
import { simplify } from './simplify';

export const get = call({
	value: 'get',
	name: 'Get',
	action: 'Get a timeline comment',
	description: 'Read one comment',
	effect: 'read',
	fields: { commentId: required(picker('Comment', NUMBER_ID)) },
	simplify,
	method: 'crm.timeline.comment.get',
	parameters: ({ commentId: id }) => ({ id }),
	output: asObject,
});
