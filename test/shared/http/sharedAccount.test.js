'use strict';
/**
 * How fast calls are made, and how many of them the vendor refuses, against the time that its limit alone
 * would take: one process and two, with travel times that differ, plans that are right and wrong.
 * Virtual time; docs/decisions/0014-limits-are-learned.md
 */
const { simulated } = require('./support/sharedAccount');

const BULK = [1, 5, 10];
const CALLS = [2, 5, 10, 15, 20, 25];
const SEEDS = [1, 2, 3, 4];
const inFive = (calls) => ({ calls, seconds: 5 });
const window = (calls, known) => ({ kind: 'window', ...inFive(calls), known });
const BUCKET = { burst: 50, perSecond: 2 };
const UNPUBLISHED = { burst: 30, perSecond: 60 };
const SLOW_UNPUBLISHED = { burst: 20, perSecond: 10 };
/** A batch of 50 commands takes a second; a refusal is as quick as any other answer. */
const LONG_BATCH = { answerMs: 1080, refusalMs: 80 };
/** On a slow machine it is heard of late, too. */
const LATE_REFUSALS = { answerMs: 1080, refusalMs: 420 };
const PLAIN = { answerMs: 150, refusalMs: 150 };

/** @returns every run's time as a part of the physical one, and the part of calls refused, the worst of all seeds */
async function worst(how) {
	const runs = [];
	for (const seed of SEEDS) runs.push(await simulated({ ...how, seed }));
	return {
		failed: Math.max(...runs.map(({ failed }) => failed)),
		refused: Math.max(...runs.map(({ refused }) => refused)),
		part: Math.max(...runs.map(({ refused, calls }) => refused / calls)),
		time: Math.max(...runs.map(({ took, physical }) => took / physical)),
	};
}

describe('one process: 40 bulk calls of LeadSquared', () => {
	const cells = BULK.flatMap((real) =>
		[1, 5, 10, 25].flatMap((said) => [0, 30].map((jitterMs) => ({ real, said, jitterMs }))),
	);

	it.each(cells)(
		'at $real in 5 seconds, while the credential says $said: one refusal at most, 1.05 of the time',
		async ({ real, said, jitterMs }) => {
			const { refused, time, failed } = await worst({
				real: inFive(real),
				said: window(said, BULK),
				calls: [40],
				concurrent: 10,
				jitterMs,
			});
			expect(failed).toBe(0);
			expect(refused).toBeLessThanOrEqual(1);
			expect(time).toBeLessThanOrEqual(1.05);
		},
	);
});

it.each(BULK.flatMap((calls) => [250, 400, 900].map((ms) => [calls, ms])))(
	'one process, %d bulk calls in 5 seconds: three calls that arrive %d ms late cost refusals, not the pace',
	async (calls, ms) => {
		const { refused, time, failed } = await worst({
			real: inFive(calls),
			said: window(calls, BULK),
			calls: [60],
			concurrent: 10,
			jitterMs: 30,
			heldUpMs: (no) => ([15, 30, 45].includes(no) ? ms : 0),
		});
		expect(failed).toBe(0);
		expect(refused).toBeLessThanOrEqual(1 + 3 * 4);
		expect(time).toBeLessThanOrEqual(1.1);
	},
);

it('one process refuses itself nothing where a bucket is what the plan says', async () => {
	const how = { real: BUCKET, said: { kind: 'bucket', ...BUCKET }, calls: [100], jitterMs: 40 };
	const { refused, time } = await worst(how);
	expect(refused).toBe(0);
	expect(time).toBeLessThanOrEqual(1.05);
});

it('one process finds the rate of a bucket that is smaller than the plan says', async () => {
	const said = { kind: 'bucket', burst: 250, perSecond: 5 };
	const { part, time } = await worst({ real: BUCKET, said, calls: [100], jitterMs: 40 });
	expect(part).toBeLessThanOrEqual(0.08);
	expect(time).toBeLessThanOrEqual(1.15);
});

it('one process finds the rate of a vendor that publishes none', async () => {
	const how = { real: UNPUBLISHED, said: { kind: 'learned' }, calls: [2000], concurrent: 50 };
	const { part, time } = await worst({ ...how, jitterMs: 10 });
	expect(part).toBeLessThanOrEqual(0.08);
	expect(time).toBeLessThanOrEqual(1.15);
});

