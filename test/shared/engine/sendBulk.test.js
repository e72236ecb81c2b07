'use strict';
/** Waiting is on jest's clock. */
const { travelGroups, sendTogether } = require('../../../dist/nodes/shared/engine/sendBulk');
const { Slots } = require('../../../dist/nodes/shared/http/callGate');
const { NOT_SENT } = require('../../../dist/nodes/shared/http/statusProblems');
const { Cancelled } = require('../../../dist/nodes/shared/contract/errors');
const { anId, ANYTHING, NAME, unless } = require('../../../dist/nodes/shared/http/proof');
const { fc, property } = require('../../support/property');

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

const spec = (name, more = {}) => ({
	method: 'POST',
	path: `/${name}`,
	effect: 'write',
	proof: ANYTHING,
	...more,
});
const specs = (count, more) => Array.from({ length: count }, (_, index) => spec(index, more));
const ok = (body) => ({ ok: true, body });
const no = (kind, more = {}) => ({
	ok: false,
	problem: { kind, title: kind, advice: '', ...more },
});
const names = (list) => list.map(({ path }) => path.slice(1));

describe('travelGroups', () => {
	const cut = (bulk, list, size) => {
		const whole = { most: 100, ...bulk };
		const joined = list.map((one) => ({ joins: whole, ...one }));
		return travelGroups(joined, size).map(({ places }) =>
			places.map((place) => list[place].path.slice(1)),
		);
	};

	it('hold as many as fit', () => {
		expect(cut({}, specs(7), 3)).toEqual([['0', '1', '2'], ['3', '4', '5'], ['6']]);
		expect(cut({}, specs(3), 3)).toEqual([['0', '1', '2']]);
		expect(cut({}, [], 3)).toEqual([]);
		expect(cut({ most: 2 }, specs(5), 100)).toEqual([['0', '1'], ['2', '3'], ['4']]);
	});

	it('hold nothing that names no bulk call', () => {
		const alone = { joins: undefined };
		expect(
			cut({}, [spec('a'), spec('file', alone), spec('b'), spec('c'), spec('file', alone)], 10),
		).toEqual([['a', 'b', 'c'], ['file'], ['file']]);
	});

	it('hold those of one bulk call only', () => {
		const other = { most: 100 };
		expect(
			cut({}, [spec('a'), spec('x', { joins: other }), spec('b'), spec('y', { joins: other })], 10),
		).toEqual([
			['a', 'b'],
			['x', 'y'],
		]);
	});

	it('hold those of one key, wherever they stand', () => {
		const key = ({ path }) => path[1];
		expect(
			cut(
				{ key },
				['a1', 'a2', 'b1', 'a3', 'a4'].map((name) => spec(name)),
				10,
			),
		).toEqual([['a1', 'a2', 'a3', 'a4'], ['b1']]);
	});

	it('are full by weight; what is heavier than a group goes alone', () => {
		const weight = ({ path }) => Number(path.slice(1));
		expect(
			cut(
				{ weight },
				[4, 6, 1, 30, 5, 5, 1].map((weighs) => spec(weighs)),
				10,
			),
		).toEqual([['4', '6'], ['1'], ['30'], ['5', '5'], ['1']]);
	});

	it('are together what went in, each once and in its order, and none is over the size', () => {
		const request = fc.record({
			weight: fc.integer({ min: 0, max: 12 }),
			key: fc.constantFrom('a', 'b'),
			alone: fc.boolean(),
		});
		property(
			fc.array(request, { maxLength: 60 }),
			fc.integer({ min: 1, max: 10 }),
			(list, size) => {
				const bulk = { most: 100, weight: (one) => one.weight, key: (one) => one.key };
				const made = travelGroups(
					list.map((one) => ({ ...one, joins: one.alone ? undefined : bulk })),
					size,
				);
				expect(made.flatMap(({ places }) => places).sort((a, b) => a - b)).toEqual(
					list.map((_, place) => place),
				);
				for (const { places } of made) {
					const group = places.map((place) => list[place]);
					expect(group.length).toBeGreaterThan(0);
					expect([...places].sort((a, b) => a - b)).toEqual(places);
					if (group.length === 1) continue;
					expect(group.reduce((sum, one) => sum + one.weight, 0)).toBeLessThanOrEqual(size);
					expect(new Set(group.map((one) => one.key)).size).toBe(1);
					expect(group.some((one) => one.alone)).toBe(false);
				}
			},
		);
	});
});

