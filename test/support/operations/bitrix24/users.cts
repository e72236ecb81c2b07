/** Users of the fake portal, and API calls. */
import { byId } from '../../fakes.cts';
import type { RowOf } from '../../operations.cts';
import { UNKNOWN } from './unknownId.cts';

export const USERS: Array<RowOf<'bitrix24'>> = [
	{
		name: 'bitrix24 apiCall call',
		parameters: {
			resource: 'apiCall',
			operation: 'call',
			method: 'crm.activity.update',
			parameters: '={{ ({ id: $json.id, fields: { SUBJECT: "New" } }) }}',
		},
		items: [{ id: 4 }, { id: UNKNOWN }, { id: 8 }],
		refusal: 'The activity does not exist',
		wrote: (item) => [[4, undefined, 8][item.pairedItem.item]],
	},
	{
		name: 'bitrix24 apiCall batch',
		bulk: false,
		parameters: {
			resource: 'apiCall',
			operation: 'batch',
			commands: {
				values: [
					{
						method: '={{ $json.method }}',
						parameters: '={{ ({ id: $json.id, fields: { COMPLETED: "Y" } }) }}',
					},
				],
			},
		},
		items: [
			{ id: 4, method: 'crm.activity.update' },
			{ id: 4, method: '../profile' },
			{ id: 8, method: 'crm.activity.update' },
		],
		refusal: '"Method" can\'t be "../profile"',
		wrote: (item) => [[4, undefined, 8][item.pairedItem.item]],
	},
	{
		name: 'bitrix24 user get',
		effect: 'read',
		parameters: { resource: 'user', operation: 'get', userId: byId('={{ $json.id }}') },
		items: [{ id: 2 }, { id: UNKNOWN }, { id: 3 }],
		refusal: 'The user does not exist',
	},
	{
		name: 'bitrix24 user getMany',
		bulk: false,
		effect: 'read',
		parameters: {
			resource: 'user',
			operation: 'getMany',
			returnAll: false,
			limit: 1,
			filters: { EMAIL: '={{ $json.value }}' },
		},
		items: [{ value: 'user3@portal.example' }, { value: '' }, { value: 'user4@portal.example' }],
		refusal: '"Email" is empty',
	},
];
