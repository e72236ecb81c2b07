'use strict';
/** All waiting here is on jest's clock: nothing depends on how fast the machine is. */
const { Cancelled } = require('../../../dist/nodes/shared/contract/errors');
const { RateLimiter, rateLimiterOf } = require('../../../dist/nodes/shared/http/rateLimiter');
const { leakyBucket, slidingWindow } = require('../../vendors/server');
const { asyncProperty, fc } = require('../../support/property');

const BITRIX24 = { burst: 50, perSecond: 2 };
const LEADSQUARED = { calls: 25, seconds: 5 };
const START = Date.UTC(2026, 10, 20);

beforeEach(() => jest.useFakeTimers({ now: START }));
afterEach(() => jest.useRealTimers());

/** Takes `count` slots, all asked for at once. @returns when each was given, in milliseconds from now */
async function takeAll(pace, count) {
	const begun = Date.now();
	const given = [];
	const all = Promise.all(
		Array.from({ length: count }, () =>
			pace.take(undefined).then(() => given.push(Date.now() - begun)),
		),
	);
	await settled(all);
	return given;
}

/** Lets the clock run until the promise is settled. */
async function settled(promise) {
	let done = false;
	const watched = promise.finally(() => (done = true));
	watched.catch(() => {});
	await jest.advanceTimersByTimeAsync(0);
	while (!done) await jest.advanceTimersToNextTimerAsync();
	return await watched;
}

/** True when a slot is free without waiting. It is taken then. */
async function isFree(pace) {
	const signal = { aborted: false };
	let given = false;
	const taking = pace.take(signal).then(
		() => (given = true),
		() => {},
	);
	await jest.advanceTimersByTimeAsync(0);
	const free = given;
	signal.aborted = true;
	await settled(taking);
	return free;
}

const pass = (milliseconds) => jest.advanceTimersByTimeAsync(milliseconds);
const pauses = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
const gaps = (times) => times.slice(1).map((at, index) => at - times[index]);
const most = (times, length) =>
	Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + length).length));

describe('a bucket', () => {
	it('gives the burst at once and then as fast as it drains', async () => {
		const given = await takeAll(new RateLimiter(BITRIX24), 60);
		expect(given.slice(0, 50)).toEqual(new Array(50).fill(0));
		given.slice(50).forEach((at, index) => {
			expect(at).toBeGreaterThanOrEqual((index + 1) * 500);
			expect(at).toBeLessThanOrEqual((index + 1) * 500 + 10);
		});
	});

	it('drains while nobody calls, and no further than to the bottom', async () => {
		const pace = new RateLimiter(BITRIX24);
		await takeAll(pace, 50);
		await pass(10_000);
		expect((await takeAll(pace, 21)).filter((at) => at === 0)).toHaveLength(20);
		await pass(3_600_000);
		expect((await takeAll(pace, 51)).filter((at) => at === 0)).toHaveLength(50);
	});

	it('never overflows at the vendor, whenever the calls come', async () => {
		await asyncProperty(
			fc.array(
				fc.record({
					idle: fc.integer({ min: 0, max: 20_000 }),
					calls: fc.integer({ min: 1, max: 30 }),
				}),
				{ maxLength: 8 },
			),
			async (visits) => {
				const pace = new RateLimiter({ burst: 10, perSecond: 2 });
				const vendor = leakyBucket({ burst: 10.01, perSecond: 2 });
				for (const { idle, calls } of visits) {
					await pass(idle);
					const admitted = [];
					await settled(
						Promise.all(
							Array.from({ length: calls }, () =>
								pace.take(undefined).then(() => admitted.push(vendor.admit())),
							),
						),
					);
					expect(admitted).toEqual(new Array(calls).fill(true));
				}
			},
		);
	});

	it('does not wait for hours when the clock was set back', async () => {
		const pace = new RateLimiter(BITRIX24);
		await takeAll(pace, 50);
		jest.setSystemTime(START - 3_600_000);
		const [at] = await takeAll(pace, 1);
		expect(at).toBeLessThanOrEqual(25_000);
	});
});

