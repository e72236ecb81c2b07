/** Two services kept in step for some hours of virtual time. */
import { loading } from '../engine.cts';
import { speaker } from '../line.cts';
import { Random } from '../random.cts';
import { connect } from '../transport.cts';
import { Stuck, virtualTime } from '../virtualTime.cts';
import { compare, countOf } from './comparison.cts';
import { People } from './people.cts';
import { triggerFor } from './triggers.cts';
import { SyncWorkflow } from './workflow.cts';
import { World, type Counts } from './world.cts';

export interface SyncResult extends Counts {
	readonly pair: readonly [string, string];
	/** What went wrong, in words. */
	readonly broken: string[];
	/** Calls of n8n, in order. */
	readonly calls: string[];
}

const START = Date.parse('2026-12-01T08:00:00Z');
/** Longer than anything is on its way. */
const PAUSE_MS = 30_000;
/** A loop would never come to its end. */
const MOST_PAUSES = 240;

/**
 * @param seed any text
 * @param pair of records.cts
 * @param edits how many edits people make
 */
export async function syncRun(
	seed: string,
	pair: readonly [string, string],
	edits: number,
): Promise<SyncResult> {
	await loading;
	const random = new Random(`${seed}/${pair.join('/')}`);
	const time = virtualTime(START, random.fork('time'));
	silenceTheDead();
	try {
		const world = new World(pair, time, random);
		connect(async (config) => await world.transport(config));
		try {
			await time.until(played(world, edits));
		} catch (error) {
			if (!(error instanceof Stuck)) throw error;
			world.broken.push(error.message);
		}
		const calls = world.services.flatMap(({ line }) => line.calls);
		world.counts.accidents = calls.filter(({ accident }) => accident !== undefined).length;
		return {
			pair,
			...world.counts,
			broken: world.broken,
			calls: calls.map(({ at, method, url, status }) => `${at} ${method} ${url} ${status}`),
		};
	} finally {
		connect(undefined);
		time.end();
	}
}

/** Nothing goes on in a process that was killed, not even when something there has waited long enough. */
function silenceTheDead(): void {
	const { setTimeout: set } = globalThis;
	const ofTheLiving = (run: (...given: unknown[]) => void, delay?: number, ...given: unknown[]) => {
		const who = speaker.getStore();
		return set(() => {
			if (who?.dead !== true) run(...given);
		}, delay);
	};
	globalThis.setTimeout = Object.assign(ofTheLiving, set) as typeof setTimeout;
}

async function played(world: World, edits: number): Promise<void> {
	const { time, services } = world;
	const atFirst = [countOf(world, 0), countOf(world, 1)] as const;
	const workflow = new SyncWorkflow(world);
	const [one, two] = services.map((service) =>
		triggerFor(world, service, (started) => workflow.start(started)),
	) as [ReturnType<typeof triggerFor>, ReturnType<typeof triggerFor>];
	const sides = [one, two] as const;
	for (const side of sides) await side.activate();
	world.onStart.push(() => {
		for (const side of sides) void side.begin();
	});
	world.onWrite = ({ side }, id, what, before) => sides[side].tells(what, id, before, true);
	let isOver = false;
	const running = sides.map(async (side) => await side.run(() => isOver));
	const people = new People(world, (side, what, id, before) =>
		sides[side].tells(what, id, before, false),
	);
	await people.work(edits);
	let quiet = 0;
	for (let pauses = 0; quiet < 2; pauses++) {
		if (pauses > MOST_PAUSES) {
			const open = sides.filter((side) => !side.isQuiet()).map(({ name }) => name);
			if (!workflow.isIdle) open.push('the workflow');
			world.broken.push(`${open.join(' and ')} goes on forever`);
			break;
		}
		await time.sleep(PAUSE_MS);
		quiet = workflow.isIdle && sides.every((side) => side.isQuiet()) ? quiet + 1 : 0;
	}
	isOver = true;
	await Promise.all(running);
	compare(world, atFirst);
}
