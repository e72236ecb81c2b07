/** Calls of LeadSquared: a path, read with GET or searched and written with POST. */
import { Stop } from '../../lib/tools.mjs';
import type { About, Import, Parts, Requests } from '../operationFile.mts';

export const example = '/Task.svc/Update';
export const idKind = 'GUID_ID';

/** @param request the path of a call */
export const parse: Requests['parse'] = (request = '/FILL-IN') => {
	if (/^\/[\w.\/-]+$/.test(request)) return (about) => parts(`'${request}'`, about);
	throw new Stop(`"${request}" is no call of LeadSquared: write its path, like "${example}".`);
};

const OBJECTS: Import = ['../../shared/text/unknownJson', 'asObject'];
const WRITE: Import[] = [
	['../answerProofs', 'SUCCESS'],
	['../vendor', 'write'],
];

function parts(path: string, { kind, id, noun, nouns }: About): Parts {
	switch (kind) {
		case 'list':
			return {
				helper: 'list',
				imports: [
					['../../shared/http/proof', 'SOME_JSON'],
					['../../shared/operation/paging', 'listSteps'],
					['../../shared/text/dates', 'toSqlUtc'],
					['../../shared/text/unknownJson', 'defined'],
					['../paging', 'byPages'],
					['../vendor', 'search'],
				],
				lines: `rows({ filters: { changedAfter } }, _options, limit) {
					const Parameter = defined({ FromDate: changedAfter && toSqlUtc(changedAfter) });
					return listSteps(
						byPages({ key: 'List', records: '${nouns}' }),
						search(${path}, { Parameter }, SOME_JSON),
						limit,
					);
				},`,
			};
		case 'get':
			return {
				helper: 'operation',
				imports: [['../../shared/http/proof', 'aRecord'], OBJECTS, ['../vendor', 'get as read']],
				lines: `request: ({ ${id}: id }) =>
						read(${path}, aRecord((body) => body, 'the ${noun}'), { id }),
					output: asObject,`,
			};
		case 'create':
			return {
				helper: 'operation',
				imports: [
					['../../shared/http/proof', 'anId'],
					['../../shared/http/proof', 'GUID'],
					OBJECTS,
					['../vendor', 'write'],
				],
				before: 'const idIn = (body: unknown) => asObject(asObject(body).Message).Id;\n\n',
				lines: `request: ({ name }) => write(${path}, { Name: name }, anId(GUID, idIn, 'the ID of the ${noun}')),
					output: (body, { body: sent }) => ({ id: idIn(body), ...asObject(sent) }),`,
			};
		case 'update':
			return {
				helper: 'operation',
				imports: [...WRITE, ['../../shared/operation/mustChange', 'mustChange'], OBJECTS],
				lines: `request: ({ ${id}: id, updateFields }) =>
						write(${path}, { Id: id, ...mustChange(updateFields) }, SUCCESS),
					output: (_body, { body: sent }, { ${id}: id }) => ({ id, ...asObject(sent) }),`,
			};
		default:
			return {
				helper: 'operation',
				imports: WRITE,
				lines: `request: ({ ${id}: id }) => write(${path}, { Id: id }, SUCCESS),
					output: (_body, _request, { ${id}: id }) => ({ ${kind === 'delete' ? 'deleted: true, ' : ''}id }),`,
			};
	}
}