describe('a window', () => {
	it('gives its calls at once and then never more than they are in any window', async () => {
		const given = await takeAll(new RateLimiter(LEADSQUARED), 100);
		expect(given.slice(0, 25)).toEqual(new Array(25).fill(0));
		expect(most(given, 5000)).toBe(25);
		expect(given.at(-1)).toBeLessThanOrEqual(3 * 5200);
	});

	it('is never exceeded at the vendor, whenever the calls come', async () => {
		await asyncProperty(
			fc.array(
				fc.record({
					idle: fc.integer({ min: 0, max: 6000 }),
					calls: fc.integer({ min: 1, max: 12 }),
				}),
				{ maxLength: 10 },
			),
			async (visits) => {
				const pace = new RateLimiter({ calls: 5, seconds: 2 });
				const vendor = slidingWindow({ calls: 5, seconds: 2 });
				const times = [];
				for (const { idle, calls } of visits) {
					await pass(idle);
					const admitted = [];
					await settled(
						Promise.all(
							Array.from({ length: calls }, () =>
								pace.take(undefined).then(() => {
									times.push(Date.now());
									admitted.push(vendor.admit());
								}),
							),
						),
					);
					expect(admitted).toEqual(new Array(calls).fill(true));
				}
				expect(times.length === 0 || most(times, 2000) <= 5).toBe(true);
			},
		);
	});

	it('slides: calls come free one by one, as the first ones grow old', async () => {
		const pace = new RateLimiter({ calls: 2, seconds: 10 });
		await takeAll(pace, 1);
		await pass(6000);
		await takeAll(pace, 1);
		await pass(4300);
		expect([await isFree(pace), await isFree(pace)]).toEqual([true, false]);
	});

	it('does not wait for hours when the clock was set back', async () => {
		const pace = new RateLimiter(LEADSQUARED);
		await takeAll(pace, 25);
		jest.setSystemTime(START - 3_600_000);
		const [at] = await takeAll(pace, 1);
		expect(at).toBeLessThanOrEqual(5200);
	});
});

it('goes by the clock it is given', async () => {
	let now = START;
	const pace = new RateLimiter({ burst: 2, perSecond: 1 }, () => now);
	expect([await isFree(pace), await isFree(pace), await isFree(pace)]).toEqual([true, true, false]);
	await pass(60_000);
	expect(await isFree(pace)).toBe(false);
	now += 1000;
	expect([await isFree(pace), await isFree(pace)]).toEqual([true, false]);
});

describe('a refusal', () => {
	it('keeps everybody away for as long as the vendor says', async () => {
		const pace = new RateLimiter(BITRIX24);
		await takeAll(pace, 1);
		pace.refused(7000);
		const given = await takeAll(pace, 3);
		expect(given[0]).toBe(7000);
	});

	it('is not shortened by a later one that asks for less', async () => {
		const pace = new RateLimiter(BITRIX24);
		pace.refused(7000);
		pace.refused(100);
		expect((await takeAll(pace, 1))[0]).toBe(7000);
	});

	it('slows down to a part of what the vendor had accepted', async () => {
		const pace = new RateLimiter({ burst: 1000, perSecond: 1000 });
		await takeAll(pace, 20);
		for (let call = 0; call < 20; call++) pace.accepted();
		pace.refused(0);
		// 20 calls in five seconds are 4 a second; 70 % of that is one call in 357 ms.
		const between = gaps(await takeAll(pace, 5));
		for (const gap of between) {
			expect(gap).toBeGreaterThanOrEqual(357);
			expect(gap).toBeLessThanOrEqual(360);
		}
	});

	it('counts once for calls that were under way together', async () => {
		const once = new RateLimiter({ burst: 1000, perSecond: 1000 });
		const often = new RateLimiter({ burst: 1000, perSecond: 1000 });
		for (const pace of [once, often]) for (let call = 0; call < 20; call++) pace.accepted();
		once.refused(0);
		for (let call = 0; call < 5; call++) often.refused(0);
		expect(await takeAll(often, 4)).toEqual(await takeAll(once, 4));
	});

	it('counts again when it comes later', async () => {
		const pace = new RateLimiter({ burst: 1000, perSecond: 1000 });
		for (let call = 0; call < 20; call++) pace.accepted();
		pace.refused(0);
		const first = gaps(await takeAll(pace, 2))[0];
		await pass(1000);
		pace.refused(0);
		const second = gaps(await takeAll(pace, 2))[0];
		expect(second).toBeGreaterThan(first);
	});

	it('leaves one call in five seconds, however many there are', async () => {
		const pace = new RateLimiter({ burst: 1000, perSecond: 1000 });
		for (let refusal = 0; refusal < 30; refusal++) {
			pace.refused(0);
			await pass(2000);
		}
		expect(gaps(await takeAll(pace, 4))).toEqual([5000, 5000, 5000]);
	});

	it('is forgotten bit by bit as calls go through', async () => {
		const pace = new RateLimiter({ burst: 1000, perSecond: 1000 });
		await takeAll(pace, 1);
		pace.refused(0);
		const times = [];
		for (let call = 0; call < 4000; call++) {
			await settled(pace.take(undefined));
			pace.accepted();
			times.push(Date.now());
		}
		const between = gaps(times);
		expect(between[0]).toBeGreaterThan(3000);
		for (let index = 20; index < between.length; index++)
			expect(between[index]).toBeLessThanOrEqual(between[index - 20]);
		expect(between.slice(-50)).toEqual(new Array(50).fill(0));
	});

	it('empties the bucket, as the vendor had it full', async () => {
		const pace = new RateLimiter({ burst: 50, perSecond: 2 });
		for (let call = 0; call < 500; call++) pace.accepted();
		pace.refused(0);
		const given = await takeAll(pace, 10);
		expect(given.at(-1)).toBeGreaterThanOrEqual(4000);
	});
});

