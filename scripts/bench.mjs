#!/usr/bin/env node
/**
 * `npm run bench`: how fast the nodes are, in n8n's own engine against the fake vendors. Prints tables, writes
 * docs/performance.md, and exits with 1 when a bar is not reached, naming it.
 * `-- --only VENDOR` for one vendor, `-- --bars` for the vendors' bars alone, `-- --scale` for 100,000 rows and 50,000
 * items alone, `-- --quick` for smaller numbers, each measured once; then nothing is written.
 */
import { writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import path from 'node:path';
import util from 'node:util';
import { barsOf } from './bench/bars.mjs';
import { comparisonOf, LABELS } from './bench/comparison.mjs';
import { LIMITED, limitsOf } from './bench/limits.mjs';
import { loadingBar } from './bench/loading.mjs';
import { closeAll } from './bench/processes.mjs';
import { barTable, runTable } from './bench/tables.mjs';
import { scaleOf } from './bench/scale.mjs';
import { WORK } from './bench/work.mjs';
import { ROOT, say, script, seconds, Stop } from './lib/tools.mjs';

const VENDORS = Object.keys(WORK);

function settings() {
	try {
		const { values } = util.parseArgs({
			options: {
				only: { type: 'string' },
				quick: { type: 'boolean', default: false },
				bars: { type: 'boolean', default: false },
				scale: { type: 'boolean', default: false },
			},
		});
		if (values.only === undefined || VENDORS.includes(values.only)) return values;
	} catch {
		// told below
	}
	throw new Stop(
		`Usage: npm run bench [-- --only ${VENDORS.join('|')}] [-- --quick] [-- --bars] [-- --scale]`,
	);
}

async function main() {
	const started = Date.now();
	const { only, quick, bars: barsOnly, scale: scaleOnly } = settings();
	const parts = [];
	const missed = [];
	const show = (title, bars, tables = []) => {
		missed.push(
			...bars
				.filter(({ met }) => !met)
				.map(({ name, wanted, measured }) => `${title}: ${name}: ${wanted}, measured ${measured}`),
		);
		parts.push(
			[`## ${title}`, barTable(bars), ...tables.map((table) => runTable(table, LABELS))].join(
				'\n\n',
			),
		);
		say(`\n${parts.at(-1)}`);
	};
	const vendors = VENDORS.filter((vendor) => only === undefined || vendor === only);
	for (const vendor of scaleOnly ? [] : vendors) {
		const bars = await barsOf(vendor, { quick });
		const { tables, bars: more } = barsOnly
			? { tables: [], bars: [] }
			: await comparisonOf(vendor, { quick });
		show(vendor, [...bars, ...more], tables);
	}
	const limited = barsOnly || scaleOnly ? [] : LIMITED.filter((vendor) => vendors.includes(vendor));
	if (limited.length > 0) {
		const { tables, bars } = await limitsOf(limited, { quick });
		show('Under the limits of the vendors', bars, tables);
	}
	if (!barsOnly) {
		for (const vendor of vendors) show(`${vendor}: scale`, await scaleOf(vendor, { quick }));
	}
	if (!barsOnly && !scaleOnly) show('Loading', [await loadingBar()]);
	if (only === undefined && !quick && !barsOnly && !scaleOnly)
		await writeFile(path.join(ROOT, 'docs', 'performance.md'), document(parts));
	say(
		`\n${missed.length === 0 ? 'All bars met' : `Not met:\n${missed.join('\n')}`}\n${seconds(Date.now() - started)}`,
	);
	return missed.length === 0 ? 0 : 1;
}

const document = (parts) => `# Performance

The last run of \`npm run bench\`: Node ${process.version}, ${cpus().length} cores,
${new Date().toISOString().slice(0, 10)}. Nodes run in n8n's own engine (n8n-core), each contestant and the
fake vendor in a process of its own. Memory is the most that was resident (RSS) in the contestant's process,
n8n included. In the vendors' bars the fakes keep the limits of the real vendors; the comparisons below them
are without limits.

- (a) a bare node that awaits \`httpRequestWithAuthentication\` item by item
- (b) n8n's HTTP Request node, all requests at once, or under a limit with Batching; addresses and headers stand ready in its items
- (c) a loop without n8n, 5 requests at once over kept connections

${parts.join('\n\n')}
`;

await script(main, async () => closeAll());
