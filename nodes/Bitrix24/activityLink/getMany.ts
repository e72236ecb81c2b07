import { required } from '../../shared/fields';
import { listIn, recordsOf } from '../../shared/pages';
import { call } from '../define';
import { activityId } from '../pickers';

/** At most a hundred links an activity, which come at once: nothing to page. */
export const getMany = call({
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many activity links',
	description: 'List the CRM records that an activity is linked to',
	effect: 'read',
	fields: { activityId: required(activityId) },
	method: 'crm.activity.binding.list',
	parameters: ({ activityId: id }) => ({ activityId: id }),
	output(result, { activityId: id }) {
		const links = listIn(recordsOf(result), { vendor: 'Bitrix24', records: 'links' });
		return links.map((link) => ({ activityId: id, ...link }));
	},
});
