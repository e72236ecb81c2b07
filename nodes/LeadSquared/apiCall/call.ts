import { apiCall } from '../../shared/operation/apiCall';
import { anyByOffset, anyByPages } from '../paging';

export const call = apiCall({
	vendor: 'LeadSquared',
	// The only verbs there are (docs/contracts/leadsquared.md section 1.4).
	methods: ['GET', 'POST'],
	example: '/LeadManagement.svc/LeadsMetaData.Get',
	credentialParameters: ['accessKey', 'secretKey'],
	pageSize: 100,
	paging: [
		{
			name: 'Offset and RowCount',
			value: 'offset',
			description: 'For lists that take Paging with Offset and RowCount in the body',
			rows: anyByOffset,
		},
		{
			name: 'PageIndex and PageSize',
			value: 'pages',
			description: 'For lists that take Paging with PageIndex and PageSize in the body',
			rows: anyByPages,
		},
	],
});
