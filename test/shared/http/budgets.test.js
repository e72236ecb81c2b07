'use strict';
/** Which budgets a call spends, whose they are, and what a credential or an answer changes about them. Virtual time. */
const { Limits } = require('../../../dist/nodes/shared/http/budgets');
const { VirtualTime } = require('../../support/virtualTime');

const OK = { ok: true, body: {} };
const no = (problem) => ({ ok: false, problem: { title: '', advice: '', ...problem } });
const LIMITED = no({ kind: 'limited' });
const SPEC = { method: 'GET', path: '/x', effect: 'read' };
const HOUR = 3_600_000;

let time;
let limits;
beforeEach(() => {
	time = new VirtualTime();
	limits = new Limits(time.clock());
});

const window = (calls, name = 'calls') => ({
	name,
	limit: { kind: 'window', calls, seconds: 5, known: [calls] },
});
const of = (budgets, { account = 'a', credential = 'one', spec = SPEC, ...more } = {}) =>
	limits.of(account, credential, spec, { budgets, meters: [], readings: () => [], ...more });

/** Calls one after the other. @returns when each was made */
async function calls(make, count) {
	const at = [];
	for (let call = 0; call < count; call++) {
		const budgets = make();
		expect(await time.until(budgets.take(undefined))).toBe(0);
		at.push(time.time);
		budgets.report(OK);
	}
	return at;
}
const inFirstMoment = (times) => times.filter((at) => at < 1000).length;

it('one account has one budget, whichever of its credentials calls', async () => {
	const both = [
		...(await calls(() => of([window(4)]), 3)),
		...(await calls(() => of([window(4)], { credential: 'two' }), 3)),
	];
	expect(inFirstMoment(both)).toBe(4);
});

it('another account has another', async () => {
	await calls(() => of([window(4)]), 4);
	const begun = time.time;
	const [at] = await calls(() => of([window(4)], { account: 'b' }), 1);
	expect(at).toBe(begun);
});

it('each class of calls has its own', async () => {
	const budgets = [
		{ ...window(2, 'calls'), spentBy: ({ path }) => !path.includes('/Bulk/') },
		{ ...window(1, 'bulk calls'), spentBy: ({ path }) => path.includes('/Bulk/') },
	];
	await calls(() => of(budgets, { spec: { ...SPEC, path: '/Bulk/x' } }), 1);
	expect(inFirstMoment(await calls(() => of(budgets), 2))).toBe(2);
	const [again] = await calls(() => of(budgets, { spec: { ...SPEC, path: '/Bulk/x' } }), 1);
	expect(again).toBeGreaterThan(5000);
});

it('a call may weigh more than one', async () => {
	const heavy = [{ ...window(4), weight: () => 2 }];
	expect(inFirstMoment(await calls(() => of(heavy), 3))).toBe(2);
});

it('a changed plan counts at the next call', async () => {
	await calls(() => of([window(2)]), 2);
	expect(inFirstMoment(await calls(() => of([window(6)]), 5))).toBe(4);
});

it('a plan that is changed back and forth loosens nothing', async () => {
	const bucket = (burst) => [{ name: 'b', limit: { kind: 'bucket', burst, perSecond: 1 } }];
	await calls(() => of(bucket(11)), 10);
	await calls(() => of(bucket(11)), 1);
	const spent = time.time;
	of(bucket(5));
	const [at] = await calls(() => of(bucket(11)), 1);
	expect(at - spent).toBeGreaterThan(800);
});

it('two credentials of one account that disagree take no turns in what they say', async () => {
	const [one, two] = [() => of([window(2)]), () => of([window(6)], { credential: 'two' })];
	await calls(one, 1);
	await calls(two, 1);
	expect(inFirstMoment(await calls(one, 4))).toBe(4);
});

it('a call that never arrived spends nothing', async () => {
	for (let call = 0; call < 20; call++) {
		const budgets = of([window(1)]);
		expect(await time.until(budgets.take(undefined))).toBe(0);
		budgets.report(no({ kind: 'unreachable' }));
	}
	expect(time.time).toBe(0);
});

it('a refusal for any other reason is no limit', async () => {
	for (let call = 0; call < 4; call++) {
		const budgets = of([window(4)]);
		await time.until(budgets.take(undefined));
		expect(budgets.report(no({ kind: 'invalid' }))).toBe(0);
	}
	expect(time.time).toBeLessThan(1000);
});

it('a window that refuses costs what is left of it, and nothing more', async () => {
	const budgets = of([window(2)]);
	await time.until(budgets.take(undefined));
	const pause = budgets.report(LIMITED);
	expect(pause).toBeGreaterThan(0);
	expect(pause).toBeLessThanOrEqual(5200);
});

