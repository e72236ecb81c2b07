'use strict';
/**
 * Polls as n8n runs them, on a virtual clock: whatever is dropped, killed or refused on the way, every
 * change is handed out, once, and every poll ends in the time that n8n gives it.
 */
const { byId } = require('../support/fakes');
const { fc } = require('../support/property');
const { virtualPolls, settled } = require('../support/virtualPolls');

const START = Date.UTC(2026, 10, 28, 12);
const LIMIT = { calls: 10, seconds: 5 };

beforeEach(() => jest.useFakeTimers({ now: START }));
afterEach(() => jest.useRealTimers());

const sql = (at) => new Date(at).toISOString().slice(0, 19).replace('T', ' ');
let micros = 0;

/** For each vendor: how a trigger is set up, and how records come into the account and change. */
const VENDORS = {
	leadSquared: {
		options: () => ({ now: START, records: { activities: 40 } }),
		setup: {
			node: 'leadSquaredPollingTrigger',
			parameters: { event: 'both', activityType: byId('201'), output: 'raw' },
			credentials: { callsPer5Seconds: LIMIT.calls },
		},
		add({ vendor }, number, at) {
			const like = vendor.store.activities.get(vendor.activityId(8));
			const id = `${String(number).padStart(8, '0')}-0000-4000-8000-${String((number * 7919) % 1e12).padStart(12, '0')}`;
			vendor.store.activities.set(id, {
				...like,
				ProspectActivityId: id,
				CreatedOn: at,
				ModifiedOn: at,
			});
			return id;
		},
		change({ vendor }, id, at) {
			vendor.store.activities.get(id).ModifiedOn = at;
		},
		remove: ({ vendor }, id) => vendor.store.activities.delete(id),
		read: ({ ProspectActivityId, ModifiedOn }) => [ProspectActivityId, ModifiedOn.slice(0, 19)],
		now: ({ vendor }, id) => sql(vendor.store.activities.get(id).ModifiedOn),
	},
	deskera: {
		options: () => ({ records: { activities: 40 }, ties: 'kept' }),
		setup: { node: 'deskeraTrigger', parameters: { event: 'both', output: 'raw' } },
		time: (at) => `${new Date(at).toISOString().slice(0, 19)}.${String(micros).padStart(6, '0')}Z`,
		add({ vendor }, number, at) {
			const like = vendor.store.activities.get(7);
			const id = 100_000 + number;
			const time = this.time(at);
			vendor.store.activities.set(id, { ...like, id, created_at: time, updated_at: time });
			return id;
		},
		change({ vendor }, id, at) {
			micros += 1;
			vendor.store.activities.get(id).updated_at = this.time(at);
		},
		remove: ({ vendor }, id) => vendor.store.activities.delete(id),
		read: ({ id, updated_at }) => [id, updated_at],
		now: ({ vendor }, id) => vendor.store.activities.get(id).updated_at,
	},
	...Object.fromEntries(
		['works', 'ignored', 'refused'].map((modifiedFilter) => [
			`ivvy, filter ${modifiedFilter}`,
			{
				vendor: 'ivvy',
				options: () => ({ modifiedFilter, now: Date.now }),
				setup: {
					node: 'ivvyPollingTrigger',
					parameters: { record: 'task', event: 'both', output: 'raw' },
				},
				add({ vendor }, number, at) {
					const like = vendor.store.tasks.get(10005);
					const id = 100_000 + number;
					vendor.store.tasks.set(id, {
						...like,
						id,
						createdDate: sql(at),
						modifiedDate: sql(at),
					});
					return id;
				},
				change({ vendor }, id, at) {
					vendor.store.tasks.get(id).modifiedDate = sql(at);
				},
				remove: ({ vendor }, id) => vendor.store.tasks.delete(id),
				read: ({ id, modifiedDate }) => [id, modifiedDate.replace(' UTC', '')],
				now: ({ vendor }, id) => vendor.store.tasks.get(id).modifiedDate,
			},
		]),
	),
};

async function started(name, more = {}) {
	const kind = VENDORS[name];
	const polls = await virtualPolls(kind.vendor ?? name, kind.options(), {
		...kind.setup,
		limit: LIMIT,
		latency: 150,
		engine: 'durable',
		...more,
	});
	const handed = [];
	const took = [];
	return {
		...polls,
		kind,
		handed,
		took,
		/** @returns how many were handed out, or the error */
		async poll(how = {}) {
			const { value, error, took: length } = await settled(polls.begin({ budget: 36_000, ...how }));
			took.push(length);
			if (error !== undefined) return error;
			for (const { json } of value?.[0] ?? []) handed.push(kind.read(json).join(' '));
			return value?.[0].length ?? 0;
		},
	};
}

function twice(handed) {
	const seen = new Set();
	return handed.filter((one) => seen.has(one) || !seen.add(one));
}

