#!/usr/bin/env node
/**
 * `npm run simulate -- --runs N [--seed S] [--vendor V] [--minutes M]`: random workflows under random accidents, in
 * virtual time; see docs/simulator.md. `--seed S` alone replays that one seed and tells its story.
 * `--sync [--edits N] [--first S] [--processes P] [--write] [--seed S]`: two services kept in step, N edits in all
 * pairs together; `--write` puts the table into docs/sync.md.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import util from 'node:util';
import { synced } from './lib/syncRuns.mts';
import { Stop } from './lib/tools.mjs';
import type { Scenario } from '../test/simulator/scenario.cts';

/** As n8n's own modules are CommonJS, so are those of the simulator. */
const load = createRequire(import.meta.url);
const { shrunk } = load(
	'../test/simulator/shrink.cts',
) as typeof import('../test/simulator/shrink.cts');
const { simulator } = load(
	'../test/simulator/simulator.cts',
) as typeof import('../test/simulator/simulator.cts');
const { FAULTS_PUT_BACK, putBack } = load(
	'../test/simulator/faultsPutBack.cts',
) as typeof import('../test/simulator/faultsPutBack.cts');
const { story } = load(
	'../test/simulator/story.cts',
) as typeof import('../test/simulator/story.cts');

/** A seed that takes longer is named: it may be stuck in a loop. */
const SLOW_MS = 3000;

/** @returns 1 when a rule was broken */
export async function main(args: string[]): Promise<number> {
	const { values } = util.parseArgs({
		args,
		options: {
			runs: { type: 'string' },
			seed: { type: 'string' },
			vendor: { type: 'string' },
			minutes: { type: 'string' },
			fault: { type: 'string' },
			regressions: { type: 'boolean', default: false },
			triggers: { type: 'boolean', default: false },
			sync: { type: 'boolean', default: false },
			edits: { type: 'string', default: '1200' },
			processes: { type: 'string', default: '1' },
			write: { type: 'boolean', default: false },
			json: { type: 'boolean', default: false },
			first: { type: 'string', default: '1' },
			step: { type: 'string', default: '1' },
			'stop-after': { type: 'string', default: '5' },
		},
	});
	if (values.sync)
		return await synced({
			seed: values.seed ?? '',
			edits: Number(values.edits),
			first: Number(values.first),
			step: Number(values.step),
			processes: Number(values.processes),
			write: values.write,
			json: values.json,
		});
	const vendor = values.vendor;
	let isBroken = false;
	const runs = Number(values.runs ?? (values.minutes === undefined ? 1 : Infinity));
	const until = now() + Number(values.minutes ?? Infinity) * 60_000;
	const begun = now();
	const fault = FAULTS_PUT_BACK.find(({ name }) => name === values.fault);
	if (values.fault !== undefined && fault === undefined)
		throw new Stop(`There is: ${FAULTS_PUT_BACK.map(({ name }) => name).join(', ')}`);
	const machine = await simulator({
		triggers: values.triggers,
		...(vendor === undefined ? {} : { vendor }),
	});
	// The workers load the package from now on; what is known so far comes from the package as it is.
	if (fault !== undefined) putBack(fault);
	const totals = { runs: 0, items: 0, calls: 0, hours: 0, broken: 0 };
	const accidents = new Map<string, number>();
	const started = now();
	process.stdout.write(
		`${machine.rows.size} operations known after ${((started - begun) / 1000).toFixed(1)} s\n`,
	);
	if (values.regressions)
		for (const { what, scenario } of regressions()) {
			const { history, found } = await machine.run(scenario);
			if (found.length === 0) continue;
			isBroken = true;
			totals.broken += 1;
			process.stdout.write(`Once: ${what}\n${story(history, found)}\n`);
		}
	for (
		let number = Number(values.first);
		totals.runs < runs && now() < until;
		number += Number(values.step)
	) {
		const seed = values.seed ?? String(number);
		const scenario = machine.draw(seed);
		const before = now();
		const { history, found } = await machine.run(scenario);
		if (now() - before > SLOW_MS)
			process.stdout.write(
				`seed ${seed} took ${secondsSince(before)} s for ${(history.lasted / 1000).toFixed(0)} virtual seconds ` +
					`and ${history.calls.length} calls\n`,
			);
		totals.runs += 1;
		totals.calls += history.calls.length;
		totals.items += history.runs.reduce((sum, { items }) => sum + items.length, 0);
		totals.hours += history.lasted / 3_600_000;
		for (const { accident } of history.calls)
			if (accident !== undefined) accidents.set(accident, (accidents.get(accident) ?? 0) + 1);
		if (values.seed !== undefined) {
			const again = await machine.run(scenario);
			const digest = (value: unknown) =>
				createHash('sha1').update(JSON.stringify(value)).digest('hex');
			const isSame = digest(history.calls) === digest(again.history.calls);
			process.stdout.write(`${story(history, found)}\nthe same again: ${isSame ? 'yes' : 'NO'}\n`);
			if (found.length > 0) {
				isBroken = true;
				totals.broken += 1;
			}
			break;
		}
		if (found.length === 0) continue;
		totals.broken += 1;
		if (fault !== undefined) {
			const [one] = found;
			process.stdout.write(
				`${fault.name}: found after ${totals.runs} runs, ${totals.hours.toFixed(1)} virtual hours: ` +
					`BROKEN ${one?.rule}: ${one?.text.slice(0, 200)}\n`,
			);
			isBroken = true;
			break;
		}
		const [{ rule } = { rule: '' }] = found;
		const small = await shrunk(scenario, async (smaller) =>
			(await machine.run(smaller)).found.some((one) => one.rule === rule),
		);
		const shown = await machine.run(small);
		process.stdout.write(
			`${story(shown.history, shown.found)}\n  regression: ${JSON.stringify(small)}\n\n`,
		);
		isBroken = true;
		if (totals.broken >= Number(values['stop-after'])) break;
	}
	process.stdout.write(
		`${totals.runs} runs, ${totals.items} items, ${totals.calls} calls, ${totals.hours.toFixed(1)} virtual hours ` +
			`in ${secondsSince(started)} s\n` +
			`accidents: ${[...accidents].map(([kind, count]) => `${kind} ${count}`).join(', ')}\n` +
			`${totals.broken} runs broke a rule\n`,
	);
	return isBroken ? 1 : 0;
}

/** Scenarios that broke a rule once. */
function regressions(): Array<{ what: string; scenario: Scenario }> {
	const text = readFileSync(new URL('../test/simulator/regressions.json', import.meta.url), 'utf8');
	return JSON.parse(text) as Array<{ what: string; scenario: Scenario }>;
}

const now = () => performance.now();

const secondsSince = (start: number) => ((now() - start) / 1000).toFixed(1);
