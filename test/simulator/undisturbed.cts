/**
 * What every operation does when nothing goes wrong: read off runs of each of its items. That takes a minute, so it is
 * kept in .cache/ for as long as neither the built package nor the tests change.
 */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { isShown } from '../faults/foundOut.js';
import { ROOT } from '../support/n8n.cts';
import type { Undisturbed } from './checker.cts';
import { countsAsWrite, type Row } from './operations.cts';
import { runScenario } from './run.cts';
import type { Traits } from './scenario.cts';
import { told } from './told.cts';
import { UNDISTURBED } from './workers.cts';

/** Options that change what a run does without an accident. */
const WAYS = [{ batching: false }, { batching: true }];
/** On which all of it depends. */
const SOURCES = ['dist/nodes', 'dist/credentials', 'test/vendors', 'test/support', 'test/faults'];
const CODE = /\.(?:js|cts|json)$/;
/** Files of the simulator that don't matter for an undisturbed run. */
const OWN = ['operations', 'run', 'told', 'line', 'undisturbed'];

export interface Known {
	/** by keyOf */
	items: Record<string, Undisturbed>;
	/** by name of the row */
	traits: Record<string, Traits>;
}

export const keyOf = (row: string, pick: number, { batching }: Record<string, unknown>): string =>
	`${row} ${pick} ${batching === true}`;

type Rows = ReadonlyMap<string, Row>;

/** @param node of which alone it is wanted, such as `ivvy` */
export async function undisturbed(rows: Rows, node?: string): Promise<Known> {
	const nodes = new Set([...rows.values()].map((row) => row.node));
	const known: Known = { items: {}, traits: {} };
	const print = fingerprint();
	for (const one of nodes) {
		if (node !== undefined && one !== node) continue;
		const file = path.join(ROOT, '.cache', `undisturbed-${one}.json`);
		const own = kept(file, print) ?? (await learned(rows, one));
		fs.mkdirSync(path.dirname(file), { recursive: true });
		// In one step, as several processes may do so at once.
		const unfinished = `${file}.${process.pid}`;
		fs.writeFileSync(unfinished, JSON.stringify({ print, ...own }));
		fs.renameSync(unfinished, file);
		Object.assign(known.items, own.items);
		Object.assign(known.traits, own.traits);
	}
	return known;
}

function kept(file: string, print: string): Known | undefined {
	try {
		const found = JSON.parse(fs.readFileSync(file, 'utf8')) as Known & { print: string };
		return found.print === print ? found : undefined;
	} catch {
		return undefined;
	}
}

function fingerprint(): string {
	const hash = createHash('sha256');
	const files = SOURCES.flatMap((folder) =>
		fs
			.readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
			.filter((name) => CODE.test(name))
			.map((name) => path.join(folder, name)),
	);
	for (const file of [...files.sort(), ...OWN.map((name) => `test/simulator/${name}.cts`)])
		hash.update(`${file}\n`).update(fs.readFileSync(path.join(ROOT, file)));
	return hash.digest('hex');
}

async function learned(rows: Rows, node: string): Promise<Known> {
	const known: Known = { items: {}, traits: {} };
	for (const [name, row] of rows) {
		if (row.node !== node) continue;
		const good: number[] = [];
		const refused: number[] = [];
		const isInBulk = row.ways.includes('in bulk');
		for (const way of isInBulk ? WAYS : WAYS.slice(0, 1))
			for (const pick of row.entry.items.keys()) {
				const { outcomes, writes, shown, written } = await alone(
					rows,
					name,
					[pick],
					isInBulk ? way : {},
				);
				const outcome = outcomes[0] ?? 'none';
				known.items[keyOf(name, pick, way)] = {
					outcome,
					writes,
					rows: shown[0]?.rows ?? [],
					// Alone, no item travels in a bulk call.
					isShown: written.every((call) => isShown(row, call)),
				};
				if (way === WAYS[0]) (outcome === 'ok' || outcome === 'none' ? good : refused).push(pick);
			}
		const [first] = good;
		const twice = first === undefined ? undefined : await alone(rows, name, [first, first], {});
		const once = first === undefined ? undefined : known.items[keyOf(name, first, {})];
		const repeatable =
			twice !== undefined &&
			twice.outcomes.every((outcome) => outcome === 'ok') &&
			twice.writes === 2 * (once?.writes ?? 0);
		known.traits[name] = { good, refused, repeatable };
	}
	return known;
}

async function alone(rows: Rows, row: string, picks: number[], options: object) {
	const { vendor } = rows.get(row) as Row;
	const history = await runScenario(
		{
			seed: `alone ${row} ${picks.join()} ${JSON.stringify(options)}`,
			vendor,
			start: Date.UTC(2026, 10, 28),
			delay: [0, 0],
			workflows: [
				{
					name: 'w1',
					worker: UNDISTURBED,
					row,
					picks,
					keys: picks.map((_, item) => item),
					onError: 'continueRegularOutput',
					retryOnFail: false,
					options: { ...options, parallel: 1, maxWait: 300, timeout: 60 },
					startsAt: 0,
				},
			],
			accidents: [],
			jumps: [],
		},
		rows,
	);
	const [run] = history.runs;
	if (run === undefined) throw new Error(`${row} did not run: ${history.stuck}`);
	const { outcomes, good } = told(run);
	const wrote = history.calls.flatMap((call) =>
		call.wrote.filter((write) => countsAsWrite(vendor, write)),
	);
	const written = history.calls
		.filter((call) => call.wrote.length > 0)
		.map(({ method, path: place, url, text }) => ({
			path: place,
			signature: `${method} ${url} ${text}`,
		}));
	return { outcomes, writes: wrote.length, shown: good, written };
}