async function drained(account, how) {
	for (let quiet = 0, polls = 0; quiet < 20 && polls < 300; polls++) {
		await jest.advanceTimersByTimeAsync(60_000);
		quiet = (await account.poll(how)) === 0 ? quiet + 1 : 0;
	}
}

const names = Object.keys(VENDORS);

describe.each(names)('%s', (name) => {
	it('hands out a long backlog over several polls, each inside its budget', async () => {
		const account = await started(name);
		expect(await account.poll({ isActivation: true })).toBe(0);
		const ids = Array.from({ length: 3000 }, (_, number) =>
			account.kind.add(account, number, START + 60_000 + number * 100),
		);
		await jest.advanceTimersByTimeAsync(3_600_000);
		await drained(account, { budget: 8000 });
		expect(account.handed).toHaveLength(ids.length);
		expect(new Set(account.handed).size).toBe(ids.length);
		expect(Math.max(...account.took)).toBeLessThanOrEqual(8000);
		expect(account.took.length).toBeGreaterThan(3);
		expect(Buffer.byteLength(JSON.stringify(account.stored()))).toBeLessThan(64_000);
	});

	it('hands out everything that was changed at one moment', async () => {
		const account = await started(name, { engine: 'cursors' });
		await account.poll({ isActivation: true });
		const ids = Array.from({ length: 2600 }, (_, number) =>
			account.kind.add(account, number, START + 120_000),
		);
		await jest.advanceTimersByTimeAsync(3_600_000);
		let largest = 0;
		for (let more = 3, polls = 0; more > 0 && polls < 60; polls++) {
			await account.poll({ budget: 6000 });
			if (account.handed.length >= ids.length) more--;
			largest = Math.max(largest, Buffer.byteLength(JSON.stringify(account.stored())));
			await jest.advanceTimersByTimeAsync(60_000);
		}
		expect(new Set(account.handed).size).toBe(ids.length);
		expect(account.handed).toHaveLength(ids.length);
		expect(largest).toBeLessThan(64_000);
	});

	it('loses and doubles nothing, whatever is dropped, killed or refused', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.record({
					engine: fc.constantFrom('legacy', 'durable', 'cursors'),
					backlog: fc.integer({ min: 0, max: 900 }),
					spread: fc.constantFrom(0, 1, 50, 1000),
					polls: fc.array(
						fc.record({
							end: fc.constantFrom('good', 'good', 'good', 'dropped', 'killed', 'fault'),
							budget: fc.constantFrom(3000, 6000, 36_000),
							at: fc.integer({ min: 1, max: 12 }),
							changes: fc.array(fc.nat(1000), { maxLength: 8 }),
							adds: fc.integer({ min: 0, max: 20 }),
						}),
						{ minLength: 3, maxLength: 12 },
					),
				}),
				async ({ engine, backlog, spread, polls }) => {
					const account = await started(name, { engine });
					const { kind } = account;
					expect(await account.poll({ isActivation: true })).toBe(0);
					const ids = [];
					const add = (at) => ids.push(kind.add(account, ids.length, at));
					const zero = Date.now();
					await jest.advanceTimersByTimeAsync(1_200_000);
					for (let index = 0; index < backlog; index++) add(zero + 2000 + index * spread);
					for (const { end, budget, at, changes, adds } of polls) {
						const first = account.state.calls;
						account.state.onCall = (count) => {
							if (count - first !== at) return undefined;
							// People work on while the list is read.
							for (let more = 0; more < adds; more++) add(Date.now());
							for (const one of changes)
								if (ids.length > 0) kind.change(account, ids[one % ids.length], Date.now());
							return end === 'fault' ? { statusCode: 403, headers: {}, body: {} } : undefined;
						};
						const isDropped = end === 'dropped' || end === 'killed';
						// A legacy n8n does not drop polls: it dies with them, or not at all.
						if (isDropped && engine === 'legacy') {
							const before = structuredClone(account.state.live);
							await account.poll({ budget, isDropped });
							account.state.live = before;
						} else await account.poll({ budget, isDropped });
						if (end === 'killed') await account.restart();
						account.state.onCall = () => {};
						expect(account.took.at(-1)).toBeLessThanOrEqual(budget);
						await jest.advanceTimersByTimeAsync(60_000);
					}
					await drained(account, { budget: 36_000 });
					expect(twice(account.handed)).toEqual([]);
					const all = new Set(account.handed);
					const missing = ids.filter((id) => !all.has(`${id} ${kind.now(account, id)}`));
					expect(missing).toEqual([]);
				},
			),
			{
				seed: Number(process.env.POLLS_SEED ?? 20261128),
				numRuns: Number(process.env.POLLS_RUNS ?? 4),
				endOnFailure: true,
			},
		);
	}, 300_000);
});
