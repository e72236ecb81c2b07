/**
 * `docs/operations/<node>.md`: what each operation of a node takes and returns, written from the built nodes. The links
 * of the forms lead to its sections (`nodes/shared/form/nodeProperties.ts`).
 */
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import type {
	INodeProperties,
	INodePropertyCollection,
	INodePropertyOptions,
	INodeTypeDescription,
} from 'n8n-workflow';
import { ROOT } from './lib/tools.mjs';

const load = createRequire(import.meta.url);
const { NODES } = load(
	'../test/support/descriptions.cts',
) as typeof import('../test/support/descriptions.cts');

const FOLDER = path.join('docs', 'operations');

/** Of a run, the same everywhere: told at the top of the page. */
const OF_EVERY_RUN = new Set(['batching']);

const isOption = (
	entry: INodePropertyOptions | INodeProperties | INodePropertyCollection,
): entry is INodePropertyOptions => 'value' in entry;
const isProperty = (
	entry: INodePropertyOptions | INodeProperties | INodePropertyCollection,
): entry is INodeProperties => 'type' in entry;

const choicesOf = (property?: INodeProperties): INodePropertyOptions[] =>
	(property?.options ?? []).filter(isOption);
const insideOf = (property: INodeProperties): INodeProperties[] =>
	(property.options ?? []).filter(isProperty);

/** Without the links of n8n's own phrases, as a cell of a table. */
const cell = (text = ''): string =>
	text
		.replace(/<a [^>]*>([^<]*)<\/a>/g, '$1')
		.replaceAll('|', '\\|')
		.replaceAll('<', '&lt;')
		.replaceAll(/\s*\n\s*/g, ' ');

/** What a field takes: its own words, and the choices of a drop-down. */
function takes(property: INodeProperties): string {
	const names = property.type === 'options' ? choicesOf(property).map(({ name }) => name) : [];
	const modes = (property.modes ?? []).map(({ displayName }) => displayName);
	const choices = [names, modes].map((list) => list.join(', ')).filter((list) => list !== '');
	const said = cell(property.description).replace(/([^.])$/, '$1.');
	return [said, ...choices.map((list) => `${cell(list)}.`)].filter((part) => part !== '').join(' ');
}

function table(fields: readonly INodeProperties[]): string[] {
	if (fields.length === 0) return [];
	const rows = fields.map(
		(field) =>
			`| ${cell(field.displayName)}${field.required === true ? ' (required)' : ''} | ${takes(field)} |`,
	);
	return ['| Field | What it takes |', '|---|---|', ...new Set(rows), ''];
}

/** Keys that come out, from the output schema. */
async function returned(file: string, resource: string, operation: string): Promise<string[]> {
	const schema = path.join(
		ROOT,
		path.dirname(file).replace(/^dist\//, ''),
		'__schema__',
		'v1.0.0',
		resource,
		`${operation}.json`,
	);
	if (!existsSync(schema)) return [];
	const { properties = {} } = JSON.parse(await readFile(schema, 'utf8')) as {
		properties?: object;
	};
	const keys = Object.keys(properties).map((key) => `\`${key}\``);
	return keys.length === 0 ? [] : [`**Returns:** ${keys.join(', ')}`, ''];
}

const shows = (property: INodeProperties, name: string, value: unknown): boolean =>
	property.displayOptions?.show?.[name]?.some((one) => one === value) === true;

async function pageOf(
	{ displayName, properties }: INodeTypeDescription,
	file: string,
): Promise<string> {
	const resources = choicesOf(properties.find(({ name }) => name === 'resource'));
	const lines = [
		`# Operations of the ${displayName} node`,
		'',
		'Written by `npm run docs` from the forms. [What comes out](../output.md) explains the keys; the options of a run ' +
			'(*Batching*) are in the [README](../../README.md#operations).',
		'',
	];
	for (const resource of resources) {
		lines.push(`## ${resource.name}`, '');
		const drop = properties.find(
			(property) => property.name === 'operation' && shows(property, 'resource', resource.value),
		);
		for (const operation of choicesOf(drop)) {
			const own = properties.filter(
				(property) =>
					shows(property, 'resource', resource.value) &&
					shows(property, 'operation', operation.value) &&
					property.type !== 'notice' &&
					!OF_EVERY_RUN.has(property.name),
			);
			// One parameter may look different under different conditions.
			const fields = own.filter(({ name }, at) => own.findIndex((one) => one.name === name) === at);
			lines.push(
				`### ${operation.action}`,
				'',
				cell(operation.description).replace(/([^.])$/, '$1.'),
				'',
				...table(fields.filter(({ type }) => type !== 'collection')),
			);
			for (const group of fields.filter(({ type }) => type === 'collection')) {
				const inside = insideOf(group);
				if (inside.length > 0) lines.push(`**${cell(group.displayName)}**`, '', ...table(inside));
			}
			lines.push(...(await returned(file, String(resource.value), String(operation.value))));
		}
	}
	return `${lines.join('\n').trimEnd()}\n`;
}

/** @returns the pages by file, relative to the repository; the ones whose text is another now are stale */
export async function operationPages(): Promise<Array<{ file: string; text: string }>> {
	const actions = Object.values(NODES).filter(
		({ make }) => !make().description.name.endsWith('Trigger'),
	);
	return await Promise.all(
		actions.map(async ({ file, make }) => {
			const { description } = make();
			const page = path.join(FOLDER, `${description.name.toLowerCase()}.md`);
			return { file: page, text: await pageOf(description, file) };
		}),
	);
}

/** @returns the pages that are not up to date */
export async function stalePages(): Promise<Array<{ file: string; text: string }>> {
	const stale = [];
	for (const page of await operationPages()) {
		const there = path.join(ROOT, page.file);
		const before = existsSync(there) ? await readFile(there, 'utf8') : '';
		if (before !== page.text) stale.push(page);
	}
	return stale;
}

export async function writePages(
	pages: ReadonlyArray<{ file: string; text: string }>,
): Promise<void> {
	await mkdir(path.join(ROOT, FOLDER), { recursive: true });
	for (const { file, text } of pages) await writeFile(path.join(ROOT, file), text);
}
