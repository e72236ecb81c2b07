/**
 * `npm run docs`: writes the README's table of operations and docs/operations from the built nodes (after npm run
 * build). `-- --check` writes nothing, and exits with 1 when one of them is not up to date.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { INodeProperties, INodePropertyOptions, INodeTypeDescription } from 'n8n-workflow';
import { ROOT, say, Stop } from './lib/tools.mjs';
import { stalePages, writePages } from './operationPages.mts';

const load = createRequire(import.meta.url);
const { NODES } = load(
	'../test/support/descriptions.cts',
) as typeof import('../test/support/descriptions.cts');

const README = path.join(ROOT, 'README.md');
const PLACE = /(<!-- operations: .* -->\n\n)[^]*(\n\n<!-- end of operations -->)/;

/** What a name in the table does not tell: by node, resource and operation. */
const REMARKS: Record<string, string> = {
	'bitrix24 activity create': 'to-do, call, meeting, email',
	'bitrix24 apiCall batch': 'any list of methods in one request',
	'bitrix24 apiCall call': 'any method',
	'bitrix24 badge': 'OAuth2',
	'bitrix24 customActivity': 'OAuth2',
	'bitrix24 customActivityType': 'OAuth2',
	'bitrix24 taskComment create': 'comment, or message in the chat of the task',
	bitrix24Trigger: 'buttons of custom activities too',
	deskeraTrigger: 'polls on a schedule',
	'ivvy note': 'on a booking, company, contact, lead or opportunity',
	ivvyPollingTrigger: 'for keys that may not subscribe',
	ivvyTrigger: 'subscribes automatically, both signatures checked',
	'leadSquared activity': 'of any type',
	'leadSquared activity deleteMany': 'by types and period',
	'leadSquared activity getMany': 'of a lead, or modified lately',
	'leadSquared activityType get': 'with its fields',
	'leadSquared apiCall call': 'any call, its lists in pages',
	'leadSquared customActivity': '25 items in one call',
	'leadSquared customActivity create':
		'on a lead found by ID, email, phone or a unique field; the lead is created only when asked for',
	'leadSquared customActivity search': 'by values of fields',
	'leadSquared opportunityActivity': '25 items in one call',
	'leadSquared task create': 'to-do, appointment',
	'leadSquared task getMany': 'of an owner, a lead, users',
	leadSquaredPollingTrigger: 'for keys that may not register webhooks',
	leadSquaredTrigger: "registers its own webhooks, with an administrator's keys",
};

/** A name with the remark about it, found by node, resource and operation. */
type Named = (name: string, ...key: unknown[]) => string;

/** @returns Markdown @throws Stop for a remark about something that no node has */
function table(nodes: INodeTypeDescription[]): string {
	const left = new Set(Object.keys(REMARKS));
	const named: Named = (name, ...key) => {
		const remark = REMARKS[key.join(' ')];
		left.delete(key.join(' '));
		return remark === undefined ? name : `${name} (${remark})`;
	};
	const rows = nodes.flatMap((node) => rowsOf(node, named));
	if (left.size > 0)
		throw new Stop(
			`scripts/operationsTable.mts has remarks about what is not there: ${[...left].join(', ')}`,
		);
	const lines = rows.map((cells) => `| ${cells.join(' | ')} |`.replaceAll('|  |', '| |'));
	return ['| Node | Resource | Operations |', '|---|---|---|', ...lines].join('\n');
}

function rowsOf(
	{ displayName, name: node, description, properties }: INodeTypeDescription,
	named: Named,
): string[][] {
	const title = `**${displayName}**`;
	const resources = choicesOf(properties.find(({ name }) => name === 'resource'));
	if (resources.length === 0) return [[title, '', named(description, node)]];
	return resources.map(({ name, value }, index) => {
		const operations = choicesOf(
			properties.find(
				(property) =>
					property.name === 'operation' &&
					property.displayOptions?.show?.resource?.includes(value) === true,
			),
		).map((one) => named(one.name, node, value, one.value));
		return [index === 0 ? title : '', named(name, node, value), operations.join(', ')];
	});
}

/** What a drop-down offers. */
const choicesOf = (property?: INodeProperties): INodePropertyOptions[] =>
	(property?.options ?? []).filter((option) => 'value' in option);

export async function main(args: string[]): Promise<number> {
	const before = await readFile(README, 'utf8');
	if (!PLACE.test(before))
		throw new Stop('README.md has no place for the table of operations any more.');
	const text = table(Object.values(NODES).map(({ make }) => make().description));
	const after = before.replace(PLACE, (_all, start, end) => start + text + end);
	const pages = await stalePages();
	const stale = [
		...(after === before ? [] : ["README.md's table of operations"]),
		...pages.map(({ file }) => file),
	];
	if (stale.length === 0) return 0;
	if (args.includes('--check')) throw new Stop(`Not up to date: ${stale.join(', ')}: npm run docs`);
	await writeFile(README, after);
	await writePages(pages);
	say(`Written: ${stale.join(', ')}. Look at what changed and commit it.`);
	return 0;
}
