/** Requests with a method and a path, as most vendors have them. */
import { Stop } from '../../lib/tools.mjs';
import type { About, Import, Parts, Requests } from '../operationFile.mts';
import { hasId, type Kind } from '../kinds.mts';

interface Request {
	method: string;
	path: string;
}

const METHODS: Record<Kind, string> = {
	list: 'GET',
	get: 'GET',
	create: 'POST',
	update: 'PUT',
	delete: 'DELETE',
	change: 'POST',
};
const REQUEST = /^(GET|POST|PUT|PATCH|DELETE) (\/[^\s{}]*(?:\{id\}[^\s{}]*)?)$/;

export const example = 'POST /v1/deals/{id}/close';

/** @param request such as `POST /v1/deals/{id}/close` */
export const parse: Requests['parse'] = (request, kind) => {
	const found = requestOf(request, kind);
	return (about) => parts(found, about);
};

function requestOf(request: string | undefined, kind: Kind): Request {
	if (request === undefined)
		return { method: METHODS[kind], path: `/FILL-IN${hasId(kind) ? '/{id}' : ''}` };
	const [, method, path] = REQUEST.exec(request) ?? [];
	if (method === undefined || path === undefined)
		throw new Stop(`"${request}" is no request here: write it like "${example}".`);
	if (path.includes('{id}') && !hasId(kind))
		throw new Stop(`"${request}" names the ID of a record, but this operation picks none.`);
	return { method, path };
}

const WITH_ID = "anId(NUMBER, (body) => asObject(body).id, 'the ID of the NOUN')";

function parts(request: Request, { kind, id, idField, noun, nouns }: About): Parts {
	const inPath = request.path.includes('{id}');
	const value = idField.isNumber ? 'id' : 'encodeURIComponent(id)';
	const path = inPath ? `\`${request.path.replace('{id}', `\${${value}}`)}\`` : `'${request.path}'`;
	const start = `method: '${request.method}', path: ${path}`;
	const proof = WITH_ID.replace('NOUN', noun);
	const readId: Import[] = [
		['../../shared/http/proof', 'anId'],
		['../../shared/http/proof', 'NUMBER'],
		OBJECTS,
	];
	const spec = (values: string, more: string, effect: string, how = proof) =>
		`request: (${values}) => ({ ${start}, ${more}effect: '${effect}', proof: ${how} }),`;
	const picked = `{ ${id}: id }`;
	const idInBody = inPath ? '' : 'body: { id }, ';
	const changes = inPath ? 'mustChange(updateFields)' : '{ id, ...mustChange(updateFields) }';
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
				lines: `${spec(`{ ${id}: id, updateFields }`, `body: ${changes}, `, 'write')}
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

const OBJECTS: Import = ['../../shared/text/unknownJson', 'asObject'];
export const idKind = 'NUMBER_ID';
