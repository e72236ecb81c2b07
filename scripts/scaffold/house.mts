/** What there is: vendors, their resources, the operations of a resource, the field that picks its record. */
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { ROOT, Stop } from '../lib/tools.mjs';
import { readIfAny } from './sources.mts';

export interface House {
	/** Below nodes/, such as `LeadSquared`. */
	folder: string;
	/** The name of its node, such as `leadSquared`. */
	node: string;
	/** How the names of its other files begin, such as `leadsquared`. */
	id: string;
}

export const houseOf = (folder: string): House => ({
	folder,
	node: folder.charAt(0).toLowerCase() + folder.slice(1),
	id: folder.toLowerCase(),
});

export function houses(): House[] {
	return readdirSync(path.join(ROOT, 'nodes'))
		.filter((folder) => existsSync(path.join(ROOT, 'nodes', folder, `${folder}.node.ts`)))
		.sort()
		.map(houseOf);
}

/** @param name in any case @throws Stop when there is no such vendor */
export function houseNamed(name: string): House {
	const all = houses();
	const found = all.find(({ id }) => id === name.toLowerCase());
	if (found !== undefined) return found;
	throw new Stop(
		`There is no vendor "${name}". There are: ${all.map(({ folder }) => folder).join(', ')}. ` +
			'npm run new:vendor makes another one.',
	);
}

/** @throws Stop when the resource has an operation of this name */
export async function checkIsNew(
	folder: string,
	resource: string,
	operation: string,
): Promise<void> {
	const place = `nodes/${folder}/${resource}`;
	if (existsSync(path.join(ROOT, place, `${operation}.ts`)))
		throw new Stop(`${place}/${operation}.ts is there already. Choose another name, or edit it.`);
	const status = (await readIfAny(`${place}/status.ts`)) ?? '';
	if (new RegExp(`value: '${operation}'`).test(status))
		throw new Stop(`"${operation}" is a row of ${place}/status.ts already. Edit it there.`);
}

export interface IdField {
	/** The module it is imported from, where there is one. */
	from?: string;
	isNumber: boolean;
}

/** The field that picks a record of the resource, where the vendor has one: `taskId` for `task`. */
export async function idFieldOf(folder: string, resource: string): Promise<IdField | undefined> {
	const start = `export const ${resource}Id = `;
	const places = { [`${resource}/fields.ts`]: './fields', 'recordPickers.ts': '../recordPickers' };
	for (const [file, from] of Object.entries(places)) {
		const text = (await readIfAny(`nodes/${folder}/${file}`)) ?? '';
		const [, after] = text.split(start);
		if (after !== undefined) return { from, isNumber: /\bNUMBER_ID\b/.test(madeBy(text, after)) };
	}
	return undefined;
}

/** What a field is made of: its own statement, and the function of the same file that it calls. */
function madeBy(text: string, after: string): string {
	const statement = after.slice(0, after.indexOf(';'));
	const [, name] = /^(\w+)\(/.exec(statement) ?? [];
	const [, made = ''] = text.split(`function ${name}(`);
	return statement + made.slice(0, made.indexOf('\n}'));
}

/** Whether the resource has a Simplified output for its records. */
export async function hasSimplify(folder: string, resource: string): Promise<boolean> {
	return /export function simplify\(/.test(
		(await readIfAny(`nodes/${folder}/${resource}/simplify.ts`)) ?? '',
	);
}
