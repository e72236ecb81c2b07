import type { RequestSpec } from '../../shared/contract/call';
import { InvalidInput } from '../../shared/contract/errors';
import { proved } from '../../shared/http/proof';
import { apiCall } from '../../shared/operation/apiCall';
import { shown } from '../../shared/text/sentences';
import { asObject } from '../../shared/text/unknownJson';
import { anyRows } from '../paging';
import { ITS_ID } from '../saveRecord';

const PATH = /^\/api\/1\.0\/[A-Za-z]+$/;
const NAME = /^\w+$/;
/** Each of these answers with the ID of the record (section 4.1). */
const SAVES = /^addOrUpdate/;
/** Named so are the calls that only read. */
const READS = /^get(?!OrAdd)/i;
/** No page prints an answer that says nothing (section 4.1). */
const SAYS_SOMETHING = proved(
	'a confirmation',
	(body) =>
		body === true ||
		(Array.isArray(body) && body.length > 0) ||
		Object.keys(asObject(body)).length > 0,
);
const AS_PRINTED = 'Write the path as /api/1.0/crm and add the query parameter action.';

/** Any call of iVvy's; it is signed by the credential like all others. */
export const call = apiCall({
	vendor: 'iVvy',
	methods: ['POST'],
	example: '/api/1.0/crm',
	beside: '. The query parameter action names the call, such as getTaskList.',
	pageSize: 100,
	paging: [
		{
			name: 'By Offset',
			value: 'start',
			description: 'For lists, which take start and perPage in the body and answer with results',
			rows: anyRows,
			sets: { in: 'body', names: ['start', 'perPage'] },
		},
	],
	readsByName: ({ query }) => READS.test(query.action ?? ''),
	finish: named,
});

/**
 * Every call is a POST to a namespace, `action` is all that the query holds, and parameters are one object in the body
 * (docs/contracts/ivvy.md section 1).
 * @throws InvalidInput for another path, and for a query without an action or with anything else
 */
function named({ query = {}, body, ...rest }: RequestSpec): RequestSpec {
	if (!PATH.test(rest.path))
		throw new InvalidInput(`"Path" can't be ${shown(rest.path)}`, AS_PRINTED);
	const { action, ...others } = query;
	const other = Object.keys(others)[0];
	if (other !== undefined)
		throw new InvalidInput(
			`"Query Parameters" can't hold ${other}`,
			'iVvy takes only action there. Put all other parameters into Body.',
		);
	if (Array.isArray(body))
		throw new InvalidInput(
			'"Body (JSON)" must be an object',
			"iVvy's calls take one object, in which lists have a name.",
		);
	if (action === undefined) throw new InvalidInput('"Query Parameters" has no action', AS_PRINTED);
	if (!NAME.test(String(action)))
		throw new InvalidInput(`action can't be ${shown(action)}`, 'Write it as getOpportunityList.');
	const isWrite = rest.effect === 'write';
	const proof = SAVES.test(String(action)) ? ITS_ID : SAYS_SOMETHING;
	return {
		...rest,
		path: `${rest.path}?action=${action}`,
		body: body ?? {},
		...(isWrite && !READS.test(String(action)) ? { proof } : {}),
	};
}
