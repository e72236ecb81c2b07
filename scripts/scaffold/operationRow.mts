/** The row of an operation among those that run through every test about all operations. */
import { readdirSync, existsSync } from 'node:fs';
import path from 'node:path';
import { ROOT, Stop } from '../lib/tools.mjs';
import { FILL_IN, type Kind } from './kinds.mts';
import type { About } from './operationFile.mts';
import { isRow, listNamed, read, rowLists, withEntry } from './sources.mts';

const FOLDER = 'test/support/operations';

/** An operation, and what the node says of a record that is not there, where that is known. */
export type AboutRow = About & { refusal?: string };

/** Three items, of which the second is refused. */
function rowText({ house, resource, name, kind, id, refusal: known }: AboutRow): string {
	const { parameters, items, refusal, effect } = FORMS[kind](id);
	return `{
	name: '${house.node} ${resource} ${name}',${effect === 'read' ? "\neffect: 'read'," : ''}
	parameters: { resource: '${resource}', operation: '${name}', ${parameters} },
	items: ${items},
	${known === undefined ? refusal : `refusal: '${known}',`}
}`;
}

/** Where nobody but the vendor can know that the second item is wrong. */
const BY_VENDOR = `// ${FILL_IN}: IDs of the fake's records, the second one unknown, and what the node says then.
	refusal: '${FILL_IN}',`;
const ITEMS = '[{ id: 1 }, { id: 99999 }, { id: 3 }]';
const picked = (id: string) => `${id}: byId('={{ $json.id }}'),`;

interface Form {
	parameters: string;
	items: string;
	refusal: string;
	effect?: 'read';
}

const FORMS: Record<Kind, (id: string) => Form> = {
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
 * @returns the file as it is with the row
 * @throws Stop when the operation has a row, or the vendor no list
 */
export async function withRow(about: AboutRow): Promise<{ file: string; text: string }> {
	const { house, resource, name } = about;
	const files = await Promise.all(
		filesOf(house.id).map(async (file) => ({ file, text: await read(file) })),
	);
	const started = `${house.node} ${resource} `;
	const lists = files.flatMap((one) => rowLists(one.text).map((list) => ({ ...one, list })));
	const rows = lists.flatMap((one) => one.list.elements.map((row) => ({ ...one, row })));
	if (rows.some(({ row }) => row.getText().includes(`'${started}${name}'`)))
		throw new Stop(`${FOLDER} has a row "${started}${name}" already.`);
	const last = rows.findLast(({ row }) => isRow(row) && row.getText().includes(`'${started}`));
	// A vendor that has no operation yet has an empty list.
	const place =
		last ??
		lists[0] ??
		files.map((one) => ({ ...one, list: listNamed(one.text, 'OPERATIONS') })).at(-1);
	if (place?.list === undefined)
		throw new Stop(`${FOLDER}/${house.id}.cts has no list of operations to which a row can go.`);
	const { file, text, list } = place;
	const next = last && list.elements[list.elements.indexOf(last.row) + 1];
	return { file, text: withEntry(text, list, rowText(about), next) };
}

/** The vendor's file, and those in its folder where it has several. */
function filesOf(id: string): string[] {
	const folder = `${FOLDER}/${id}`;
	const more = existsSync(path.join(ROOT, folder)) ? readdirSync(path.join(ROOT, folder)) : [];
	return [...more.sort().map((name) => `${folder}/${name}`), `${FOLDER}/${id}.cts`];
}