/** Packs into one request and unpacks the verdicts that `answer` gave in its body. */
const BULK = {
	size: 100,
	most: 100,
	pack: (list, halt) => ({
		method: 'POST',
		path: '/bulk',
		effect: 'write',
		body: { list: names(list), halt },
	}),
	unpack: (body) => body,
};

/**
 * Sends requests through a vendor.
 * @param answer (names, halt) -> verdict of the call; a single request is a list of one
 */
async function send(
	list,
	answer,
	{ bulk = BULK, stopped = () => false, alone = [], parallel = 1, ...more } = {},
) {
	const joined = list.map((one, place) => ({
		...one,
		joins: alone.includes(place) ? undefined : bulk,
	}));
	const calls = [];
	const slots = new Slots(parallel);
	let isOver = false;
	// As the gate of a run does it.
	const call = async (one, terms) =>
		isOver && terms?.isUnderWay !== true ? NOT_SENT : await sendNow(one);
	const sendNow = async (one) => {
		const { path, body } = one;
		const sent = path === '/bulk' ? body.list : [path.slice(1)];
		if (calls.push(sent) > 1000) throw new Error('This does not end');
		return answer(sent, body?.halt);
	};
	const sending = sendTogether(
		{
			call,
			vendor: 'Acme',
			together: slots,
			alone: parallel === 1 ? slots : new Slots(parallel),
			isOver: () => isOver,
			signal: undefined,
			maxWaitMs: 60_000,
			halt: false,
			batchSize: 100,
			...more,
		},
		joined,
		(verdict) => {
			const stops = stopped(verdict);
			isOver ||= stops;
			return stops;
		},
	);
	let done = false;
	const watched = sending.finally(() => (done = true));
	watched.catch(() => {});
	const begun = Date.now();
	await jest.advanceTimersByTimeAsync(0);
	while (!done) await jest.advanceTimersToNextTimerAsync();
	return { verdicts: await watched, calls, waited: Date.now() - begun };
}

