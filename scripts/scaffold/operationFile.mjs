/** The file of an operation. */
import { FILL_IN, hasId, textsOf } from './kinds.mjs';
import { identifierFor, titleOf } from './names.mjs';

const FIELDS = '../../shared/form/fields';
const PICKERS = '../../shared/form/recordPickers';
const DEFINE = '../../shared/operation/define';

/**
 * @param {object} about
 *   `house`, `resource`, `name`; `kind` of operation; `noun` and `nouns` of the resource; `id`: name of the field that
 *   picks a record; `idField`: where it is, and whether it is a number; `simplify`: whether the resource has a
 *   Simplified output
 * @param {object} vendor a module of requests/ @param {object} request what it has made of the author's
 * @returns {{text: string, identifier: string}}
 */
export function operationFile(about, vendor, request) {
	const { house, resource, name, kind, id, idField } = about;
	const { helper, imports, before = '', lines } = vendor.parts(request, about);
	const shaped = about.simplify && ['get', 'list'].includes(kind);
	const all = [
		...imports,
		...(helper === 'call' ? [] : [[DEFINE, helper]]),
		...formImports(about),
		...(hasId(kind) && idField.from !== undefined ? [[idField.from, id]] : []),
		...(hasId(kind) && idField.from === undefined ? [[PICKERS, 'picker', vendor.idKind]] : []),
		...(shaped ? [['./simplify', 'simplify']] : []),
	];
	const identifier = identifierFor(
		name,
		all.flatMap(([, ...names]) => names.map((one) => one.split(' ').at(-1))),
	);
	const { action, description } = textsOf(name, resource);
	const text = `${importLines(all)}
${hasId(kind) && idField.from === undefined ? idConst(about, vendor) : ''}${kind === 'list' ? FILTERS : ''}${before}/**
 * ${FILL_IN}: cite the section of docs/contracts/${house.id}.md, and check fields, request and
 * answer against it.
 */
export const ${identifier} = ${helper}({
	value: '${name}',
	name: '${titleOf(name)}',
	action: '${action}',
	description: '${description}',
	${[effectLines(kind, id), formLines(kind, id), shaped ? 'simplify,' : '', lines]
		.filter((line) => line !== '')
		.join('\n')}
});
`;
	return { text, identifier };
}

const FILTERS = `const filters = collection(
	'Filters',
	{ changedAfter: date('Changed After', 'start') },
	'Add Filter',
);

`;

function idConst({ id, noun, resource }, { idKind }) {
	return `const ${id} = picker('${titleOf(resource)}', ${idKind}, { description: 'The ${noun}, by its ID' });\n\n`;
}

function formImports({ kind }) {
	const names = {
		list: ['collection', 'date'],
		create: ['required', 'text'],
		update: ['collection', 'required', 'text'],
	};
	return [[FIELDS, ...(names[kind] ?? ['required'])]];
}

function effectLines(kind, id) {
	const records = `records: ({ ${id}: id }) => [id],`;
	return {
		list: '',
		get: "effect: 'read',",
		create: "effect: 'write', writes: 'new',",
		update: `effect: 'write', writes: 'present', ${records}`,
		delete: `effect: 'write', ${records}`,
		change: `effect: 'write', ${records}`,
	}[kind];
}

function formLines(kind, id) {
	if (kind === 'list') return 'fields: { filters },';
	if (kind === 'create') return "fields: { name: required(text('Name')) },";
	const changes =
		kind === 'update' ? ", updateFields: collection('Update Fields', { name: text('Name') })" : '';
	return `fields: { ${id}: required(${id})${changes} },`;
}

/** One line for each module: shared ones first, then the vendor's, then those beside the file. */
function importLines(imports) {
	const byModule = new Map();
	for (const [from, ...names] of imports)
		byModule.set(from, new Set([...(byModule.get(from) ?? []), ...names]));
	return [...byModule]
		.sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1))
		.map(([from, names]) => `import { ${[...names].sort().join(', ')} } from '${from}';\n`)
		.join('');
}

const rank = (from) => ['../../', '../', './'].findIndex((start) => from.startsWith(start));
