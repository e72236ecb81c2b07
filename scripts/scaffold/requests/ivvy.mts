/** Calls of iVvy: a namespace and an action. Writes may be parts of a background job. */
import { Stop } from '../../lib/tools.mjs';
import type { About, Import, Parts, Requests } from '../operationFile.mts';

export const example = 'crm/addOrUpdateTask';
export const idKind = 'NUMBER_ID';

/** @param request such as `crm/addOrUpdateTask` */
export const parse: Requests['parse'] = (request = 'crm/FILL-IN') => {
	const [, namespace, action] = /^(\w+)\/([\w-]+)$/.exec(request) ?? [];
	if (namespace !== undefined) return (about) => parts(`'${namespace}', '${action}'`, about);
	throw new Stop(`"${request}" is no call of iVvy: write namespace and action, like "${example}".`);
};

const SAVING: Import[] = [
	['../bulk', 'jobs'],
	['../saveRecord', 'savedOutput', 'saveRequest'],
];

function parts(call: string, { kind, id, noun }: About): Parts {
	const request = (values: string, body: string) =>
		`request: (${values}) => saveRequest(${call}, ${body}),`;
	switch (kind) {
		case 'list':
			return {
				helper: 'list',
				imports: [
					['../../shared/text/dates', 'toSqlUtc'],
					['../paging', 'listRows'],
				],
				lines: `rows({ filters: { changedAfter } }, _options, limit) {
					const filter = changedAfter && { modifiedDate__GREATERTHAN: toSqlUtc(changedAfter) };
					return listRows(${call}, { filter }, limit);
				},`,
			};
		case 'get':
			return {
				helper: 'operation',
				imports: [
					['../../shared/http/proof', 'anId'],
					['../../shared/http/proof', 'NUMBER'],
					['../../shared/text/unknownJson', 'asObject'],
					['../vendor', 'action'],
				],
				lines: `request: ({ ${id}: id }) =>
						action(${call}, { id }, 'read', anId(NUMBER, (body) => asObject(body).id, 'the ${noun}')),
					output: asObject,`,
			};
		case 'create':
			return {
				helper: 'operation',
				imports: SAVING,
				lines: `${request('{ name }', '{ name }')} output: savedOutput, bulk: jobs,`,
			};
		case 'update':
			return {
				helper: 'operation',
				imports: [...SAVING, ['../../shared/operation/mustChange', 'mustChange']],
				lines:
					`${request(`{ ${id}: id, updateFields }`, '{ id, ...mustChange(updateFields) }')} ` +
					'output: savedOutput, bulk: jobs,',
			};
		case 'delete':
			return {
				helper: 'operation',
				imports: [
					['../bulk', 'jobs'],
					['../saveRecord', 'saveRequest'],
				],
				lines: `${request(`{ ${id}: id }`, '{ id }')}
					output: (_body, _request, { ${id}: id }) => ({ deleted: true, id }), bulk: jobs,`,
			};
		default:
			return {
				helper: 'operation',
				imports: SAVING,
				lines: `${request(`{ ${id}: id }`, '{ id }')} output: savedOutput, bulk: jobs,`,
			};
	}
}
