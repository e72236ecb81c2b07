'use strict';
/** Who gets the next turn, and what a pause does. All waiting here is on a virtual clock. */
const { Cancelled } = require('../../../dist/nodes/shared/contract/errors');
const { paceOf } = require('../../../dist/nodes/shared/http/budgets');
const { RateLimiter } = require('../../../dist/nodes/shared/http/rateLimiter');
const { VirtualTime } = require('../../support/virtualTime');

const BITRIX24 = { kind: 'bucket', burst: 50, perSecond: 2 };
const SLOW = { kind: 'bucket', burst: 2, perSecond: 2 };
const LEARNED = { kind: 'learned' };
const HOUR = 3_600_000;

let time;
beforeEach(() => (time = new VirtualTime()));

const limiterOf = (limit) => new RateLimiter(paceOf(limit, time.clock()), time.clock());

/** Calls that take no time. @returns when each was made */
async function callAll(limiter, count) {
	const given = [];
	await time.until(
		Promise.all(
			Array.from({ length: count }, async () => {
				const turn = await limiter.take(undefined);
				given.push(time.time);
				turn.ended('spent');
			}),
		),
	);
	return given;
}

const refuse = async (limiter, askedMs) => {
	const turn = await time.until(limiter.take(undefined));
	return turn.ended('refused', askedMs);
};

describe('a pause', () => {
	it('keeps everybody away for as long as the vendor says', async () => {
		const limiter = limiterOf(BITRIX24);
		await refuse(limiter, 7000);
		expect((await callAll(limiter, 3))[0]).toBe(7000);
	});

	it('is not shortened by a later one that asks for less', async () => {
		const limiter = limiterOf(BITRIX24);
		const [first, second] = await time.until(
			Promise.all([limiter.take(undefined), limiter.take(undefined)]),
		);
		first.ended('refused', 7000);
		second.ended('refused', 100);
		expect((await callAll(limiter, 1))[0]).toBe(7000);
	});

	it.each([1e12, Infinity, 9e300])('of %d milliseconds ends after an hour', async (asked) => {
		const limiter = limiterOf(BITRIX24);
		expect(await refuse(limiter, asked)).toBe(HOUR);
		expect((await callAll(limiter, 1))[0]).toBe(HOUR);
	});

	it('that makes no sense is none', async () => {
		const limiter = limiterOf(BITRIX24);
		await refuse(limiter, NaN);
		expect((await callAll(limiter, 1))[0]).toBeLessThanOrEqual(1100);
	});

	it('without a number of the vendor is the time for a place or two to come free', async () => {
		const limiter = limiterOf(BITRIX24);
		const pause = await refuse(limiter);
		expect(pause).toBeGreaterThanOrEqual(500);
		expect(pause).toBeLessThanOrEqual(1100);
	});

	it('is the same for several refusals of one moment', async () => {
		const limiter = limiterOf(BITRIX24);
		const turns = await time.until(Promise.all([1, 2, 3].map(() => limiter.take(undefined))));
		for (const turn of turns) expect(turn.ended('refused')).toBeLessThanOrEqual(1100);
		expect((await callAll(limiter, 1))[0]).toBeLessThanOrEqual(1100);
	});

	it('ends with one call that finds out, and the others wait for its answer', async () => {
		const limiter = limiterOf(BITRIX24);
		await refuse(limiter, 10_000);
		const order = [];
		const probe = limiter.take(undefined).then((turn) => {
			order.push(['probe', time.time]);
			return turn;
		});
		const second = limiter.take(undefined).then((turn) => {
			order.push(['second', time.time]);
			turn.ended('spent');
		});
		const asked = await time.until(probe);
		await time.until(time.pass(3000));
		expect(order).toEqual([['probe', 10_000]]);
		asked.ended('spent');
		await time.until(second);
		expect(order).toEqual([
			['probe', 10_000],
			['second', 13_000],
		]);
	});

	it('goes on when that call is refused, and then the next one finds out', async () => {
		const limiter = limiterOf(BITRIX24);
		await refuse(limiter, 10_000);
		await refuse(limiter, 20_000);
		expect(time.time).toBe(10_000);
		expect((await callAll(limiter, 2))[0]).toBe(30_000);
	});

	it('is passed on by a call that never arrived', async () => {
		const limiter = limiterOf(BITRIX24);
		await refuse(limiter, 10_000);
		(await time.until(limiter.take(undefined))).ended('unspent');
		// One finds out, a little apart from the one before; nobody waits for another ten seconds.
		for (const at of await callAll(limiter, 2)) expect(at).toBeLessThan(10_200);
	});
});

