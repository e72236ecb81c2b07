import { required } from '../../shared/form/fields';
import { listIn, recordsOf } from '../../shared/operation/paging';
import { listAt } from '../answerProofs';
import { activityId } from '../recordPickers';
import { recordOfType } from '../relatedRecords';
import { restMethod } from '../restMethod';

/** At most a hundred links an activity, which come at once: nothing to page. */
export const getMany = restMethod({
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many activity links',
	description: 'List the CRM records that an activity is linked to',
	effect: 'read',
	fields: { activityId: required(activityId) },
	method: 'crm.activity.binding.list',
	parameters: ({ activityId: id }) => ({ activityId: id }),
	proof: listAt(),
	output: (result, { activityId: id }) =>
		listIn(recordsOf(result), { vendor: 'Bitrix24', records: 'links' }).map((link) => ({
			activityId: id,
			relatedTo: recordOfType(link.entityTypeId, link.entityId),
		})),
});
