/** `npm run simulate -- --sync`: two services kept in step, all pairs, in one process or several; docs/sync.md. */
import { spawn } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import readline from 'node:readline';
import { ROOT, Stop } from './tools.mjs';
import type { SyncResult } from '../../test/simulator/sync.cts';

/** As n8n's own modules are CommonJS, so are those of the simulator. */
const load = createRequire(import.meta.url);
const { PAIRS, syncRun } = load(
	'../../test/simulator/sync.cts',
) as typeof import('../../test/simulator/sync.cts');

/** So many edits are played with one seed, which starts with services as they were at first. */
const EDITS_OF_A_SEED = 100;
const DOCUMENT = path.join(ROOT, 'docs', 'sync.md');
const TABLE =
	/(<!-- written by npm run simulate -->\n\n)[^]*(\n\n<!-- end of what it has written -->)/;

export interface Asked {
	/** the only one to play; empty for as many as the edits take */
	readonly seed: string;
	/** of all pairs together */
	readonly edits: number;
	/** number of the first seed, and how many seeds on the next one is */
	readonly first: number;
	readonly step: number;
	readonly processes: number;
	/** puts the table into docs/sync.md */
	readonly write: boolean;
	/** each result as a line of JSON, for the process that adds them up */
	readonly json: boolean;
}

/** What is counted, in the order of the table. */
const COLUMNS = {
	edits: 'edits',
	deliveries: 'deliveries',
	writes: 'written',
	unchanged: 'unchanged',
	merged: 'merged',
	conflicts: 'conflicts',
	accidents: 'accidents',
	dropped: 'dropped polls',
	kills: 'kills',
	untold: 'untold',
} as const;
type Column = keyof typeof COLUMNS;

type Played = Omit<SyncResult, 'calls'> & { readonly seed: string };

/** @returns 1 when a pair did not end equal */
export async function synced(asked: Asked): Promise<number> {
	if (asked.json) {
		await play(asked, (played) => process.stdout.write(`${JSON.stringify(played)}\n`));
		return 0;
	}
	if (asked.seed !== '') return await playTwice(asked.seed);
	const begun = performance.now();
	const results: Played[] = [];
	const told = (played: Played) => {
		results.push(played);
		for (const what of played.broken)
			process.stderr.write(`${played.pair.join(', ')}, seed ${played.seed}: ${what}\n`);
	};
	if (asked.processes === 1) await play(asked, told);
	else
		await Promise.all(
			Array.from(
				{ length: asked.processes },
				async (_none, place) => await playElsewhere(asked, place, told),
			),
		);
	const table = tableOf(results);
	const edits = sumOf(results, 'edits');
	const seconds = (performance.now() - begun) / 1000;
	process.stdout.write(
		`${table}\n\n${edits.toLocaleString('en')} edits in ${seconds.toFixed(0)} s, ` +
			`${((1000 * seconds) / edits).toFixed(1)} ms each\n`,
	);
	if (asked.write) await writeTable(table, asked);
	return results.some(({ broken }) => broken.length > 0) ? 1 : 0;
}

async function play({ edits, first, step }: Asked, told: (played: Played) => void): Promise<void> {
	const seeds = Math.ceil(edits / PAIRS.length / EDITS_OF_A_SEED / step);
	for (let number = 0; number < seeds; number++) {
		const seed = String(first + number * step);
		for (const pair of PAIRS) {
			const { calls: _calls, ...result } = await syncRun(seed, pair, EDITS_OF_A_SEED);
			told({ ...result, seed });
		}
	}
}

/** One of several processes that share the seeds. */
async function playElsewhere(
	{ edits, first, processes }: Asked,
	place: number,
	told: (played: Played) => void,
): Promise<void> {
	const args = ['--sync', '--json', '--edits', String(edits), '--step', String(processes)];
	const child = spawn(
		process.execPath,
		['scripts/run.mjs', 'simulate', ...args, '--first', String(first + place)],
		{ cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] },
	);
	const ended = new Promise<number | null>((done) => child.once('close', done));
	for await (const line of readline.createInterface({ input: child.stdout }))
		if (line.startsWith('{')) told(JSON.parse(line) as Played);
	const code = await ended;
	if (code !== 0) throw new Stop(`A process that played the simulation ended with ${code}.`);
}

/** One seed, and whether it is the same a second time. */
async function playTwice(seed: string): Promise<number> {
	let isBroken = false;
	for (const pair of PAIRS) {
		const { calls, ...result } = await syncRun(seed, pair, EDITS_OF_A_SEED);
		const again = await syncRun(seed, pair, EDITS_OF_A_SEED);
		const isSame = JSON.stringify(calls) === JSON.stringify(again.calls);
		isBroken ||= result.broken.length > 0 || !isSame;
		process.stdout.write(
			`${pair.join(', ')}: ${calls.length} calls, the same again: ${isSame ? 'yes' : 'NO'}\n` +
				result.broken.map((what) => `  BROKEN ${what}\n`).join(''),
		);
	}
	return isBroken ? 1 : 0;
}

const sumOf = (results: readonly Played[], column: Column): number =>
	results.reduce((total, { [column]: count }) => total + count, 0);

const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;

function tableOf(results: readonly Played[]): string {
	const columns = Object.keys(COLUMNS) as Column[];
	const rows = PAIRS.map((pair) => {
		const own = results.filter((one) => one.pair.join() === pair.join());
		const broken = own.reduce((total, one) => total + one.broken.length, 0);
		const counts = [...columns.map((column) => sumOf(own, column)), broken];
		return row([pair.join(', '), ...counts.map((count) => count.toLocaleString('en'))]);
	});
	const head = ['pair', ...Object.values(COLUMNS), 'broken'];
	return [row(head), row(head.map(() => '---')), ...rows].join('\n');
}

async function writeTable(table: string, { edits, first }: Asked): Promise<void> {
	const text = await readFile(DOCUMENT, 'utf8');
	if (!TABLE.test(text)) throw new Stop('docs/sync.md has no place for the table any more.');
	const command = `(\`npm run simulate -- --sync --edits ${edits} --first ${first}\`)`;
	await writeFile(
		DOCUMENT,
		text.replace(
			TABLE,
			(_whole, begin: string, end: string) => `${begin}${table}\n\n${command}${end}`,
		),
	);
}
