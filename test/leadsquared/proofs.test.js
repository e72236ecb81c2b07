'use strict';
/** What an answer of LeadSquared has to hold to be a yes. */
const { byId } = require('../support/fakes');
const {
	activity,
	create,
	newTask,
	ofActivity,
	run,
	started,
	task,
	update,
} = require('./support/forms');

describe('an answer that proves nothing is no yes', () => {
	const SENSELESS = [{}, [], 5, { result: null }, { status: 'ok' }];
	const WRITES = {
		'activity create': (fake) => create({ lead: byId(fake.vendor.leadId(1)) }),
		'activity create with lead': () =>
			create({ leadBy: 'email', email: 'new@example.com', createLead: true, newLead: {} }),
		'activity create by field': (fake) =>
			create({
				leadBy: 'email',
				email: fake.vendor.store.leads.get(fake.vendor.leadId(1)).EmailAddress,
			}),
		'activity update': (fake) =>
			update({ activityId: byId(fake.vendor.activityId(8)), updateFields: { note: 'x' } }),
		attachment: (fake) =>
			update({
				activityType: byId('207'),
				activityId: byId(fake.vendor.extraId(1)),
				attachments: { values: [{ url: 'https://files.example/a.pdf' }] },
			}),
		'activity delete': (fake) =>
			ofActivity({
				operation: 'deleteMany',
				lead: byId(fake.vendor.leadId(1)),
				activityTypes: { values: [{ id: byId('202') }] },
				deleteAll: true,
			}),
		'activity type create': () => ({
			resource: 'activityType',
			operation: 'create',
			name: 'New',
			fields: {},
			additionalFields: {},
		}),
		'task create': () => newTask(),
		'task update': (fake) =>
			task('update', { taskId: byId(fake.vendor.taskId(1)), updateFields: { name: 'x' } }),
		'task complete': (fake) => task('complete', { taskId: byId(fake.vendor.taskId(1)) }),
		'task delete': (fake) => task('delete', { taskId: byId(fake.vendor.taskId(1)) }),
	};

	/** New types have nothing to be known by but that they were not in the list before. */
	const isListBefore = ({ path }) => path.endsWith('/ActivityTypes.Get');

	it.each(Object.entries(WRITES))(
		'%s: the outcome is unknown, and nothing is sent again',
		async (_name, form) => {
			const { fake, base } = await started();
			for (const body of SENSELESS) {
				fake.calls.length = 0;
				fake.fault('answer', {
					answer: { status: 200, body },
					match: (call) => !isListBefore(call),
				});
				const {
					output: [{ json }],
				} = await run(base, form(fake), { onError: 'continueRegularOutput' });
				const sent = fake.calls.filter((call) => !isListBefore(call));
				expect([body, json.details?.completed, sent.length]).toEqual([body, 'unknown', 1]);
			}
		},
	);

	it.each([
		['new tasks', newTask({ options: { batching: true } })],
		['new activities', (fake) => create({ lead: byId(fake.vendor.leadId(1)) })],
		[
			'changes',
			(fake) => update({ activityId: byId('={{ $json.id }}'), updateFields: { note: 'x' } }),
		],
		['deletions', () => task('delete', { taskId: byId('={{ $json.task }}') })],
	])('%s in bulk: unknown as well', async (_name, form) => {
		const { fake, base } = await started();
		const items = [1, 2].map((n) => ({
			id: fake.vendor.activityId(8 * n),
			task: fake.vendor.taskId(n),
		}));
		for (const body of SENSELESS) {
			fake.calls.length = 0;
			fake.fault('answer', { answer: { status: 200, body } });
			const { output } = await run(base, typeof form === 'function' ? form(fake) : form, {
				items,
				onError: 'continueRegularOutput',
			});
			expect([body, output.map(({ json }) => json.details?.completed), fake.calls.length]).toEqual([
				body,
				['unknown', 'unknown'],
				1,
			]);
		}
	});

	const READS = {
		'activity get': (fake) =>
			ofActivity({ operation: 'get', activityId: byId(fake.vendor.activityId(8)) }),
		'activity list': (fake) =>
			ofActivity({
				operation: 'getMany',
				scope: 'lead',
				lead: byId(fake.vendor.leadId(1)),
				returnAll: true,
			}),
		'recent activities': () =>
			ofActivity({ operation: 'getMany', scope: 'recent', from: '2025-01-01', returnAll: true }),
		'activity types': () => ({ resource: 'activityType', operation: 'getMany' }),
		'activity type': () => ({
			resource: 'activityType',
			operation: 'get',
			activityType: byId('201'),
		}),
		'task get': (fake) => task('get', { taskId: byId(fake.vendor.taskId(1)) }),
		'tasks of a lead': (fake) =>
			task('getMany', {
				scope: 'lead',
				lead: byId(fake.vendor.leadId(1)),
				returnAll: true,
				status: 'all',
			}),
		'tasks of an owner': () =>
			task('getMany', {
				scope: 'owner',
				owner: byId('user2@account.example'),
				returnAll: true,
				status: 'all',
			}),
	};

	it.each(Object.entries(READS))(
		'%s: an error, no empty record or list',
		async (_name, form) => {
			const { fake, base } = await started();
			for (const body of [{}, 5, { result: null }]) {
				fake.fault('answer', { times: 4, answer: { status: 200, body } });
				const { error } = await run(base, form(fake), { items: [{}] });
				expect([body, error?.message]).toEqual([
					body,
					expect.stringMatching(/^LeadSquared answered without/),
				]);
				fake.reset();
			}
		},
		60_000,
	);

	it.each([
		[503, { Status: 'Error', ExceptionMessage: 'Service unavailable' }],
		[408, ''],
		[500, { Status: 'Error' }],
		[502, { message: 'Bad gateway' }],
	])(
		"status %s of somebody else's making leaves a write unknown and unrepeated",
		async (status, body) => {
			const { fake, base } = await started();
			fake.fault('answer', { answer: { status, headers: { 'retry-after': '0' }, body } });
			const {
				output: [{ json }],
			} = await run(base, create({ lead: byId(fake.vendor.leadId(1)) }), {
				onError: 'continueRegularOutput',
			});
			expect([json.details.completed, fake.calls.length]).toEqual(['unknown', 1]);
		},
	);
});