describe('two processes that begin together and know of each other by refusals alone', () => {
	const cells = [
		['LeadSquared, 25 calls in 5 seconds', inFive(25), window(25, CALLS), 200, 5],
		['LeadSquared, 25 calls in 5 seconds, many at once', inFive(25), window(25, CALLS), 200, 50],
		['Bitrix24, 50 at once and 2 a second', BUCKET, { kind: 'bucket', ...BUCKET }, 100, 5],
		['Bitrix24, many at once', BUCKET, { kind: 'bucket', ...BUCKET }, 100, 20],
		['iVvy and Deskera, nothing published', UNPUBLISHED, { kind: 'learned' }, 2000, 5],
		['iVvy and Deskera, many at once', UNPUBLISHED, { kind: 'learned' }, 2000, 50],
		['Bitrix24, long batches', BUCKET, { kind: 'bucket', ...BUCKET }, 100, 50, LONG_BATCH],
		['iVvy and Deskera, few a second', SLOW_UNPUBLISHED, { kind: 'learned' }, 400, 5, PLAIN],
		['LeadSquared, slow', inFive(25), window(25, CALLS), 200, 5, PLAIN],
	];

	it.each(cells)('%s', async (_name, real, said, count, concurrent, answers = {}) => {
		const { part, time, failed } = await worst({
			real,
			said,
			calls: [count, count],
			concurrent,
			jitterMs: 40,
			...answers,
		});
		expect(failed).toBe(0);
		expect(part).toBeLessThanOrEqual(0.08);
		expect(time).toBeLessThanOrEqual(1.15);
	});

	it('Bitrix24: refusals that are heard of late cost more, and not the whole burst', async () => {
		const { part, time, failed } = await worst({
			real: BUCKET,
			said: { kind: 'bucket', ...BUCKET },
			calls: [100, 100],
			concurrent: 50,
			jitterMs: 40,
			...LATE_REFUSALS,
		});
		expect(failed).toBe(0);
		expect(part).toBeLessThanOrEqual(0.12);
		expect(time).toBeLessThanOrEqual(1.25);
	});

	it.each([
		[1, {}],
		[5, {}],
		[5, PLAIN],
		[10, {}],
		[10, PLAIN],
	])('LeadSquared, %d bulk calls in 5 seconds %j', async (calls, answers) => {
		const { part, time, failed } = await worst({
			real: inFive(calls),
			said: window(calls, BULK),
			calls: [120, 120],
			concurrent: 10,
			jitterMs: 40,
			...answers,
		});
		expect(failed).toBe(0);
		expect(part).toBeLessThanOrEqual(0.08);
		expect(time).toBeLessThanOrEqual(1.15);
	});
});

it('three processes get everything through, and little is refused', async () => {
	for (const [real, said] of [
		[BUCKET, { kind: 'bucket', ...BUCKET }],
		[inFive(25), window(25, CALLS)],
	]) {
		const { part, failed } = await worst({ real, said, calls: [150, 150, 150], jitterMs: 40 });
		expect(failed).toBe(0);
		expect(part).toBeLessThan(0.2);
	}
});

it.each([
	['25 calls', inFive(25), window(25, CALLS), [600, 200], 130_000],
	['10 bulk calls', inFive(10), window(10, BULK), [240, 80], 155_000],
])('a process that comes later gets its part of %s', async (_name, real, said, calls, most) => {
	const { each, failed } = await simulated({
		real,
		said,
		calls,
		starts: [0, 20_000],
		jitterMs: 40,
	});
	expect(failed).toBe(0);
	expect(each[1].ended).toBeLessThan(most);
});

it('what a process leaves is taken by the other one', async () => {
	const { took, physical } = await simulated({
		real: inFive(25),
		said: window(25, CALLS),
		calls: [100, 500],
		jitterMs: 40,
	});
	expect(took / physical).toBeLessThanOrEqual(1.15);
});

it('a vendor that asks for a second each time is kept to, and does not stop anybody', async () => {
	const how = { real: UNPUBLISHED, said: { kind: 'learned' }, calls: [1000, 1000] };
	const { part, failed } = await worst({ ...how, retryAfterMs: 1000, jitterMs: 10 });
	expect(failed).toBe(0);
	expect(part).toBeLessThanOrEqual(0.08);
});
