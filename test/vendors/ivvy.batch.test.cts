import { there } from '../support/there.cts';
import type { Result } from './ivvy.batch.cts';
import { account, NOW, type Told } from './ivvy.client.cts';

const fake = account();
const { option } = fake;
beforeEach(() => option('batchOrder', 'asked'));

interface Answered extends Omit<Told, 'results'> {
	readonly asyncId: string;
	readonly progress: number;
	readonly results: Array<Result & { response: { id?: number } }>;
}

const call = async (action: string, input: object) =>
	(await fake.call<Answered>(`batch.${action}`, input)).body;
const addTask = (name: string, more = {}) => ({
	namespace: 'crm',
	action: 'addOrUpdateTask',
	params: { name, endDatetime: '2026-12-01 09:30:00', ...more },
});
const run = async (jobs: object[], more = {}) => (await call('run', { jobs, ...more })).asyncId;
const added = () =>
	fake.vendor.writes
		.filter(({ operation }) => operation === 'addOrUpdateTask')
		.map(({ fields }) => (fields as { name: string }).name);

describe('ivvy batches', () => {
	it('are done after some questions', async () => {
		const jobs = [
			addTask('a'),
			{ namespace: 'crm', action: 'getTaskList', params: { perPage: 1 } },
			addTask('b'),
			{ namespace: 'test', action: 'ping', params: [] },
		];
		const asyncId = await run(jobs);
		expect(asyncId).toMatch(/^[0-9a-f]{32}$/);
		expect(added()).toEqual([]);
		expect(await call('results', { async: asyncId })).toMatchObject({
			errorCode: 400,
			specificCode: 24114,
		});
		expect(added()).toEqual(['a']);
		expect(await call('progress', { async: asyncId })).toEqual({ progress: 100 });
		const { results, ...rest } = await call('results', { async: asyncId });
		expect(rest).toEqual({ asyncId });
		expect(
			results.map(({ namespace, action, request }) => ({ namespace, action, params: request })),
		).toEqual(jobs);
		expect(results[0]?.response).toEqual({ success: true, id: 12501 });
		expect(results[1]?.response).toMatchObject({ meta: { count: 1 } });
		expect(added()).toEqual(['a', 'b']);
		expect(fake.vendor.writes[0]).toMatchObject({ operation: 'batch.run', id: asyncId });
	});

	it('give their results in no certain order, each with what was asked', async () => {
		option('batchPolls', 0);
		option('batchOrder', 'reversed');
		const jobs = [addTask('a'), addTask('b')];
		const { results } = await call('results', { async: await run(jobs) });
		expect(results.map(({ request, response }) => [request, response.id])).toEqual([
			[jobs[1]?.params, 12502],
			[jobs[0]?.params, 12501],
		]);
		expect(added()).toEqual(['a', 'b']);
	});

	it('take as many questions as the option says', async () => {
		option('batchPolls', 3);
		const asyncId = await run([addTask('a')]);
		const seen: number[] = [];
		for (let times = 0; times < 4; times += 1)
			seen.push((await call('progress', { async: asyncId })).progress);
		expect(seen).toEqual([33, 66, 100, 100]);
		option('batchPolls', 0);
		expect((await call('results', { async: await run([addTask('b')]) })).results).toHaveLength(1);
	});

	it('go on when a job fails', async () => {
		option('batchPolls', 0);
		option('batchFailures', { 2: { specificCode: 24393 } });
		option('forbidden', ['account.getUserList']);
		const users = { namespace: 'account', action: 'getUserList', params: {} };
		const asyncId = await run([
			addTask('a'),
			addTask('b', { contactId: 9 }),
			addTask('c'),
			users,
			addTask('d'),
		]);
		const { results } = await call('results', { async: asyncId });
		expect(
			results.map(
				({ response }) => response.specificCode ?? response.errorCode ?? response.success,
			),
		).toEqual([true, 24390, 24393, 403, true]);
		expect(results[2]?.response).toEqual({
			errorCode: 400,
			message: 'An error has occurred',
			specificCode: 24393,
		});
		expect(added()).toEqual(['a', 'd']);
	});

	it('hold one to 200 jobs of the right form', async () => {
		const codeOf = async (input: object) => (await call('run', input)).specificCode;
		const job = addTask('a');
		expect(await codeOf({ jobs: Array.from({ length: 201 }, () => job) })).toBe(24448);
		expect(await codeOf({ jobs: [] })).toBe(24093);
		expect(await codeOf({})).toBe(24093);
		expect(await codeOf({ jobs: [{ ...job, action: '' }] })).toBe(24093);
		const wrong = [
			'x',
			{ ...job, id: 1 },
			{ ...job, params: undefined },
			{ ...job, params: [1] },
			{ ...job, action: 'nothing' },
			{ namespace: 'batch', action: 'run', params: {} },
		];
		for (const one of wrong) expect(await codeOf({ jobs: [one] })).toBe(24092);
		expect(await codeOf({ jobs: 'x' })).toBe(24092);
		expect(await codeOf({ jobs: [job], callbackUrl: 7 })).toBe(23016);
		expect(await codeOf({ jobs: [job], callbackUrl: 'https://24091.example' })).toBe(24091);
		expect(await codeOf({ jobs: [job], url: 'x' })).toBe(23016);
		expect(fake.vendor.writes).toEqual([]);
		expect(await run(Array.from({ length: 200 }, () => job))).toBeDefined();
	});

	it('are unknown, or forgotten after two days', async () => {
		for (const [action, code] of [
			['progress', 24105],
			['results', 24115],
			['restart', 24105],
			['repost', 24105],
		] as const) {
			expect((await call(action, { async: 'nothing' })).specificCode).toBe(code);
			expect((await call(action, {})).specificCode).toBe(23017);
		}
		const asyncId = await run([addTask('a')]);
		there(fake.vendor.store.batches.get(asyncId)).createdAt = NOW - 2 * 24 * 60 * 60_000 - 1;
		expect((await call('results', { async: asyncId })).specificCode).toBe(24115);
	});

	it('can be restarted: all of them, or what failed', async () => {
		option('batchPolls', 1);
		const asyncId = await run([addTask('a'), addTask('b')]);
		option('batchFailures', { 1: {} });
		await call('progress', { async: asyncId });
		expect(added()).toEqual(['a']);
		option('batchFailures', {});
		option('batchRestart', 'failed');
		expect(await call('restart', { async: asyncId })).toEqual({ restarted: true });
		await call('progress', { async: asyncId });
		expect(added()).toEqual(['a', 'b']);
		option('batchRestart', 'all');
		await call('restart', { async: asyncId });
		expect(await call('progress', { async: asyncId })).toEqual({ progress: 100 });
		expect(added()).toEqual(['a', 'b', 'a', 'b']);
	});

	it('call back with their results', async () => {
		const callbackUrl = 'https://n8n.example/webhook/c';
		const asyncId = await run([addTask('a')], { callbackUrl });
		expect(fake.vendor.callback(asyncId)).toBeUndefined();
		for (let times = 0; times < 2; times += 1) await call('progress', { async: asyncId });
		const { url, body } = there(fake.vendor.callback(asyncId));
		expect(url).toBe(callbackUrl);
		expect(JSON.parse(body)).toEqual(await call('results', { async: asyncId }));
		expect(await call('repost', { async: asyncId })).toEqual({ reposted: true });
		expect(fake.vendor.store.batches.get(asyncId)?.reposts).toBe(1);
	});
});
