/** docs/quality.md says what is so: rules that can be read off the built nodes and the files are. */
import fs from 'node:fs';
import path from 'node:path';
import type { ICredentialType, INodeProperties, INodeType } from 'n8n-workflow';
import { operationsOf as operationsIn } from '../support/descriptions.cts';
import { MANIFEST, ROOT, VENDORS, builtNode, isCredential, madeOf } from './support/sources.cts';

const TEXT = fs.readFileSync(path.join(ROOT, 'docs', 'quality.md'), 'utf8');
const exists = (...parts: string[]) => fs.existsSync(path.join(ROOT, ...parts));
const rowsBelow = (heading: string) =>
	TEXT.slice(TEXT.indexOf(heading))
		.split('\n')
		.filter((line) => line.startsWith('| `'))
		.map((line) =>
			line
				.split('|')
				.slice(1, -1)
				.map((cell) => cell.trim()),
		);

const [HEAD = ''] = TEXT.split('\n').filter((line) => line.startsWith('| Rule'));
const COLUMNS = HEAD.split('|')
	.slice(3, -1)
	.map((cell) => cell.trim());
const EXEMPTIONS = rowsBelow('## Exemptions').map(([rule = '', vendor, reason = '']) => ({
	rule: rule.replaceAll('`', ''),
	vendor,
	reason,
}));
const RULES = rowsBelow('| Rule')
	.filter((cells) => cells.length > 3)
	.map(([rule = '', checked, ...cells]) => ({
		rule: /^`([\w-]+)`/.exec(rule)?.[1] ?? '',
		checked,
		cells: Object.fromEntries(COLUMNS.map((vendor, index) => [vendor, cells[index]])),
	}));

/** Everything that a form shows, of one operation. */
interface Form {
	readonly resource: string;
	readonly operation: string;
	readonly options: readonly string[];
	readonly form: string;
}

function operationsOf(vendor: string): Form[] {
	const { description } = builtNode(vendor);
	const operations = operationsIn(description) as Array<Pick<Form, 'resource' | 'operation'>>;
	return operations.map(({ resource, operation }) => {
		const form = description.properties.filter(
			({ displayOptions: { show = {} } = {} }: INodeProperties) =>
				show.resource?.includes(resource) && show.operation?.includes(operation),
		);
		const options = form.filter(({ name }) => ['options', 'batching'].includes(name));
		return {
			resource,
			operation,
			options: options.flatMap((collection) => collection.options ?? []).map(({ name }) => name),
			form: JSON.stringify(form),
		};
	});
}

function triggersOf(vendor: string): INodeType[] {
	return MANIFEST.n8n.nodes
		.filter((file) => file.includes(`/${vendor}/`) && file.includes('Trigger'))
		.flatMap((file) => madeOf<INodeType>(file));
}

function credentialsOf(vendor: string): ICredentialType[] {
	const { credentials = [] } = builtNode(vendor).description;
	const wanted = credentials.map(({ name }) => name);
	return MANIFEST.n8n.credentials
		.flatMap((file) => madeOf<ICredentialType>(file, isCredential))
		.filter(({ name }) => wanted.includes(name));
}

const lower = (vendor: string) => vendor.toLowerCase();
const changes = ({ options }: Form) => options.includes('previewOnly');

const CHECKS: Readonly<Record<string, (vendor: string) => boolean>> = {
	'agreed-files': (vendor) => exists('nodes', vendor, 'vendor.ts'),
	contract: (vendor) => exists('docs', 'contracts', `${lower(vendor)}.md`),
	fake: (vendor) => exists('test', 'vendors', `${lower(vendor)}.cts`),
	'verify-script': (vendor) =>
		exists('scripts', 'verify', `${lower(vendor)}.mts`) &&
		MANIFEST.scripts[`verify:${lower(vendor)}`] !== undefined,
	'credential-test': (vendor) =>
		credentialsOf(vendor).every(
			(one) => one.test !== undefined || one.extends?.includes('oAuth2Api'),
		),
	icons: (vendor) =>
		exists('icons', `${lower(vendor)}.svg`) && exists('icons', `${lower(vendor)}.dark.svg`),
	schemas: (vendor) => exists('nodes', vendor, '__schema__'),
	examples: (vendor) =>
		fs.readdirSync(path.join(ROOT, 'examples')).filter((file) => file.startsWith(lower(vendor)))
			.length >= 2,
	tool: (vendor) => builtNode(vendor).description.usableAsTool !== undefined,
	preview: (vendor) => {
		const reads = /^(?:get|search|call$)/;
		return operationsOf(vendor).every((one) => changes(one) || reads.test(one.operation));
	},
	batching: (vendor) => operationsOf(vendor).some(({ options }) => options.includes('batchItems')),
	pickers: (vendor) => operationsOf(vendor).some(({ form }) => form.includes('"searchListMethod"')),
	'blank-values': (vendor) =>
		operationsOf(vendor)
			.filter(({ operation }) => ['update', 'upsert'].includes(operation))
			.every(({ options, form }) => options.includes('blankValues') || !form.includes('Fields')),
	'external-id': (vendor) =>
		operationsOf(vendor).some(
			({ operation, form }) => operation === 'create' && form.includes('"External ID"'),
		),
	'custom-fields': (vendor) =>
		operationsOf(vendor).some(({ form }) => form.includes('"resourceMapper"')),
	portable: (vendor) => {
		const forms = operationsOf(vendor).map(({ form }) => form);
		return (
			forms.some((form) => form.includes('"value":"portable"')) &&
			forms.some((form) => form.includes('"Values From"'))
		);
	},
	'webhook-trigger': (vendor) =>
		triggersOf(vendor).some(({ webhookMethods }) => webhookMethods !== undefined),
	'polling-trigger': (vendor) =>
		triggersOf(vendor).some(({ description }) => description.polling === true),
};

it('has a column for each vendor, and each rule once', () => {
	expect(COLUMNS).toEqual(VENDORS);
	expect(new Set(RULES.map(({ rule }) => rule)).size).toBe(RULES.length);
	expect(RULES.length).toBeGreaterThan(20);
});

it.each(RULES.filter(({ checked }) => checked === 'test').map((one) => [one.rule, one] as const))(
	'%s is as the table says',
	(rule, { cells }) => {
		const found = Object.fromEntries(
			VENDORS.map((vendor) => [vendor, CHECKS[rule]?.(vendor) === true ? 'done' : 'exempt']),
		);
		expect(cells).toEqual(found);
	},
);

it('has a reason for each exemption, and no other', () => {
	const exempt = RULES.flatMap(({ rule, cells }) =>
		VENDORS.filter((vendor) => cells[vendor] === 'exempt').map((vendor) => `${rule} ${vendor}`),
	);
	expect(EXEMPTIONS.map(({ rule, vendor }) => `${rule} ${vendor}`).sort()).toEqual(exempt.sort());
	expect(EXEMPTIONS.filter(({ reason }) => reason.length < 10)).toEqual([]);
});
