import type { RequestSpec } from '../../shared/contract/call';
import { InvalidInput } from '../../shared/contract/errors';
import { proved, SOME_JSON } from '../../shared/http/proof';
import { asObject } from '../../shared/text/unknownJson';
import { apiCall } from '../../shared/operation/apiCall';
import { anyByOffset, anyByPages } from '../paging';

/** Names in LeadSquared's answers begin with a capital (docs/contracts/leadsquared.md section 1.4). */
const IN_ITS_FORM = proved('a record', (body) =>
	Object.keys(asObject(body)).some((name) => /^[A-Z]/.test(name)),
);

/** Lists are named so (sections 2.2, 4.1 and 5.1). The method tells nothing: a GET completes tasks (section 5.1). */
const READS = /Retrieve|\bGet|RecentlyModified/;

const IN_PAGING = { in: 'body', names: ['Paging'] } as const;

export const call = apiCall({
	vendor: 'LeadSquared',
	// The only verbs there are (docs/contracts/leadsquared.md section 1.4).
	methods: ['GET', 'POST'],
	example: '/LeadManagement.svc/LeadsMetaData.Get',
	credentialParameters: ['accessKey', 'secretKey'],
	pageSize: 100,
	readsByName: ({ path }) => READS.test(path),
	// What is written is confirmed by a record (section 3.4). Most GETs only read, and so do lists, which may be empty.
	writeProof: (method, path) => (method === 'GET' || READS.test(path) ? SOME_JSON : IN_ITS_FORM),
	paging: [
		{
			name: 'By Offset',
			value: 'offset',
			description: 'For lists that take Offset and RowCount in the body, under Paging',
			rows: anyByOffset,
			sets: IN_PAGING,
			check: pagedInBody,
		},
		{
			name: 'By Page',
			value: 'pages',
			description: 'For lists that take PageIndex and PageSize in the body, under Paging',
			rows: anyByPages,
			sets: IN_PAGING,
			check: pagedInBody,
		},
	],
});

/** For pages that are asked for in the body. @throws InvalidInput for a call without a body, and for a list as body */
function pagedInBody({ method, body }: RequestSpec): void {
	if (method === 'GET')
		throw new InvalidInput(
			'"Paging" asks for pages in the body, and a GET request has none',
			'Set Method to POST, or Paging to None.',
		);
	if (Array.isArray(body))
		throw new InvalidInput(
			'"Body (JSON)" is a list, and "Paging" asks for pages in an object',
			'Write the body as { "key": "value" }, or set Paging to None.',
		);
}
