/**
 * `npm run coverage:contracts`: what the vendors document against what the nodes offer, in calls and fields, and why
 * the rest is left out. Exits with 1 where something has no reason.
 */
import { createRequire } from 'node:module';
import { say, Stop } from './lib/tools.mjs';

const load = createRequire(import.meta.url);
const { COVERAGE, coverageOf, gapsOf } = load(
	'../test/support/coverage.cts',
) as typeof import('../test/support/coverage.cts');

interface Part {
	readonly title: string;
	readonly documented: readonly string[];
	readonly offered: readonly string[];
	readonly leftOut: Readonly<Record<string, string>>;
}

export async function main(args: string[]): Promise<number> {
	const vendors = Object.keys(COVERAGE);
	const unknown = args.filter((name) => !vendors.includes(name));
	if (unknown.length > 0)
		throw new Stop(`Usage: npm run coverage:contracts -- [${vendors.join('] [')}]`);
	const gaps = (args.length > 0 ? args : vendors).flatMap(told);
	say(
		gaps.length === 0
			? '\nEverything is offered, or left out with a reason.'
			: '\nWithout a reason:',
	);
	for (const gap of gaps) say(`  ${gap}`);
	return await Promise.resolve(gaps.length === 0 ? 0 : 1);
}

/** Prints the parts of a vendor. @returns what has no reason */
function told(vendor: string): string[] {
	const parts: Part[] = coverageOf(vendor);
	for (const part of parts) {
		const offered = part.documented.filter((name) => part.offered.includes(name));
		say(`\n${vendor}, ${part.title}: ${offered.length} of ${part.documented.length} offered`);
		const byReason = new Map<string, string[]>();
		for (const [name, reason] of Object.entries(part.leftOut))
			byReason.set(reason, [...(byReason.get(reason) ?? []), name]);
		for (const [reason, names] of byReason) say(`  left out, ${reason}:\n    ${names.join(', ')}`);
	}
	return parts.flatMap((part) => gapsOf(part).map((gap) => `${vendor}, ${part.title}: ${gap}`));
}
