import type { RequestSpec } from '../../shared/contract/call';
import { NAME, NOTHING, proved } from '../../shared/http/proof';
import { apiCall } from '../../shared/operation/apiCall';
import { asObject } from '../../shared/text/unknownJson';
import { anyPages } from '../paging';

export const call = apiCall({
	vendor: 'Deskera',
	methods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
	example: '/v1/crm/deals',
	pageSize: 50,
	paging: [
		{
			name: 'Page and Limit, From 0',
			value: 'limitFrom0',
			description: 'For lists of Deskera Books and users, whose first page is 0',
			rows: anyPages('limit', 0),
		},
		{
			name: 'Page and Limit, From 1',
			value: 'limitFrom1',
			description: 'For contacts and deals, whose first page is 1',
			rows: anyPages('limit', 1),
		},
		{
			name: 'Page and PageSize',
			value: 'pageSize',
			description: 'For activities, whose first page is 1',
			rows: anyPages('pageSize', 1),
		},
	],
	finish: withItsProof,
});

/**
 * What a call that changes something has to answer: the record or its ID where there is one, or nothing but its status
 * for deletes and bulk changes (docs/contracts/deskera.md sections 3, 4, 5 and 8).
 */
function withItsProof(request: RequestSpec): RequestSpec {
	if (request.effect === 'read') return request;
	const proof =
		request.method === 'DELETE' || request.method === 'PATCH' ? SAID_OR_NOTHING : ITS_RECORD;
	return { ...request, proof };
}

const idIn = (body: unknown) => {
	const { id, Id, hookId } = asObject(body);
	return id ?? Id ?? hookId;
};
const isFilledList = (body: unknown) => Array.isArray(body) && body.length > 0;
const ITS_RECORD = proved(
	'the ID of the record',
	(body) => NAME(idIn(body)) || isFilledList(body),
	idIn,
);
const SAID_OR_NOTHING = proved(
	'a confirmation',
	(body) => NOTHING.holds(body) || ITS_RECORD.holds(body),
);