describe('those who wait', () => {
	/** Lets one after the other ask, a moment apart. @returns the names in the order in which they got a slot */
	async function orderOf(pace, names, signalOf = () => undefined) {
		const order = [];
		await settled(
			Promise.allSettled(
				names.map(async (name, index) => {
					await pauses(70 * index);
					await pace.take(signalOf(name));
					order.push(name);
				}),
			),
		);
		return order;
	}
	const NAMES = [...'abcdefghijklmnopqrstuvwxyz'];

	it('get their slots in the order in which they came', async () => {
		expect(await orderOf(new RateLimiter({ burst: 1, perSecond: 2 }), NAMES)).toEqual(NAMES);
	});

	it('do so after a pause too', async () => {
		const pace = new RateLimiter({ burst: 1000, perSecond: 1000 });
		pace.refused(1000);
		expect(await orderOf(pace, NAMES)).toEqual(NAMES);
	});

	it('are not held up by one who gave up', async () => {
		const pace = new RateLimiter({ burst: 1, perSecond: 2 });
		const signal = { aborted: false };
		const order = orderOf(pace, NAMES, (name) => (name === 'b' ? signal : undefined));
		signal.aborted = true;
		expect(await order).toEqual(NAMES.filter((name) => name !== 'b'));
	});

	it('are told at once of a pause that is too long for them, wherever they stand', async () => {
		const pace = new RateLimiter(BITRIX24);
		pace.refused(60_000);
		const waiting = pace.take(undefined);
		expect(await pace.take(undefined, 1000)).toBe(60_000);
		await settled(waiting);
	});
});

/**
 * What caller.ts does with an account's pace: waits, calls, tells how it went, and gives up after
 * `patience`.
 */
async function call(pace, vendor, { retryAfter, patience = 300_000, latency = 0 }) {
	let waited = 0;
	for (let attempt = 1; ; attempt++) {
		await pace.take(undefined);
		const admitted = vendor.admit();
		if (latency > 0) await pauses(latency);
		if (admitted) {
			pace.accepted();
			return { ok: true, attempts: attempt };
		}
		const pause = retryAfter ?? Math.min(30_000, 500 * 2 ** (attempt - 1));
		pace.refused(pause);
		if (waited + pause > patience) return { ok: false, attempts: attempt };
		waited += pause;
	}
}

/** A process of n8n that makes its calls five at a time, or as many as several runs make together. */
async function worker(pace, vendor, calls, how) {
	const ends = [];
	let left = calls;
	await Promise.all(
		Array.from({ length: how.sideBySide ?? 5 }, async () => {
			while (left-- > 0) ends.push(await call(pace, vendor, how));
		}),
	);
	return ends;
}