describe('sendTogether', () => {
	it('sends group after group and gives each request its verdict', async () => {
		const { verdicts, calls } = await send(
			specs(5),
			(sent) =>
				sent.length === 1
					? ok(sent[0])
					: ok(sent.map((name) => (name === '1' ? no('invalid') : ok(name)))),
			{ batchSize: 2 },
		);
		expect(calls).toEqual([['0', '1'], ['2', '3'], ['4']]);
		expect(verdicts).toEqual([ok('0'), no('invalid'), ok('2'), ok('3'), ok('4')]);
	});

	it('sends a single request as itself, not packed', async () => {
		const packed = [];
		await send(specs(1), () => ok(1), { bulk: { ...BULK, pack: (list) => packed.push(list) } });
		expect(packed).toEqual([]);
	});

	it('tells the vendor whether to halt', async () => {
		for (const halt of [true, false]) {
			const told = [];
			await send(specs(2), (sent, halted) => (told.push(halted), ok(sent.map(ok))), { halt });
			expect(told).toEqual([halt]);
		}
	});

	it('stops between groups when told so, and what was not sent has no verdict', async () => {
		const { verdicts, calls } = await send(
			specs(6),
			(sent) => ok(sent.map((name) => (name === '3' ? no('invalid') : ok(name)))),
			{ batchSize: 2, stopped: (verdict) => !verdict.ok },
		);
		expect(calls).toEqual([
			['0', '1'],
			['2', '3'],
		]);
		expect(verdicts).toEqual([ok('0'), ok('1'), ok('2'), no('invalid'), undefined, undefined]);
	});

	it.each(['invalid', 'unclear', 'auth', 'limited', 'missing'])(
		'gives all of a group the same verdict when it fails as %s',
		async (kind) => {
			const { verdicts, calls } = await send(specs(3), () => no(kind));
			expect(verdicts).toEqual([no(kind), no(kind), no(kind)]);
			expect(calls).toHaveLength(1);
		},
	);

	it('sends what joins nothing alone, so many at once', async () => {
		let underWay = 0;
		let most = 0;
		const { verdicts, calls } = await send(
			specs(9),
			async (sent) => {
				most = Math.max(most, ++underWay);
				await new Promise((done) => setTimeout(done, 10));
				underWay -= 1;
				return sent.length === 1 ? ok(sent[0]) : ok(sent.map(ok));
			},
			{ alone: [1, 3, 4, 5, 6, 7], parallel: 3 },
		);
		expect(calls).toEqual([['0', '2', '8'], ['1'], ['3'], ['4'], ['5'], ['6'], ['7']]);
		expect(verdicts).toEqual(specs(9).map((_, index) => ok(String(index))));
		// Three, beside the bulk call.
		expect(most).toBe(4);
	});

	it('sends each by itself where they can not be packed', async () => {
		const bulk = {
			...BULK,
			pack: () => {
				throw new URIError('URI malformed');
			},
		};
		const { verdicts, calls } = await send(specs(3), (sent) => ok(sent[0]), { bulk });
		expect(calls).toEqual([['0'], ['1'], ['2']]);
		expect(verdicts).toEqual([ok('0'), ok('1'), ok('2')]);
	});

	it.each([
		[
			'throws',
			() => {
				throw new TypeError('no rows');
			},
		],
		['says nothing', () => []],
	])('knows of no item how it ended where the answer to all %s', async (_name, unpack) => {
		const { verdicts } = await send(specs(2), () => ok({}), { bulk: { ...BULK, unpack } });
		for (const verdict of verdicts)
			expect(verdict).toEqual(no('unclear', { title: 'Acme did not say how this item ended' }));
	});

	it('reads a part as the answer to a single request: what it holds, and what it says no with', async () => {
		const proof = unless(
			({ why } = {}) =>
				why === undefined ? undefined : { kind: 'invalid', title: why, advice: '' },
			anId(NAME, (body) => body?.id),
		);
		const parts = [ok({ id: 5 }), ok({}), ok(undefined), ok({ id: 6, why: 'It is locked' })];
		const { verdicts } = await send(specs(4, { proof }), () => ok(parts));
		const unproved = expect.objectContaining({
			kind: 'unclear',
			title: 'Acme answered without the ID of the record',
		});
		expect(verdicts).toEqual([
			ok({ id: 5 }),
			{ ok: false, problem: unproved },
			{ ok: false, problem: unproved },
			no('invalid', { title: 'It is locked' }),
		]);
	});

	it('does not change the verdicts of a call that went through', async () => {
		const given = [ok('a'), no('denied'), no('unclear')];
		const { verdicts, calls } = await send(specs(3), () => ok([...given]));
		expect(verdicts).toEqual(given);
		expect(calls).toHaveLength(1);
	});
});

