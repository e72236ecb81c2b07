/** Triggers of a scenario, and what people do meanwhile, at random. */
import type { Random } from './random.cts';
import type { PersonChange, Watcher } from './scenario.cts';
import { WATCHED, type Watched } from './watched.cts';
import { WORKERS } from './workers.cts';

/** Long before the first records of people, whatever the fakes hold from the beginning. */
export const WATCH_START = Date.UTC(2026, 9, 28);

/** @param name of the trigger @param of key of WATCHED */
export function drawWatcher(random: Random, name: string, of: string): Watcher {
	const watched = WATCHED[of] as Watched;
	const { kind } = watched;
	const everyMs = random.pick([20_000, 60_000, 60_000]);
	const polls = random.whole(3, 10);
	const killAt =
		kind === 'poll' && random.chance(0.2) ? random.whole(0, everyMs * polls) : undefined;
	return {
		name,
		of,
		worker: random.whole(0, WORKERS - 1),
		engine: random.pick(['legacy', 'durable', 'cursors'] as const),
		everyMs,
		polls: kind === 'poll' ? polls : 0,
		startsAt: random.whole(0, 3000),
		...(killAt === undefined ? {} : { killAt }),
		changes: drawChanges(random, watched, kind === 'poll' ? everyMs * polls : 120_000),
	};
}

function drawChanges(random: Random, { kind, hook }: Watched, lasts: number): PersonChange[] {
	const count = random.pick([2, 5, 12, 25]);
	const changes: PersonChange[] = [];
	const burst = kind === 'poll' && random.chance(0.12) ? random.whole(0, count - 1) : -1;
	let records = 0;
	let at = 0;
	// Bitrix24's events know no more than the second.
	const least = kind === 'hook' ? 1001 : 0;
	for (let index = 0; index < count; index++) {
		at += random.weighted([
			[3, least + random.whole(0, Math.ceil((2 * lasts) / count))],
			[2, least + random.whole(0, 1500)],
			[1, least],
		] as const);
		const what =
			records === 0 || index === burst
				? 'add'
				: random.weighted([
						[4, 'add'],
						[5, 'edit'],
						[1, 'delete'],
					] as const);
		const record = what === 'add' ? records : random.whole(0, records - 1);
		const several = index === burst ? random.pick([20, 60, 60, 250, 1100]) : 1;
		if (what === 'add') records += several;
		changes.push({
			at,
			what,
			record,
			...(several > 1 ? { count: several } : {}),
			...(hook !== undefined && random.chance(0.3)
				? { lateMs: random.pick([500, 5000, 60_000, 600_000]) }
				: {}),
			...(hook !== undefined && random.chance(0.3)
				? { copies: random.pick([[0], [20_000], [1000, 180_000]]) }
				: {}),
			...(hook !== undefined && random.chance(0.15) ? { forge: random.pick(hook.forgeries) } : {}),
		});
	}
	return changes;
}
