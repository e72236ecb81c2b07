import type { Proof } from '../../shared/contract/call';
import { NAME, NOTHING, proved, SOME_JSON } from '../../shared/http/proof';
import { apiCall } from '../../shared/operation/apiCall';
import { asObject } from '../../shared/text/unknownJson';
import { anyPages } from '../paging';

/** Where an answer names the record (docs/contracts/deskera.md sections 3, 4, 5 and 8). */
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

/**
 * What a call that changes something has to answer, but for a POST; deletes and bulk changes may have nothing but their
 * status.
 */
const PROOFS: Readonly<Record<string, Proof | undefined>> = {
	DELETE: SAID_OR_NOTHING,
	PATCH: SAID_OR_NOTHING,
	PUT: ITS_RECORD,
};

/** Answers without a body (section 3). */
const DELETES_BY_POST = /\/bulkDelete$/;
/** Lists and pages that take what they look for in the body (sections 4, 6 and 9); a list may be empty. */
const READS_BY_POST = /\/(?:multiple|users\/info|paged-record)$/;

export const call = apiCall({
	vendor: 'Deskera',
	methods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
	example: '/v1/crm/deals',
	pageSize: 50,
	paging: [
		{
			name: 'By Page, From 0',
			value: 'limitFrom0',
			description: 'For users and lists of Deskera Books, which take limit, and page from 0',
			rows: anyPages('limit', 0),
			sets: { in: 'query', names: ['page', 'limit'] },
		},
		{
			name: 'By Page, From 1',
			value: 'limitFrom1',
			description: 'For contacts and deals, which take limit, and page from 1',
			rows: anyPages('limit', 1),
			sets: { in: 'query', names: ['page', 'limit'] },
		},
		{
			name: 'By Page Size',
			value: 'pageSize',
			description: 'For activities, which take pageSize, and page from 1',
			rows: anyPages('pageSize', 1),
			sets: { in: 'query', names: ['page', 'pageSize'] },
		},
	],
	readsByName: ({ method }) => method === 'GET',
	writeProof(method, path) {
		if (method !== 'POST') return PROOFS[method] ?? SOME_JSON;
		return READS_BY_POST.test(path)
			? SOME_JSON
			: DELETES_BY_POST.test(path)
				? SAID_OR_NOTHING
				: ITS_RECORD;
	},
});
