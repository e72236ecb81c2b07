/** Whatever a vendor answers, nobody hammers it and nobody waits forever. Virtual time. */
import { RateLimiter } from '../../../dist/nodes/shared/http/rateLimiter.js';
import { RatePace } from '../../../dist/nodes/shared/http/ratePace.js';
import { WindowPace } from '../../../dist/nodes/shared/http/windowPace.js';
import { MeterPace } from '../../../dist/nodes/shared/http/meterPace.js';
import { numbers, VirtualTime } from '../../support/virtualTime.cts';

const PACES = {
	'a window': () => new WindowPace(20, 5, [10, 20]),
	'a window of one': () => new WindowPace(1, 5, [1, 2, 5]),
	'a bucket': (random: () => number) => new RatePace(random, 50, 2),
	'a vendor that publishes nothing': (random: () => number) => new RatePace(random),
	'a meter': () => new MeterPace(),
};
const ASKED = [undefined, 0, 0.001, 1, 50, Number.NaN, -5, Number.MIN_VALUE];
const CALLERS = 6;
const MINUTE = 60_000;

interface Sent {
	readonly at: number;
}

async function calls(
	make: (random: () => number) => ConstructorParameters<typeof RateLimiter>[0],
	answer: () => { end: 'spent' | 'refused' | 'unspent'; asked?: number },
	until: number,
): Promise<Sent[]> {
	const time = new VirtualTime(7);
	const clock = time.clock();
	const limiter = new RateLimiter(make(clock.random), clock);
	const sent: Sent[] = [];
	const one = async () => {
		while (time.time < until && sent.length < 20_000) {
			const turn = await limiter.take(undefined);
			if (!('ended' in turn)) continue;
			await time.pass(20);
			const { end, asked } = answer();
			sent.push({ at: time.time });
			turn.ended(end, asked);
		}
	};
	await time.until(Promise.all(Array.from({ length: CALLERS }, one)));
	return sent;
}

describe.each(Object.entries(PACES))('%s', (_name, make) => {
	it.each(ASKED.map((asked) => [asked]))('is not hammered where it asks for %s', async (asked) => {
		const sent = await calls(make, () => ({ end: 'refused', asked }), 4 * MINUTE);
		const late = sent.filter(({ at }) => at > 2 * MINUTE);
		expect(sent.length - late.length).toBeLessThan(80);
		expect(late.length).toBeLessThan(40);
		expect(late.length).toBeGreaterThan(0);
	});

	it.each([1, 2])('goes on whatever the answers are (%i)', async (seed) => {
		const random = numbers(seed);
		const asked = () => [...ASKED, 2000, 60_000][Math.floor(random() * (ASKED.length + 2))];
		const sent = await calls(
			make,
			() => {
				const chance = random();
				if (chance < 0.1) return { end: 'spent' };
				return chance < 0.2 ? { end: 'unspent' } : { end: 'refused', asked: asked() };
			},
			10 * MINUTE,
		);
		const gaps = sent.map(({ at }, index) => at - (sent[index - 1]?.at ?? 0));
		expect(Math.max(...gaps)).toBeLessThan(3 * MINUTE);
	});
});
