/** Two items about one record go one after another. */
import { setTimeout as sleep } from 'node:timers/promises';
import { there } from '../support/there.cts';
import { activity, byId, ivvy, task, type Values } from './support/forms.cts';

const account = ivvy();
const { run } = account;

describe('two items about one record go one after another', () => {
	/** The first call takes its time, as on a busy line. */
	const firstSlow = () => {
		const { handle } = account.fake.vendor;
		let calls = 0;
		const slow = async (call: Parameters<typeof handle>[0]) => {
			if (calls++ === 0) await sleep(300);
			return handle(call);
		};
		Object.assign(account.fake.vendor, { handle: slow });
		return () => (account.fake.vendor.handle = handle);
	};

	it.each([
		[
			'activity update',
			{
				resource: 'activity',
				operation: 'update',
				activityId: byId('={{ $json.id }}'),
				belongsTo: 'unchanged',
				updateFields: { name: '={{ $json.text }}' },
			},
			3001,
			'activities',
			'name',
		],
		[
			'activity upsert',
			{
				...activity,
				operation: 'upsert',
				activityId: byId('={{ $json.id }}'),
				name: '={{ $json.text }}',
			},
			3001,
			'activities',
			'name',
		],
		[
			'task update',
			{
				resource: 'task',
				operation: 'update',
				taskId: byId('={{ $json.id }}'),
				belongsTo: 'unchanged',
				updateFields: { name: '={{ $json.text }}' },
			},
			10001,
			'tasks',
			'name',
		],
		[
			'task upsert',
			{ ...task, operation: 'upsert', taskId: byId('={{ $json.id }}'), name: '={{ $json.text }}' },
			10001,
			'tasks',
			'name',
		],
		[
			'purpose update',
			{
				resource: 'activityPurpose',
				operation: 'update',
				purposeId: byId('={{ $json.id }}'),
				updateFields: { name: '={{ $json.text }}' },
			},
			1,
			'purposes',
			'name',
		],
		[
			'note update',
			{
				resource: 'note',
				operation: 'update',
				noteOn: 'lead',
				leadId: byId('2001'),
				noteId: byId('={{ $json.id }}'),
				note: '={{ $json.text }}',
			},
			8001,
			'leadNotes',
			'note',
		],
	])('%s', async (_name, parameters, id, store, key) => {
		const restore = firstSlow();
		try {
			const { error, output } = await run(
				{ ...parameters, options: { parallel: 5 } },
				{ items: ['one', 'two', 'three'].map((text) => ({ id, text })) },
			);
			expect([error, output.length]).toEqual([undefined, 3]);
			expect(account.table(store).get(id)?.[key]).toBe('three');
		} finally {
			restore();
		}
	});

	it('by whatever name their status is changed', async () => {
		const restore = firstSlow();
		try {
			await run(
				{
					resource: 'task',
					operation: 'complete',
					taskId: byId('10001'),
					additionalFields: {},
					options: { parallel: 5 },
				},
				{ items: [{}, {}] },
			);
			const [first, second] = account.fake.calls;
			expect(there(second).at - there(first).at).toBeGreaterThanOrEqual(290);
		} finally {
			restore();
		}
	});

	it('in background jobs too, each in a job of its own', async () => {
		account.fake.vendor.options.batchPolls = 0;
		const form = {
			resource: 'task',
			operation: 'update',
			taskId: byId('={{ $json.id }}'),
			belongsTo: 'unchanged',
			updateFields: { name: '={{ $json.text }}' },
			options: { batching: true },
		};
		const { error } = await run(form, {
			items: [
				[10001, 'one'],
				[10002, 'two'],
				[10001, 'three'],
				[10003, 'four'],
			].map(([id, text]) => ({ id, text })),
		});
		expect(error).toBeUndefined();
		const jobs = account.fake.calls
			.filter(({ query }) => query.get('action') === 'run')
			.map(({ json }) => (json.jobs as Array<{ params: Values }>).map(({ params }) => params.name));
		expect(jobs).toEqual([['one', 'two', 'four']]);
		expect(account.fake.vendor.store.tasks.get(10001)?.name).toBe('three');
	});
});
