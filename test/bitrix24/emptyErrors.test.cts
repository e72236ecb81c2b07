/** Keys of an error with nothing in them beside a result: the call went well, and what it did is told. */
import type { IDataObject } from 'n8n-workflow';
import { runNode } from '../support/engine.cts';
import { byId, fakeFor, type StartedOf } from '../support/fakes.cts';

let account: StartedOf<'bitrix24'>;
beforeAll(async () => void (account = await fakeFor('bitrix24')));
afterAll(async () => await account.fake.close());
beforeEach(() => account.fake.reset());

interface Reply {
	status?: number;
	body: IDataObject;
}
const run = async (
	parameters: IDataObject,
	change: (reply: Reply) => Reply,
	items: IDataObject[] = [{ id: 1 }],
) => {
	account.fake.fault('rewrite', { rewrite: change });
	const { output } = await runNode({
		...account.base,
		parameters,
		items,
		onError: 'continueRegularOutput',
	});
	return output.map(({ json }: { json: IDataObject }) => json);
};
const completeTask: IDataObject = {
	resource: 'task',
	operation: 'complete',
	taskId: byId('={{ $json.id }}'),
	options: { batching: false },
};

it.each([{ error: '' }, { error: null }, { error: {} }, { error: [], error_description: '' }])(
	'%j beside a result is no refusal',
	async (empty) => {
		const [done] = await run(completeTask, (reply) => ({
			...reply,
			body: { ...reply.body, ...empty },
		}));
		expect(done).toMatchObject({ id: 1, status: 'Completed', done: true });
	},
);

it.each([
	[{ error: '', error_description: 'Access denied.' }, 'Access denied'],
	[{ error: 'ACCESS_DENIED' }, 'ACCESS_DENIED'],
	[{ error: '' }, 'refused the request'],
	[{ error: null, error_description: null }, 'refused the request'],
])('%j without a result is one', async (body, words) => {
	const [failed] = await run(completeTask, () => ({ status: 200, body }));
	expect(JSON.stringify(failed)).toContain(words);
	expect(failed?.details).toMatchObject({ completed: 'no' });
});

it.each([null, '', false, [], {}])(
	'a command of a batch that has %j among the errors was not refused',
	async (nothing) => {
		const inBatch = (reply: Reply): Reply => ({
			...reply,
			body: {
				...reply.body,
				result: {
					...(reply.body.result as IDataObject),
					result_error: { i0: nothing, i1: nothing },
				},
			},
		});
		const done = await run({ ...completeTask, options: {} }, inBatch, [{ id: 1 }, { id: 3 }]);
		expect(done).toEqual([
			expect.objectContaining({ id: 1, done: true }),
			expect.objectContaining({ id: 3, done: true }),
		]);
	},
);

it('a change of a task that is only confirmed shows no empty fields', async () => {
	const confirmed = await run(completeTask, (reply) => ({
		...reply,
		body: { ...reply.body, result: { task: true } },
	}));
	expect(confirmed).toEqual([{ id: 1 }]);
});

describe('a refusal beside a result that shows that it was done', () => {
	const both = { error: 'ERROR_CORE', error_description: 'Something else went wrong' };
	const create: IDataObject = {
		resource: 'task',
		operation: 'create',
		title: '={{ $json.title }}',
		responsible: byId('2'),
		additionalFields: {},
	};

	it('is found out, alone', async () => {
		const made = await run(
			{ ...create, options: { batching: false } },
			(reply) => ({ ...reply, body: { ...reply.body, ...both } }),
			[{ title: 'one' }],
		);
		expect(made).toEqual([expect.objectContaining({ title: 'one', kind: 'Task' })]);
		expect(account.fake.vendor.writes).toHaveLength(1);
	});

	it('is found out, in a batch', async () => {
		const made = await run(
			{ ...create, options: {} },
			(reply) => ({
				...reply,
				body: {
					...reply.body,
					result: { ...(reply.body.result as IDataObject), result_error: { i0: both } },
				},
			}),
			[{ title: 'one' }, { title: 'two' }],
		);
		expect(made).toEqual([
			expect.objectContaining({ title: 'one', kind: 'Task' }),
			expect.objectContaining({ title: 'two', kind: 'Task' }),
		]);
		expect(account.fake.vendor.writes).toHaveLength(2);
	});
});
