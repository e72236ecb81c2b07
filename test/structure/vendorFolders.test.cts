/** The same file names for the same thing in all four vendors' folders. */
import fs from 'node:fs';
import path from 'node:path';
import { LOCAL, ROOT, VENDORS, builtNode, valuesOf } from './support/sources.cts';

const ALL = VENDORS;
const WITH_WEBHOOKS = ['Bitrix24', 'Ivvy', 'LeadSquared'];
const WITH_PORTABLE = ['Bitrix24', 'Deskera', 'Ivvy', 'LeadSquared'];
/** file -> the vendors that have one; docs/architecture.md says what stands in each */
const AGREED: Readonly<Record<string, readonly string[]>> = {
	'vendor.ts': ALL,
	'errorMessages.ts': ALL,
	'lookups.ts': ALL,
	'paging.ts': ALL,
	'people.ts': ALL,
	'bulk.ts': ALL,
	'enums.ts': ALL,
	'addresses.ts': WITH_PORTABLE,
	'matching.ts': WITH_PORTABLE,
	'trigger/events.ts': ALL,
	'trigger/verify.ts': WITH_WEBHOOKS,
	'trigger/subscription.ts': WITH_WEBHOOKS,
	'trigger/item.ts': WITH_WEBHOOKS,
};
/** Other names for the same things. */
const OTHERWISE =
	/^(?:errors?|codes|sentences|exceptions|messages|lists?|pages|batch|jobs|webhooks?|events|delivery|sender|subscriptions?)\.ts$/;

describe.each(VENDORS)('nodes/%s', (vendor) => {
	const folder = path.join(ROOT, 'nodes', vendor);
	const entries = fs.readdirSync(folder, { withFileTypes: true });
	const files = entries.filter((entry) => entry.isFile()).map(({ name }) => name);
	const resources = entries
		.filter((entry) => entry.isDirectory() && !['__schema__', 'trigger'].includes(entry.name))
		.map(({ name }) => name);
	const { properties } = builtNode(vendor).description;

	it.each(Object.entries(AGREED))('%s', (file, vendors) => {
		expect(fs.existsSync(path.join(folder, file))).toBe(vendors.includes(vendor));
	});

	it('has no other names for them', () => {
		expect(files.filter((file) => OTHERWISE.test(file))).toEqual([]);
		expect(files).toEqual(expect.arrayContaining([`${vendor}.node.ts`, `${vendor}.node.json`]));
	});

	it('has a folder for each resource of the node, named like it, and no other', () => {
		const offered = properties.filter(({ name }) => name === 'resource').flatMap(valuesOf);
		expect(offered.sort()).toEqual([...resources].sort());
		for (const resource of resources)
			expect(fs.readdirSync(path.join(folder, resource))).toContain('index.ts');
	});

	it.each(resources)(
		'%s: each operation has a file of its own, or a row in status.ts',
		(resource) => {
			const from = LOCAL.filter(({ file }) => file === `nodes/${vendor}/${resource}/index.ts`)
				.filter(({ typeOnly }) => !typeOnly)
				.map(({ to }) => path.posix.basename(to, '.ts'));
			const operations = properties
				.filter(
					({ name, displayOptions }) =>
						name === 'operation' && displayOptions?.show?.resource?.includes(resource),
				)
				.flatMap(valuesOf);
			const rows = from.includes('status') ? rowsOf(path.join(folder, resource, 'status.ts')) : [];
			expect([...from.filter((name) => name !== 'status'), ...rows].sort()).toEqual(
				operations.sort(),
			);
		},
	);
});

function rowsOf(file: string) {
	return [...fs.readFileSync(file, 'utf8').matchAll(/^\s*(?:\{ )?value: '(\w+)',/gm)].map(
		([, value]) => value,
	);
}
