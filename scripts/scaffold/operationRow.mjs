/** The row of an operation among those that run through every test about all operations. */
import { readdirSync, existsSync } from 'node:fs';
import path from 'node:path';
import { ROOT, Stop } from '../lib/tools.mjs';
import { FILL_IN } from './kinds.mjs';
import { isRow, listNamed, read, rowLists, withEntry } from './sources.mjs';

const FOLDER = 'test/support/operations';

/** @param {object} about see operationFile.mjs @returns {string} three items, of which the second is refused */
export function rowText({ house, resource, name, kind, id, refusal: known }) {
	const { parameters, items, refusal, effect } = FORMS[kind](id);
	return `{
	name: '${house.node} ${resource} ${name}',${effect === 'read' ? "\neffect: 'read'," : ''}
	parameters: { resource: '${resource}', operation: '${name}', ${parameters} },
	items: ${items},
	${known === undefined ? refusal : `refusal: '${known}',`}
}`;
}

/** Where nobody but the vendor can know that the second item is wrong. */
const BY_VENDOR = `// ${FILL_IN}: IDs of the fake's records, of which the second is unknown, and what the node says then.
	refusal: '${FILL_IN}',`;
const ITEMS = '[{ id: 1 }, { id: 99999 }, { id: 3 }]';
const picked = (id) => `${id}: byId('={{ $json.id }}'),`;

const FORMS = {
	get: (id) => ({ parameters: picked(id), items: ITEMS, refusal: BY_VENDOR, effect: 'read' }),
	list: () => ({
		parameters: "returnAll: false, limit: 1, filters: { changedAfter: '={{ $json.after }}' }",
		items: "[{ after: '2020-01-01' }, { after: 'soon' }, { after: '2020-02-01' }]",
		refusal: 'refusal: /^"Changed After" is not a date/,',
		effect: 'read',
	}),
	create: () => ({
		parameters: "name: '={{ $json.name }}'",
		items: "[{ name: 'one' }, { name: '' }, { name: 'three' }]",
		refusal: 'refusal: \'"Name" is empty\',',
	}),
	update: (id) => ({
		parameters: `${picked(id)} updateFields: { name: 'New' }`,
		items: ITEMS,
		refusal: BY_VENDOR,
	}),
	delete: (id) => ({ parameters: picked(id), items: ITEMS, refusal: BY_VENDOR }),
	change: (id) => ({ parameters: picked(id), items: ITEMS, refusal: BY_VENDOR }),
};

/**
 * Where the row goes: behind the last one of its resource, else to the end of the vendor's first list.
 * @returns {Promise<{file: string, text: string}>} the file as it is with the row
 * @throws Stop when the operation has a row, or the vendor no list
 */
export async function withRow(about) {
	const { house, resource, name } = about;
	const files = [];
	for (const file of filesOf(house.id)) files.push({ file, text: await read(file) });
	const started = `${house.node} ${resource} `;
	const lists = files.flatMap((one) => rowLists(one.text).map((list) => ({ ...one, list })));
	const rows = lists.flatMap((one) => one.list.elements.map((row) => ({ ...one, row })));
	if (rows.some(({ row }) => row.getText().includes(`'${started}${name}'`)))
		throw new Stop(`${FOLDER} has a row "${started}${name}" already.`);
	const last = rows.findLast(({ row }) => isRow(row) && row.getText().includes(`'${started}`));
	const { file, text, list } = last ?? lists[0] ?? emptyList(files) ?? {};
	if (list === undefined)
		throw new Stop(`${FOLDER}/${house.id}.js has no list of operations to which a row can go.`);
	const next = list.elements[list.elements.indexOf(last?.row) + 1];
	return { file, text: withEntry(text, list, rowText(about), last && next) };
}

/** The list of a vendor that has no operation yet. */
function emptyList(files) {
	const { file, text } = files.at(-1);
	return { file, text, list: listNamed(text, 'OPERATIONS') };
}

/** The vendor's file, and those in its folder where it has several. */
function filesOf(id) {
	const folder = `${FOLDER}/${id}`;
	const more = existsSync(path.join(ROOT, folder)) ? readdirSync(path.join(ROOT, folder)) : [];
	return [...more.sort().map((name) => `${folder}/${name}`), `${FOLDER}/${id}.js`];
}