it('says how long it would take where that is too long, and holds nothing meanwhile', async () => {
	const paused = of([window(2)]);
	await time.until(paused.take(undefined));
	paused.report(no({ kind: 'limited', waitMs: 60_000 }));
	const budgets = of([window(2)]);
	expect(await time.until(budgets.take(undefined, 1000))).toBe(60_000);
});

describe('a meter, such as the computing time of a method', () => {
	const METERS = { meters: ['get'] };
	const reading = (used, resetsInMs = 60_000) => ({ meter: 'get', used, most: 480, resetsInMs });

	/** Calls of which each costs so much. @returns when each was made */
	async function metered(count, cost, { meter = 'get', most = 480 } = {}) {
		const at = [];
		let used = 0;
		for (let call = 0; call < count; call++) {
			const budgets = of([], {
				meters: [meter],
				readings: () => [{ ...reading((used += cost)), meter, most }],
			});
			await time.until(budgets.take(undefined));
			at.push(time.time);
			budgets.report(OK);
		}
		return at;
	}

	it('holds up its own calls, and no others', async () => {
		const budgets = of([window(100)], METERS);
		await time.until(budgets.take(undefined));
		expect(budgets.report(no({ kind: 'limited', meter: 'get', waitMs: 30_000 }))).toBe(30_000);
		const [other] = await calls(() => of([window(100)], { meters: ['add'] }), 1);
		expect(other).toBe(0);
		const [same] = await calls(() => of([window(100)], METERS), 1);
		expect(same).toBe(30_000);
	});

	it('is that of a credential, as another one has its own time', async () => {
		const budgets = of([], METERS);
		await time.until(budgets.take(undefined));
		budgets.report(no({ kind: 'limited', meter: 'get', waitMs: 30_000 }));
		const [other] = await calls(() => of([], { ...METERS, credential: 'two' }), 1);
		expect(other).toBe(0);
	});

	it('slows calls down before it is used up', async () => {
		const at = await metered(12, 40);
		const gaps = at.slice(1).map((moment, index) => moment - at[index]);
		expect(gaps.slice(0, 5)).toEqual([0, 0, 0, 0, 0]);
		expect(gaps.at(-2)).toBeGreaterThan(gaps[6]);
		expect(gaps.at(-2)).toBeGreaterThan(10_000);
	});

	it('is not taken for small because of a refusal while little was used', async () => {
		await metered(1, 0.01);
		const budgets = of([], METERS);
		await time.until(budgets.take(undefined));
		budgets.report(no({ kind: 'limited', meter: 'get', waitMs: 1000 }));
		expect((await metered(20, 0.01)).at(-1)).toBeLessThanOrEqual(1200);
	});

	it('slows nothing down where little is used', async () => {
		expect((await metered(100, 1)).at(-1)).toBe(0);
	});

	it('reads what a batch says about the methods in it, refusals too', async () => {
		const batch = of([], {
			meters: ['batch', 'get', 'add'],
			readings: () => [
				{ meter: 'get', used: 480, most: 480, resetsInMs: 20_000, isRefused: true },
				{ meter: 'add', used: 1, most: 480, resetsInMs: 20_000 },
			],
		});
		await time.until(batch.take(undefined));
		batch.report(OK);
		const [add] = await calls(() => of([], { meters: ['add'] }), 1);
		const [get] = await calls(() => of([], METERS), 1);
		expect([add, get]).toEqual([0, 20_000]);
	});

	it('that is refused without a time waits for ten seconds', async () => {
		const budgets = of([], METERS);
		await time.until(budgets.take(undefined));
		expect(budgets.report(no({ kind: 'limited', meter: 'get' }))).toBe(10_000);
	});

	it.each([Infinity, 1e15])(
		'that is said to come back in %d ms is asked after an hour',
		async (ms) => {
			const budgets = of([], METERS);
			await time.until(budgets.take(undefined));
			expect(budgets.report(no({ kind: 'limited', meter: 'get', waitMs: ms }))).toBe(HOUR);
			const [at] = await calls(() => of([], METERS), 1);
			expect(at).toBe(HOUR);
		},
	);
});

describe('the calls of a day', () => {
	const QUOTA = { calls: 10, of: 'The plan' };

	it('are told when they are nearly used up', async () => {
		await calls(() => of([window(100)]), 7);
		expect(limits.nearlyUsedUp('a', QUOTA)).toBeUndefined();
		await calls(() => of([window(100)]), 1);
		expect(limits.nearlyUsedUp('a', QUOTA)).toBe(8);
		expect(limits.nearlyUsedUp('b', QUOTA)).toBeUndefined();
	});

	it('are forgotten a day later', async () => {
		await calls(() => of([window(100)]), 9);
		await time.until(time.pass(25 * HOUR));
		expect(limits.nearlyUsedUp('a', QUOTA)).toBeUndefined();
	});
});