describe('a bulk call that may be sent again in parts', () => {
	const bulk = {
		...BULK,
		divides: true,
		unpack: (_body, list) => list.map(({ path }) => ok(path.slice(1))),
	};
	const refuses =
		(...culprits) =>
		(sent) =>
			sent.some((name) => culprits.includes(name)) ? no('missing') : ok(sent[0]);

	it.each([0, 1, 31, 32, 50, 63])(
		'finds request %i of 64 in few calls and sends all others',
		async (culprit) => {
			const { verdicts, calls } = await send(specs(64), refuses(String(culprit)), { bulk });
			expect(verdicts.map((verdict) => verdict.ok)).toEqual(
				specs(64).map((_, index) => index !== culprit),
			);
			expect(verdicts[culprit]).toEqual(no('missing'));
			expect(calls.length).toBeLessThanOrEqual(1 + 2 * 6);
			const taken = calls.filter((sent) => !sent.includes(String(culprit))).flat();
			expect([...taken].sort()).toEqual(
				specs(64)
					.map((_, index) => String(index))
					.filter((name) => name !== String(culprit))
					.sort(),
			);
		},
	);

	it('finds several, and sends every other exactly once, in order', async () => {
		const { verdicts, calls } = await send(specs(40), refuses('3', '17', '39'), { bulk });
		expect(verdicts.flatMap((verdict, index) => (verdict.ok ? [] : [index]))).toEqual([3, 17, 39]);
		const taken = calls
			.filter((sent) => !sent.some((name) => ['3', '17', '39'].includes(name)))
			.flat();
		expect(taken).toEqual(
			specs(40)
				.map((_, index) => String(index))
				.filter((name) => !['3', '17', '39'].includes(name)),
		);
	});

	it('sends what is behind the culprit though it should halt: all was in the first call', async () => {
		const { verdicts } = await send(specs(8), refuses('2'), { bulk, halt: true });
		expect(verdicts).toEqual(
			specs(8).map((_, index) => (index === 2 ? no('missing') : ok(String(index)))),
		);
	});

	it('knows nothing of what is missing where the refused call may have deleted it', async () => {
		const left = new Set(['0', '1', '2', '3']);
		const deletes = (sent) => {
			const there = sent.filter((name) => left.delete(name));
			return there.length === sent.length ? ok(sent[0]) : no('missing');
		};
		for (const halt of [false, true]) {
			const { verdicts } = await send(specs(5), deletes, {
				bulk: { ...bulk, deletes: true },
				halt,
			});
			expect(verdicts.map(({ problem }) => problem.kind)).toEqual(new Array(5).fill('unclear'));
			expect(verdicts[4].problem.advice).toMatch(/never existed, or .* deleted/);
		}
	});

	it('knows nothing of one request about several records of which one is missing', async () => {
		for (const [weight, kind] of [
			[1, 'missing'],
			[3, 'unclear'],
		]) {
			const weighing = { ...bulk, weight: () => weight };
			const { verdicts } = await send(specs(1), () => no('missing'), { bulk: weighing });
			expect(verdicts[0].problem.kind).toBe(kind);
		}
	});

	it.each(['auth', 'unclear', 'limited', 'denied'])(
		'is not asked again after %s, which no part would mend',
		async (kind) => {
			const { verdicts, calls } = await send(specs(8), () => no(kind), { bulk });
			expect(calls).toHaveLength(1);
			expect(verdicts).toEqual(new Array(8).fill(no(kind)));
		},
	);
});

describe('a vendor that says how many it carried out, and not which', () => {
	const known = (culprits) => (name) => !culprits.includes(name);
	/** Counts what it has; `gone`: what was carried out is not there any more. */
	const counts = (culprits, gone = false) => {
		const left = new Set(
			specs(64)
				.map((_, index) => String(index))
				.filter(known(culprits)),
		);
		return (sent) => {
			const done = sent.filter((name) => left.has(name));
			if (gone) for (const name of done) left.delete(name);
			if (sent.length > 1) return ok({ done: done.length });
			return done.length === 1 ? ok(sent[0]) : no('missing');
		};
	};
	const bulk = {
		...BULK,
		completed: ({ done }) => done,
		unpack: (_body, list) => list.map(({ path }) => ok(path.slice(1))),
	};

	it.each([false, true])('is believed when it was all of them (halt %s)', async (halt) => {
		const { verdicts, calls } = await send(specs(3), counts([]), { bulk, halt });
		expect([calls.length, verdicts]).toEqual([1, ['0', '1', '2'].map(ok)]);
	});

	it.each([
		[['5'], false],
		[['5'], true],
		[['0', '31', '63'], false],
	])(
		'is asked again until %j stand alone, though it should halt: all have been sent (halt %s)',
		async (culprits, halt) => {
			const { verdicts, calls } = await send(specs(64), counts(culprits), { bulk, halt });
			expect(verdicts).toEqual(
				specs(64).map((_, index) =>
					culprits.includes(String(index)) ? no('missing') : ok(String(index)),
				),
			);
			expect(calls.length).toBeLessThanOrEqual(1 + culprits.length * 2 * 6);
		},
	);

	it('says which are unknown where fewer can be found than were carried out', async () => {
		const { verdicts } = await send(specs(3), counts(['1'], true), { bulk });
		expect(verdicts).toEqual(
			Array(3).fill(no('unclear', { title: 'Acme completed 2 of 3 items and did not say which' })),
		);
	});

	it('and refuses all where none was carried out', async () => {
		const { verdicts } = await send(specs(3), counts(['0', '1', '2'], true), { bulk });
		expect(verdicts).toEqual(Array(3).fill(no('missing')));
	});
});

