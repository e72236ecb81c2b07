import { required } from '../../shared/form/fields';
import { list } from '../../shared/operation/define';
import { addresses } from '../addresses';
import { readRows } from '../paging';
import { ownerId, ownerType } from '../recordPickers';
import { sortBy } from '../sort';
import { simplify } from './fields';

export const getMany = list({
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many timeline log entries',
	description: 'List the log entries of a CRM record that were made through the API',
	fields: {
		ownerType: required(ownerType),
		owner: required(ownerId),
		sort: sortBy({ name: 'Created', value: 'created' }, { name: 'ID', value: 'id' }),
	},
	simplify,
	addresses,
	// This list has no filter, and ten entries a page (docs/contracts/bitrix24.md section 2.7).
	rows: ({ ownerType: entityTypeId, owner: entityId, sort }, _options, limit) =>
		readRows(
			{
				method: 'crm.timeline.logmessage.list',
				records: 'log entries',
				parameters: { entityTypeId, entityId },
				id: 'id',
				direction: 'desc',
				isCounted: true,
				pageSize: 10,
				sort,
			},
			limit,
		),
});