describe('those who wait', () => {
	const NAMES = [...'abcdefghijklmnopqrstuvwxyz'];

	async function orderOf(limiter, signalOf = () => undefined) {
		const order = [];
		await time.until(
			Promise.allSettled(
				NAMES.map(async (name, index) => {
					await time.pass(70 * index);
					const turn = await limiter.take(signalOf(name));
					order.push(name);
					turn.ended('spent');
				}),
			),
		);
		return order;
	}

	it('get their turns in the order in which they came', async () => {
		expect(await orderOf(limiterOf(SLOW))).toEqual(NAMES);
	});

	it('do so after a pause, too', async () => {
		const limiter = limiterOf(LEARNED);
		await refuse(limiter, 1000);
		expect(await orderOf(limiter)).toEqual(NAMES);
	});

	it('are not held up by one who gave up', async () => {
		const signal = { aborted: true };
		expect(await orderOf(limiterOf(SLOW), (name) => (name === 'b' ? signal : undefined))).toEqual(
			NAMES.filter((name) => name !== 'b'),
		);
	});

	it('let a call that was refused go first', async () => {
		const limiter = limiterOf({ kind: 'bucket', burst: 2, perSecond: 0.5 });
		await callAll(limiter, 1);
		const order = [];
		const take = async (name, until) => {
			const turn = await limiter.take(undefined, Infinity, until);
			order.push(name);
			turn.ended('spent');
		};
		await time.until(
			Promise.all([
				take('first'),
				take('second'),
				time.pass(10).then(() => take('repeated', HOUR)),
				time.pass(20).then(() => take('repeated later', HOUR)),
			]),
		);
		expect(order).toEqual(['repeated', 'repeated later', 'first', 'second']);
	});

	it('are told at once of a pause that is too long for them, wherever they stand', async () => {
		const limiter = limiterOf(BITRIX24);
		await refuse(limiter, 60_000);
		const waiting = limiter.take(undefined);
		expect(await time.until(limiter.take(undefined, 1000))).toEqual({ tooLongMs: 60_000 });
		(await time.until(waiting)).ended('spent');
	});

	it('are told when a call that is repeated would come too late', async () => {
		const limiter = limiterOf({ kind: 'window', calls: 1, seconds: 100 });
		await callAll(limiter, 1);
		const { tooLongMs } = await time.until(limiter.take(undefined, Infinity, 5000));
		expect(tooLongMs).toBeGreaterThan(5000);
	});
});

describe('cancelling', () => {
	it('ends a wait', async () => {
		const limiter = limiterOf(BITRIX24);
		await refuse(limiter, HOUR);
		const signal = { aborted: false };
		const taking = limiter.take(signal);
		const ended = expect(taking).rejects.toBeInstanceOf(Cancelled);
		await time.until(time.pass(60_000));
		signal.aborted = true;
		await time.until(taking.catch(() => {}));
		await ended;
		expect(time.time).toBeLessThanOrEqual(60_400);
	});

	it('takes no turn', async () => {
		const limiter = limiterOf({ kind: 'window', calls: 1, seconds: 5 });
		await callAll(limiter, 1);
		const signal = { aborted: false };
		const taking = limiter.take(signal);
		taking.catch(() => {});
		await time.until(time.pass(200));
		signal.aborted = true;
		await time.until(taking.catch(() => {}));
		expect((await callAll(limiter, 1))[0]).toBeLessThanOrEqual(5600);
	});
});
