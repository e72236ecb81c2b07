'use strict';
/**
 * Polls of one node that overlap, a backlog that takes an hour to read, and what n8n keeps of polls
 * without items. On a virtual clock.
 */
const { byId } = require('../support/fakes');
const { virtualPolls, settled } = require('../support/virtualPolls');

const START = Date.UTC(2026, 10, 28, 12);
const LIMIT = { calls: 10, seconds: 5 };

beforeEach(() => jest.useFakeTimers({ now: START }));
afterEach(() => jest.useRealTimers());

const sql = (at) => new Date(at).toISOString().slice(0, 19).replace('T', ' ');

async function started(engine, event = 'both') {
	const polls = await virtualPolls(
		'leadSquared',
		{ now: START, records: { activities: 40 } },
		{
			node: 'leadSquaredPollingTrigger',
			parameters: { event, activityType: byId('201'), output: 'raw' },
			credentials: { callsPer5Seconds: LIMIT.calls },
			limit: LIMIT,
			latency: 150,
			engine,
		},
	);
	await settled(polls.begin({ isActivation: true }));
	return polls;
}

const ids = (items) => (items?.[0] ?? []).map(({ json }) => json.ProspectActivityId);
const idOf = (number) => `${String(number).padStart(8, '0')}-0000-4000-8000-000000000000`;

function add({ vendor }, number, at = Date.now(), CreatedOn = at) {
	const like = vendor.store.activities.get(vendor.activityId(8));
	const id = idOf(number);
	vendor.store.activities.set(id, { ...like, ProspectActivityId: id, CreatedOn, ModifiedOn: at });
	return id;
}

/** The first thing that a poll asks n8n for comes only then. */
const hanging = (milliseconds) => (context) => {
	const { getCredentials } = context;
	context.getCredentials = async (...args) => {
		await new Promise((done) => setTimeout(done, milliseconds));
		return await getCredentials.apply(context, args);
	};
};

describe.each(['legacy', 'durable', 'cursors'])('n8n with %s state', (engine) => {
	it('a poll that begins while another has its time gives nothing and changes nothing', async () => {
		const polls = await started(engine);
		const id = add(polls, 1);
		const first = polls.begin({ change: hanging(10_000) });
		await jest.advanceTimersByTimeAsync(5000);
		expect((await settled(polls.begin())).value).toBeNull();
		expect(ids((await settled(first)).value)).toEqual([id]);
		await jest.advanceTimersByTimeAsync(60_000);
		expect((await settled(polls.begin())).value).toBeNull();
	});

	it('a poll that was given up long ago hands out nothing when it ends at last', async () => {
		const polls = await started(engine);
		const id = add(polls, 1);
		// A legacy n8n gives no poll up: it takes what comes.
		const isDropped = engine !== 'legacy';
		const first = polls.begin({ budget: 36_000, isDropped, change: hanging(90_000) });
		const ended = first.then(
			(value) => ({ value }),
			(error) => ({ error }),
		);
		await jest.advanceTimersByTimeAsync(60_000);
		expect(ids((await settled(polls.begin({ budget: 36_000 }))).value)).toEqual([id]);
		await jest.advanceTimersByTimeAsync(60_000);
		expect(ids((await settled(ended)).value.value)).toEqual([]);
		const after = structuredClone(polls.stored());
		expect((await settled(polls.begin())).value).toBeNull();
		expect(polls.stored().since).toBe(after.since);
	});

	it('changes that nobody waits for are not read again and again', async () => {
		const polls = await started(engine, 'created');
		for (let number = 0; number < 4000; number++)
			add(polls, number, START + 60_000 + number * 1000, START - 86_400_000);
		await jest.advanceTimersByTimeAsync(7_200_000);
		for (let more = 0; more < 8; more++) {
			expect((await settled(polls.begin({ budget: 4000 }))).value).toBeNull();
			await jest.advanceTimersByTimeAsync(60_000);
		}
		const created = add(polls, 5000);
		expect(ids((await settled(polls.begin({ budget: 4000 }))).value)).toEqual([created]);
	});
});

it('a poll without time for one call says so, and the next one goes on', async () => {
	const polls = await started('durable');
	const id = add(polls, 1);
	polls.state.onCall = () => new Promise((done) => setTimeout(done, 1000));
	const { error, took } = await settled(polls.begin({ budget: 100 }));
	polls.state.onCall = () => {};
	expect(error).toMatchObject({
		name: 'NodeApiError',
		message: 'LeadSquared could not be read in the time that n8n gives a poll',
	});
	expect(took).toBeLessThan(600);
	expect(ids((await settled(polls.begin())).value)).toEqual([id]);
});

it('200,000 changes come over many polls, each in 36 seconds and once', async () => {
	const polls = await started('durable');
	const count = 200_000;
	const first = START + 60_000;
	// Four changes a second, the oldest first, from a list that is quicker than the fake's own.
	const timeOf = (number) => first + Math.floor(number / 4) * 1000;
	const row = (number) => ({
		ProspectActivityId: idOf(number),
		CreatedOn: sql(timeOf(number)),
		ModifiedOn: sql(timeOf(number)),
		ActivityEvent: '201',
		ActivityEvent_Note: `Change ${number}`,
	});
	polls.vendor.handle = ({ json: { Parameter, Paging } }) => {
		const from = Date.parse(`${Parameter.FromDate.replace(' ', 'T')}Z`);
		const begin = Math.max(0, Math.ceil((from - first) / 1000) * 4);
		const List = Array.from(
			{ length: Math.max(0, Math.min(Paging.PageSize, count - begin)) },
			(_, index) => row(begin + index),
		);
		return { status: 200, body: { RecordCount: Math.max(0, count - begin), List } };
	};
	await jest.advanceTimersByTimeAsync(86_400_000);
	const handed = new Uint8Array(count);
	let [empty, longest, largest] = [0, 0, 0];
	for (let number = 0; empty < 2 && number < 200; number++) {
		// Some are dropped by n8n, and sometimes n8n is killed.
		const isDropped = number % 5 === 3;
		const { value, took, error } = await settled(polls.begin({ budget: 36_000, isDropped }));
		expect(error).toBeUndefined();
		if (number % 7 === 6) await polls.restart();
		for (const id of ids(value)) handed[Number(id.slice(0, 8))] += 1;
		empty = value === null && !isDropped ? empty + 1 : 0;
		longest = Math.max(longest, took);
		largest = Math.max(largest, JSON.stringify(polls.stored()).length);
		await jest.advanceTimersByTimeAsync(60_000);
	}
	expect(handed.every((times) => times === 1)).toBe(true);
	expect(longest).toBeLessThanOrEqual(36_000);
	expect(largest).toBeLessThan(64_000);
}, 300_000);
