/** The file of an operation. */
import type { House, IdField } from './house.mts';
import { FILL_IN, hasId, type Kind, textsOf } from './kinds.mts';
import { identifierFor, titleOf } from './names.mts';

const FIELDS = '../../shared/form/fields';
const PICKERS = '../../shared/form/recordPickers';
const DEFINE = '../../shared/operation/define';

/** What is known of an operation before it is written. */
export interface About {
	house: House;
	resource: string;
	name: string;
	kind: Kind;
	/** The resource in words, one and many. */
	noun: string;
	nouns: string;
	/** The field that picks a record. */
	id: string;
	idField: IdField;
	/** Whether the resource has a Simplified output. */
	simplify: boolean;
}

/** A module, and the names that are imported from it. */
export type Import = [from: string, ...names: string[]];

/** What differs from vendor to vendor in an operation's file. */
export interface Parts {
	/** The function that defines it. */
	helper: string;
	imports: Import[];
	/** What stands in front of it. */
	before?: string;
	lines: string;
}

/** How a vendor is called: a module of requests/. */
export interface Requests {
	/** A call, as an author writes it. */
	example: string;
	/** Of recordPickers.ts. */
	idKind: string;
	/**
	 * Reads the author's call, or makes up one to be filled in.
	 * @throws Stop when it is none
	 * @returns what writes the operation
	 */
	parse: (request: string | undefined, kind: Kind) => (about: About) => Parts;
}

export function operationFile(
	about: About,
	vendor: Requests,
	parts: (about: About) => Parts,
): { text: string; identifier: string } {
	const { house, resource, name, kind, id, idField } = about;
	const { helper, imports, before = '', lines } = parts(about);
	const shaped = about.simplify && ['get', 'list'].includes(kind);
	const all: Import[] = [
		...imports,
		...(helper === 'restMethod' ? [] : importing([DEFINE, helper])),
		formImport(about),
		...(hasId(kind) && idField.from !== undefined ? importing([idField.from, id]) : []),
		...(hasId(kind) && idField.from === undefined
			? importing([PICKERS, 'picker', vendor.idKind])
			: []),
		...(shaped ? importing(['./simplify', 'simplify']) : []),
		...(kind === 'delete' ? importing([DEFINE, 'ALWAYS']) : []),
	];
	const identifier = identifierFor(
		name,
		all.flatMap(([, ...names]) => names.map((one) => one.split(' ').at(-1) ?? one)),
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

const importing = (...imports: Import[]) => imports;

function idConst({ id, noun, resource }: About, { idKind }: Requests): string {
	return `const ${id} = picker('${titleOf(resource)}', ${idKind}, { description: 'The ${noun}, by its ID' });\n\n`;
}

function formImport({ kind }: About): Import {
	const names: Partial<Record<Kind, string[]>> = {
		list: ['collection', 'date'],
		create: ['required', 'text'],
		update: ['collection', 'required', 'text'],
	};
	return [FIELDS, ...(names[kind] ?? ['required'])];
}

function effectLines(kind: Kind, id: string): string {
	const records = `records: ({ ${id}: id }) => [id],`;
	return {
		list: '',
		get: "effect: 'read',",
		create: "effect: 'write', writes: 'new',",
		update: `effect: 'write', writes: 'present', ${records}`,
		// An AI agent has to confirm it.
		delete: `effect: 'write', isDestructive: ALWAYS, ${records}`,
		change: `effect: 'write', ${records}`,
	}[kind];
}

function formLines(kind: Kind, id: string): string {
	if (kind === 'list') return 'fields: { filters },';
	if (kind === 'create') return "fields: { name: required(text('Name')) },";
	const changes =
		kind === 'update' ? ", updateFields: collection('Update Fields', { name: text('Name') })" : '';
	return `fields: { ${id}: required(${id})${changes} },`;
}

/** One line for each module: shared ones first, then the vendor's, then those beside the file. */
function importLines(imports: Import[]): string {
	const byModule = new Map<string, Set<string>>();
	for (const [from, ...names] of imports)
		byModule.set(from, new Set([...(byModule.get(from) ?? []), ...names]));
	return [...byModule]
		.sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1))
		.map(([from, names]) => `import { ${[...names].sort().join(', ')} } from '${from}';\n`)
		.join('');
}

const rank = (from: string) => ['../../', '../', './'].findIndex((start) => from.startsWith(start));