describe('a limit inside a group', () => {
	/** Refuses the given requests as over the limit, as often as given. */
	const limits = (times, waitMs) => (sent) => {
		const verdicts = sent.map((name) =>
			(times[name] ?? 0) > 0 ? (times[name]--, no('limited', { waitMs })) : ok(name),
		);
		return sent.length === 1 ? verdicts[0] : ok(verdicts);
	};

	it('sends the refused ones again, and only them, after the wait', async () => {
		const { verdicts, calls, waited } = await send(specs(5), limits({ 1: 1, 3: 1 }, 4000));
		expect(calls).toEqual([
			['0', '1', '2', '3', '4'],
			['1', '3'],
		]);
		expect(verdicts).toEqual(['0', '1', '2', '3', '4'].map(ok));
		expect(waited).toBe(4000);
	});

	it('waits ten seconds when the vendor does not say how long', async () => {
		const { waited } = await send(specs(3), limits({ 1: 1 }, undefined));
		expect(waited).toBe(10_000);
	});

	it('waits longer each time where the vendor asks for no time at all and refuses again', async () => {
		const { waited, calls } = await send(specs(3), limits({ 1: 4, 2: 4 }, 0));
		expect(calls).toHaveLength(5);
		expect(waited).toBeGreaterThanOrEqual(250 + 500 + 1000 + 2000);
	});

	it('waits as long as the longest of them asks', async () => {
		const { waited, calls } = await send(specs(3), (sent) =>
			sent.length === 3
				? ok([no('limited', { waitMs: 1000 }), no('limited', { waitMs: 6000 }), ok('2')])
				: ok(sent.map(ok)),
		);
		expect(waited).toBe(6000);
		expect(calls[1]).toEqual(['0', '1']);
	});

	it('goes on until all are through', async () => {
		const { verdicts, calls } = await send(specs(4), limits({ 0: 2, 1: 3, 2: 3 }, 1000));
		expect(calls).toEqual([
			['0', '1', '2', '3'],
			['0', '1', '2'],
			['0', '1', '2'],
			['1', '2'],
		]);
		expect(verdicts.every((verdict) => verdict.ok)).toBe(true);
	});

	it('gives up what would take more than the longest wait', async () => {
		const { verdicts, calls, waited } = await send(specs(3), limits({ 1: 99, 2: 99 }, 25_000), {
			maxWaitMs: 60_000,
		});
		expect(calls).toHaveLength(3);
		expect(waited).toBe(50_000);
		expect(verdicts).toEqual([
			ok('0'),
			no('limited', { waitMs: 25_000 }),
			no('limited', { waitMs: 25_000 }),
		]);
	});

	it('gives up in the end, though each wait is short', async () => {
		const { verdicts } = await send(specs(3), limits({ 1: Infinity, 2: Infinity }, 0), {
			maxWaitMs: 60_000,
		});
		expect(verdicts.map((verdict) => verdict.ok)).toEqual([true, false, false]);
	});

	it('takes along what the vendor left out because of it', async () => {
		const { verdicts, calls } = await send(
			specs(4),
			(sent) =>
				sent.length === 4
					? ok([ok('0'), no('limited', { waitMs: 10 }), NOT_SENT, NOT_SENT])
					: ok(sent.map(ok)),
			{ halt: true },
		);
		expect(calls).toEqual([
			['0', '1', '2', '3'],
			['1', '2', '3'],
		]);
		expect(verdicts).toEqual(['0', '1', '2', '3'].map(ok));
	});

	it('leaves out what another refusal held back', async () => {
		const { verdicts, calls } = await send(
			specs(4),
			(sent) =>
				sent.length === 4
					? ok([no('limited', { waitMs: 10 }), no('invalid'), NOT_SENT, NOT_SENT])
					: ok(sent[0]),
			{ halt: true },
		);
		expect(calls).toEqual([['0', '1', '2', '3'], ['0']]);
		expect(verdicts).toEqual([ok('0'), no('invalid'), NOT_SENT, NOT_SENT]);
	});

	it('ends with the run', async () => {
		const signal = { aborted: false };
		const sending = send(
			specs(2),
			() => {
				signal.aborted = true;
				return ok([no('limited', { waitMs: 50_000 }), ok('1')]);
			},
			{ signal },
		);
		await expect(sending).rejects.toBeInstanceOf(Cancelled);
	});
});
