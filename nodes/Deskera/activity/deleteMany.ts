import { notice, required } from '../../shared/form/fields';
import { NOTHING } from '../../shared/http/proof';
import { ALWAYS, operation } from '../../shared/operation/define';
import { asArray } from '../../shared/text/unknownJson';
import { deleteBulk } from '../bulk';
import { ACTIVITIES } from '../paths';
import { activityIds, confirmed, idOrIds } from './activityIds';
import { activitiesAreGone } from './findOut';

export const deleteMany = operation({
	value: 'deleteMany',
	name: 'Delete Many',
	action: 'Delete many activities',
	description: 'Delete many activities permanently, in as few requests as possible',
	effect: 'write',
	isDestructive: ALWAYS,
	fields: {
		warning: notice("Deskera deletes the activities permanently. This can't be undone."),
		activityIds: required(activityIds),
	},
	records: ({ activityIds: ids }) => ids,
	request: ({ activityIds: ids }) => ({
		method: 'POST',
		path: `${ACTIVITIES}/bulkDelete`,
		body: ids,
		effect: 'write',
		proof: NOTHING,
		joins: deleteBulk,
		findOut: activitiesAreGone(ids),
	}),
	output: (_body, { body }) => ({ deleted: true, ...idOrIds(asArray(body)) }),
	bulk: deleteBulk,
	confirm: confirmed('delete'),
});
