/** Two services in step, without their triggers: some seeds of each pair. */
import { PAIRS, syncRun } from './syncWrites.cts';

jest.setTimeout(10 * 60_000);

it.each(PAIRS.map(([one, other]) => [one, other] as const))(
	'%s and %s end equal, with at most one write for each edit and nothing made twice',
	async (one, other) => {
		for (const seed of ['1', '2']) {
			const result = await syncRun(seed, [one, other], 12);
			expect({ seed, broken: result.broken }).toEqual({ seed, broken: [] });
			expect(result.writes).toBeGreaterThan(0);
		}
	},
);