describe('workers that share an account without knowing of each other', () => {
	const CELLS = [
		['Bitrix24, no Retry-After', BITRIX24, leakyBucket, undefined],
		['Bitrix24, Retry-After', BITRIX24, leakyBucket, 1000],
		['LeadSquared', LEADSQUARED, slidingWindow, 5000],
		['LeadSquared, no Retry-After', LEADSQUARED, slidingWindow, undefined],
	];

	it.each(CELLS)(
		'%s: nothing fails and little is refused',
		async (_name, rate, bucket, retryAfter) => {
			const vendor = bucket(rate);
			const ends = (
				await settled(
					Promise.all(
						[1, 2, 3].map(() => worker(new RateLimiter(rate), vendor, 150, { retryAfter })),
					),
				)
			).flat();
			expect(ends.filter(({ ok }) => !ok)).toEqual([]);
			const refused = ends.reduce((sum, { attempts }) => sum + attempts - 1, 0);
			expect(refused).toBeLessThan(ends.length / 5);
		},
	);

	it('find the rate of a vendor that publishes none, with fifty calls under way at each', async () => {
		const vendor = leakyBucket({ burst: 30, perSecond: 60 });
		const how = { sideBySide: 50, latency: 20 };
		const ends = (
			await settled(
				Promise.all(
					[1, 2].map(() =>
						worker(new RateLimiter({ burst: 1000, perSecond: 1000 }), vendor, 1000, how),
					),
				),
			)
		).flat();
		expect(ends.filter(({ ok }) => !ok)).toEqual([]);
		expect(ends.reduce((sum, { attempts }) => sum + attempts - 1, 0)).toBeLessThan(
			ends.length / 10,
		);
		// At the vendor's rate it would be 33 seconds.
		expect(Date.now() - START).toBeLessThan(66_000);
	});

	it('find the way back when others had spent the budget before the first call', async () => {
		const vendor = leakyBucket({ burst: 30, perSecond: 60 });
		for (let call = 0; call < 30; call++) vendor.admit();
		const ends = await settled(
			worker(new RateLimiter({ burst: 1000, perSecond: 1000 }), vendor, 1000, {
				sideBySide: 50,
				latency: 20,
			}),
		);
		expect(ends.filter(({ ok }) => !ok)).toEqual([]);
		expect(Date.now() - START).toBeLessThan(66_000);
	});

	it('finds the rate of a vendor that allows less than is known', async () => {
		const vendor = leakyBucket({ burst: 5, perSecond: 1 });
		const ends = await settled(
			worker(new RateLimiter({ burst: 1000, perSecond: 1000 }), vendor, 200, {}),
		);
		expect(ends.filter(({ ok }) => !ok)).toEqual([]);
		expect(ends.reduce((sum, { attempts }) => sum + attempts - 1, 0)).toBeLessThan(ends.length / 5);
	});
});

describe('cancelling', () => {
	it('ends a wait', async () => {
		const pace = new RateLimiter(BITRIX24);
		pace.refused(3_600_000);
		const signal = { aborted: false };
		const taking = pace.take(signal);
		const ended = expect(taking).rejects.toBeInstanceOf(Cancelled);
		await pass(60_000);
		signal.aborted = true;
		await pass(200);
		await ended;
	});

	it('takes no slot', async () => {
		const pace = new RateLimiter({ burst: 1, perSecond: 1 });
		await pace.take(undefined);
		const signal = { aborted: false };
		const cancelled = expect(pace.take(signal)).rejects.toBeInstanceOf(Cancelled);
		await pass(200);
		signal.aborted = true;
		await pass(200);
		await cancelled;
		await pass(600);
		expect(await isFree(pace)).toBe(true);
	});

	it('ends the wait of the one that was cancelled only', async () => {
		const pace = new RateLimiter({ burst: 1, perSecond: 1 });
		await pace.take(undefined);
		const cancelled = expect(pace.take({ aborted: true })).rejects.toBeInstanceOf(Cancelled);
		const other = pace.take({ aborted: false });
		await cancelled;
		await settled(other);
		expect(Date.now()).toBe(START + 1000);
	});
});

describe('rateLimiterOf', () => {
	it('is one for an account and budget, and another for any other', () => {
		const first = rateLimiterOf('a/1/default', BITRIX24);
		expect(rateLimiterOf('a/1/default', BITRIX24)).toBe(first);
		expect(rateLimiterOf('a/2/default', BITRIX24)).not.toBe(first);
		expect(rateLimiterOf('a/1/slow', BITRIX24)).not.toBe(first);
	});
});
