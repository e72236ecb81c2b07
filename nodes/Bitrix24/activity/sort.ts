import { sortable, sortBy } from '../sort';

/** Every field can be a key of the order (docs/contracts/bitrix24.md section 2.2). */
export const activitySort = sortBy(
	...sortable(
		'AUTHOR_ID',
		'COMPLETED',
		'CREATED',
		'DEADLINE',
		'DIRECTION',
		'EDITOR_ID',
		'END_TIME',
		'ID',
		'LAST_UPDATED',
		'OWNER_ID',
		'OWNER_TYPE_ID',
		'PRIORITY',
		'PROVIDER_ID',
		'PROVIDER_TYPE_ID',
		'RESPONSIBLE_ID',
		'START_TIME',
		'STATUS',
		'SUBJECT',
		'TYPE_ID',
	),
);
