/**
 * `npm run bench`: how fast the nodes are, in n8n's own engine against the fake vendors. Prints tables, writes
 * docs/performance.md, and exits with 1 when a bar is not reached, naming it.
 * `-- --only VENDOR` for one vendor, `-- --bar TEXT` for the measurements whose name or bars hold a text such as
 * "two processes", `-- --bars` for what is a matter of bars alone, `-- --scale` for 100,000 rows and items alone,
 * `-- --quick` for smaller numbers, each measured once, `-- --seed N` for the accidents of the polls. With any of them
 * nothing is written.
 */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import util from 'node:util';
import { LABELS } from './bench/comparison.mjs';
import { performanceDocument } from './bench/document.mjs';
import { chosen, MEASUREMENTS, VENDORS } from './bench/measurements.mjs';
import { closeAll } from './bench/processes.mjs';
import { barTable, runTable } from './bench/tables.mjs';
import { onEnd, ROOT, say, seconds, Stop } from './lib/tools.mjs';

/** Measurements that wait most of their time run at the same time, so many of them. */
const TOGETHER = 3;
const SEEDS = 1_000_000;

type Measurement = (typeof MEASUREMENTS)[number];

function settings(args: string[]) {
	try {
		const { values } = util.parseArgs({
			args,
			options: {
				only: { type: 'string' },
				bar: { type: 'string' },
				bars: { type: 'boolean', default: false },
				scale: { type: 'boolean', default: false },
				quick: { type: 'boolean', default: false },
				seed: { type: 'string' },
			},
		});
		if (values.only === undefined || VENDORS.includes(values.only)) return values;
	} catch {
		// told below
	}
	throw new Stop(
		`Usage: npm run bench [-- --only ${VENDORS.join('|')}] [-- --bar TEXT] [-- --quick] [-- --bars] ` +
			`[-- --scale] [-- --seed N]`,
	);
}

/** @returns 1 when a bar was not reached */
export async function main(args: string[]): Promise<number> {
	onEnd(async () => closeAll());
	const started = Date.now();
	const asked = settings(args);
	const measurements = chosen(asked);
	if (measurements.length === 0)
		throw new Stop(
			`Nothing is called "${asked.bar ?? asked.only}". There is: ` +
				`${MEASUREMENTS.map(({ name }) => name).join(', ')}.`,
		);
	const seed = asked.seed === undefined ? Math.floor(Math.random() * SEEDS) : Number(asked.seed);
	const parts = new Map<string, string>();
	const missed: string[] = [];
	const measured = async ({ name, run, vendors }: Measurement) => {
		const { title, bars, tables = [] } = await run(vendors, { quick: asked.quick, seed });
		missed.push(
			...bars
				.filter(({ met }) => !met)
				.map((bar) => `${title}: ${bar.name}: ${bar.wanted}, measured ${bar.measured}`),
		);
		parts.set(
			name,
			[
				`## ${title}`,
				...(bars.length === 0 ? [] : [barTable(bars)]),
				...tables.map((table) => runTable(table, LABELS)),
			].join('\n\n'),
		);
		say(`\n${parts.get(name)}\n\n${seconds(Date.now() - started)}`);
	};
	await pooled(
		measurements.filter(({ waits }) => waits),
		TOGETHER,
		measured,
	);
	for (const measurement of measurements.filter(({ waits }) => !waits)) await measured(measurement);
	if (Object.values(asked).every((value) => value === undefined || value === false))
		await writeFile(
			path.join(ROOT, 'docs', 'performance.md'),
			performanceDocument(measurements.map(({ name }) => parts.get(name) ?? '')),
		);
	say(
		`\n${missed.length === 0 ? 'All bars met' : `Not met:\n${missed.join('\n')}`}\n${seconds(Date.now() - started)}`,
	);
	return missed.length === 0 ? 0 : 1;
}

/** The longest of them is the last in the list but begins first. */
async function pooled<T>(
	all: readonly T[],
	most: number,
	work: (each: T) => Promise<void>,
): Promise<void> {
	const waiting = [...all];
	await Promise.all(
		Array.from({ length: most }, async () => {
			for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) await work(next);
		}),
	);
}
