/** Requests with a method and a path, as most vendors have them. */
import { Stop } from '../../lib/tools.mjs';
import { hasId } from '../kinds.mjs';

const METHODS = { list: 'GET', get: 'GET', create: 'POST', update: 'PUT', delete: 'DELETE' };
const REQUEST = /^(GET|POST|PUT|PATCH|DELETE) (\/[^\s{}]*(?:\{id\}[^\s{}]*)?)$/;

export const example = 'POST /v1/deals/{id}/close';

/** @param {string | undefined} request such as `POST /v1/deals/{id}/close` @throws Stop when it is none */
export function parse(request, kind) {
	if (request === undefined)
		return { method: METHODS[kind] ?? 'POST', path: `/FILL-IN${hasId(kind) ? '/{id}' : ''}` };
	const [, method, path] = REQUEST.exec(request) ?? [];
	if (method === undefined)
		throw new Stop(`"${request}" is no request here: write it like "${example}".`);
	if (path.includes('{id}') && !hasId(kind))
		throw new Stop(`"${request}" names the ID of a record, but this operation picks none.`);
	return { method, path };
}

const WITH_ID = "anId(NUMBER, (body) => asObject(body).id, 'the ID of the NOUN')";

/** @param {{method: string, path: string}} request @param {object} about see operationFile.mjs */
export function parts(request, { kind, id, idField, noun, nouns }) {
	const inPath = request.path.includes('{id}');
	const value = idField.isNumber ? 'id' : 'encodeURIComponent(id)';
	const path = inPath ? `\`${request.path.replace('{id}', `\${${value}}`)}\`` : `'${request.path}'`;
	const start = `method: '${request.method}', path: ${path}`;
	const proof = WITH_ID.replace('NOUN', noun);
	const readId = [
		['../../shared/http/proof', 'anId'],
		['../../shared/http/proof', 'NUMBER'],
		OBJECTS,
	];
	const spec = (values, more, effect, how = proof) =>
		`request: (${values}) => ({ ${start}, ${more}effect: '${effect}', proof: ${how} }),`;
	const picked = `{ ${id}: id }`;
	const idInBody = inPath ? '' : 'body: { id }, ';
	switch (kind) {
		case 'list':
			return {
				helper: 'list',
				imports: [
					['../../shared/http/proof', 'SOME_JSON'],
					['../../shared/operation/paging', 'listSteps'],
					['../../shared/text/dates', 'toIsoUtc'],
					['../paging', 'pages'],
				],
				lines: `rows: ({ filters: { changedAfter } }, _options, limit) =>
					listSteps(
						{ ...pages(), records: '${nouns}' },
						{
							${start},
							query: changedAfter === undefined ? {} : { changedAfter: toIsoUtc(changedAfter) },
							effect: 'read',
							proof: SOME_JSON,
						},
						limit,
					),`,
			};
		case 'get':
			return {
				helper: 'operation',
				imports: readId,
				lines: `${spec(picked, inPath ? '' : 'query: { id }, ', 'read')} output: asObject,`,
			};
		case 'create':
			return {
				helper: 'operation',
				imports: readId,
				lines: `${spec('{ name }', 'body: { name }, ', 'write')}
					output: (body, { body: sent }) => ({ id: asObject(body).id, ...asObject(sent) }),`,
			};
		case 'update':
			return {
				helper: 'operation',
				imports: [...readId, ['../../shared/operation/mustChange', 'mustChange']],
				lines: `${spec(`{ ${id}: id, updateFields }`, `body: ${inPath ? 'mustChange(updateFields)' : '{ id, ...mustChange(updateFields) }'}, `, 'write')}
					output: (_body, { body: sent }, { ${id}: id }) => ({ id, ...asObject(sent) }),`,
			};
		case 'delete':
			return {
				helper: 'operation',
				imports: [['../../shared/http/proof', 'NOTHING']],
				lines: `${spec(picked, idInBody, 'write', 'NOTHING')}
					output: (_body, _request, { ${id}: id }) => ({ deleted: true, id }),`,
			};
		default:
			return {
				helper: 'operation',
				imports: readId,
				lines: `${spec(picked, idInBody, 'write')}
					output: (_body, _request, { ${id}: id }) => ({ id }),`,
			};
	}
}

const OBJECTS = ['../../shared/text/unknownJson', 'asObject'];
export const idKind = 'NUMBER_ID';
