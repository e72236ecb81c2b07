#!/usr/bin/env node
/**
 * `npm run bench`: how fast the nodes are, in n8n's own engine against the fake vendors with their real limits. Prints a
 * table per vendor, writes docs/performance.md, and exits with 1 when a bar is not reached.
 * `-- --only <vendor>` for one vendor, `-- --quick` for smaller numbers; then nothing is written.
 */
import { writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import path from 'node:path';
import { BARS } from './bench/bars.mjs';
import { ROOT, say, script, Stop } from './lib/tools.mjs';

function settings() {
	const given = process.argv.slice(2);
	const only = given.includes('--only') ? given[given.indexOf('--only') + 1] : undefined;
	if (only !== undefined && !(only in BARS)) throw new Stop(`--only is one of ${Object.keys(BARS).join(', ')}`);
	return { only, quick: given.includes('--quick') };
}

const HEAD = ['', 'wanted', 'measured', '', 'requests', 'seconds', 'items/s', 'memory'];

function rowsOf(bars) {
	return bars.map(({ name, wanted, measured, met, run }) => [name, wanted, measured, met ? 'met' : 'NOT MET', String(run.requests), run.seconds.toFixed(2), String(Math.round(run.items / run.seconds)), `${run.megabytes} MB`]);
}

function table(rows) {
	const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => row[column].length)));
	return rows.map((row) => `| ${row.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`);
}

function tableOf(bars) {
	const rows = [HEAD, ...rowsOf(bars)];
	const [head, ...body] = table(rows);
	return [head, `|${head.slice(1, -1).replace(/[^|]/g, '-')}|`, ...body].join('\n');
}

async function main() {
	const { only, quick } = settings();
	const parts = [];
	let missed = 0;
	for (const [vendor, bars] of Object.entries(BARS)) {
		if (only !== undefined && vendor !== only) continue;
		const measured = await bars({ quick });
		missed += measured.filter(({ met }) => !met).length;
		parts.push(`## ${vendor}\n\n${tableOf(measured)}`);
		say(`\n${parts.at(-1)}`);
	}
	if (only === undefined && !quick) await writeFile(path.join(ROOT, 'docs', 'performance.md'), document(parts));
	say(`\n${missed === 0 ? 'All bars met' : `${missed} bars not met`}`);
	return missed === 0 ? 0 : 1;
}

function document(parts) {
	return `# Performance\n\nThe last run of \`npm run bench\`: Node ${process.version}, ${cpus().length} cores, ${new Date().toISOString().slice(0, 10)}. The nodes run in n8n's own engine (n8n-core), the fake\nvendors in a process of their own with the limits of the real ones. Memory is the resident size of the whole engine.\n\n${parts.join('\n\n')}\n`;
}

await script(main);
