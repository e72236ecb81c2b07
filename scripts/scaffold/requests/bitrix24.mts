/** REST methods of Bitrix24, of which many travel in one batch. */
import { Stop } from '../../lib/tools.mjs';
import type { About, Import, Parts, Requests } from '../operationFile.mts';

export const example = 'crm.deal.update';
export const idKind = 'NUMBER_ID';

/** @param request the name of a method */
export const parse: Requests['parse'] = (request = 'FILL-IN') => {
	if (/^[\w.-]+$/.test(request)) return (about) => parts(request, about);
	throw new Stop(`"${request}" is no method of Bitrix24: write its name, such as ${example}.`);
};

const OBJECTS: Import = ['../../shared/text/unknownJson', 'asObject'];
const REST_METHOD: Import = ['../restMethod', 'restMethod'];
const proofs = (...names: string[]): Import => ['../answerProofs', ...names];

function parts(method: string, { kind, id, nouns }: About): Parts {
	const start = `method: '${method}',`;
	const picked = `parameters: ({ ${id}: id }) => ({ id }),`;
	switch (kind) {
		case 'list':
			return {
				helper: 'list',
				imports: [
					['../../shared/text/unknownJson', 'defined'],
					['../paging', 'readRows'],
					['../moment', 'moment'],
				],
				lines: `rows: ({ filters: { changedAfter } }, _options, limit) =>
					readRows(
						{
							method: '${method}',
							records: '${nouns}',
							parameters: { filter: defined({ '>=DATE_MODIFY': moment(changedAfter) }) },
							id: 'ID',
						},
						limit,
					),`,
			};
		case 'get':
			return {
				helper: 'restMethod',
				imports: [OBJECTS, REST_METHOD, proofs('recordAt')],
				lines: `${start} ${picked} proof: recordAt(), output: asObject,`,
			};
		case 'create':
			return {
				helper: 'restMethod',
				imports: [
					['../../shared/text/unknownJson', 'asNumber', 'asObject'],
					REST_METHOD,
					proofs('idAt'),
				],
				lines: `${start} parameters: ({ name }) => ({ fields: { NAME: name } }), proof: idAt(),
					output: (result, _values, { fields }) => ({ id: asNumber(result), ...asObject(fields) }),`,
			};
		case 'update':
			return {
				helper: 'restMethod',
				imports: [
					['../../shared/operation/mustChange', 'mustChange'],
					OBJECTS,
					REST_METHOD,
					proofs('DONE'),
				],
				lines: `${start} parameters: ({ ${id}: id, updateFields }) => ({ id, fields: mustChange(updateFields) }),
					proof: DONE, output: (_result, { ${id}: id }, { fields }) => ({ id, ...asObject(fields) }),`,
			};
		default:
			return {
				helper: 'restMethod',
				imports: [REST_METHOD, proofs('DONE')],
				lines: `${start} ${picked} proof: DONE,
					output: (_result, { ${id}: id }) => ({ ${kind === 'delete' ? 'deleted: true, ' : ''}id }),`,
			};
	}
}
