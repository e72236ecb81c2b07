import { collection } from '../../shared/form/fields';
import { list } from '../../shared/operation/define';
import { defined } from '../../shared/text/unknownJson';
import { addresses } from '../addresses';
import { toPortable } from '../activity/portable';
import { selectedFor, simplify } from '../activity/simplify';
import { activitySort } from '../activity/sort';
import { appNotice, needsApp } from '../needsApp';
import { readRows } from '../paging';
import { activityTypeId, assignedTo, ownerId, ownerType } from '../recordPickers';
import { completedAs, status } from '../statusFilter';

const filters = collection(
	'Filters',
	{
		COMPLETED: status,
		// The type stands first, as it says how an owner is found by email.
		OWNER_TYPE_ID: ownerType,
		OWNER_ID: ownerId,
		PROVIDER_TYPE_ID: activityTypeId,
		RESPONSIBLE_ID: assignedTo,
	},
	'Add Filter',
);

export const getMany = list({
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many custom activities',
	description: 'Read a list of custom activities',
	needs: needsApp,
	fields: { app: appNotice, filters, sort: activitySort },
	simplify,
	portable: toPortable,
	addresses,
	rows: ({ filters: { COMPLETED, ...equal }, sort }, _options, limit, output) =>
		readRows(
			{
				method: 'crm.activity.list',
				records: 'activities',
				parameters: {
					select: selectedFor(output),
					filter: defined({
						PROVIDER_ID: 'CONFIGURABLE_REST_APP',
						...equal,
						COMPLETED: completedAs(COMPLETED),
					}),
				},
				id: 'ID',
				sort,
			},
			limit,
		),
});
