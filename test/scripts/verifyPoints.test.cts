/** `npm run verify:<vendor>` asks about every operation of the nodes that reads; nothing is written there. */
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { LISTED, operationsOf } from '../support/operations.cts';

const ROOT = path.join(__dirname, '..', '..');
const VENDORS = ['bitrix24', 'deskera', 'ivvy', 'leadsquared'];
/** What the credential of the script can't ask, and why. */
const LEFT_OUT: Readonly<Record<string, Readonly<Record<string, string>>>> = {
	bitrix24: { 'customActivityType.getMany': 'for apps only; the script has a webhook' },
};

/** The operations that the points of each vendor are about. */
const asked = JSON.parse(
	execFileSync(
		process.execPath,
		[
			...['--import', 'tsx', '--input-type=module', '--eval'],
			`const told = {};
			for (const name of ${JSON.stringify(VENDORS)}) {
				const { points } = await import('./scripts/verify/' + name + '.mts');
				told[name] = points.flatMap(({ of = [] }) => of);
			}
			console.log(JSON.stringify(told));`,
		],
		{ cwd: ROOT, encoding: 'utf8' },
	),
) as Readonly<Record<string, readonly string[]>>;

interface Operation {
	readonly node: string;
	readonly effect?: 'read' | 'write';
	readonly parameters: Readonly<Record<string, unknown>>;
}

const OPERATIONS = (LISTED as string[]).flatMap((name) => operationsOf(name) as Operation[]);
const nameOf = ({ parameters: { resource, operation } }: Operation): string =>
	`${String(resource)}.${String(operation)}`;

it.each(VENDORS)('%s', (vendor) => {
	const own = OPERATIONS.filter(({ node }) => node.toLowerCase() === vendor);
	const all = new Set(own.map(nameOf));
	const reads = new Set(own.filter(({ effect }) => effect === 'read').map(nameOf));
	const known = new Set([...(asked[vendor] ?? []), ...Object.keys(LEFT_OUT[vendor] ?? {})]);
	expect(reads.size).toBeGreaterThan(2);
	expect([...reads].filter((name) => !known.has(name))).toEqual([]);
	expect([...known].filter((name) => !all.has(name))).toEqual([]);
});
