/**
 * After a lost answer: what the vendor has is read, what it does not have is sent again, and nothing is told that
 * isn't so.
 */
import { type Item, runNode } from '../support/engine.cts';
import { byId, fakeFor, type FakeOf, type SentCall, VENDORS } from '../support/fakes.cts';
import { mapped } from '../support/mapped.cts';

jest.setTimeout(120_000);

type Fake = FakeOf;

const open: Fake[] = [];
afterEach(async () => {
	for (const fake of open.splice(0)) await fake.close();
});

let credentials = 0;
async function run(
	vendor: string,
	parameters: object,
	items: object[],
	arrange: (fake: Fake) => void,
	more: object = {},
) {
	const { fake, base } = await fakeFor(vendor);
	open.push(fake);
	arrange(fake);
	const result = await runNode({
		...base,
		credentialId: `lost${++credentials}`,
		parameters,
		items,
		onError: 'continueRegularOutput',
		...more,
	});
	return { ...result, fake };
}

const calls = (fake: Fake, method: string) =>
	fake.calls.filter(({ path }) => path.endsWith(method));
const lose = (fake: Fake, method: string, how: object = {}) =>
	fake.fault('reset', { match: ({ path }) => path.endsWith(method), ...how });

const task = (options: object = {}) => ({
	resource: 'task',
	operation: 'create',
	title: '={{ $json.title }}',
	responsible: byId('2'),
	additionalFields: {},
	customFields: mapped({}),
	options,
});
const titles = (count: number) => Array.from({ length: count }, (_, n) => ({ title: `Task ${n}` }));
const idsOf = (output: Item[]) => output.map(({ json }) => json.id);

describe('new records', () => {
	it.each([
		['one by one', { batching: false }, 'tasks.task.add'],
		['in bulk', {}, 'batch'],
	])('what was stored is done, with its own ID: %s', async (_name, options, method) => {
		const { output, fake } = await run('bitrix24', task(options), titles(4), (one) =>
			lose(one, method, { stored: true }),
		);
		expect(output.map(({ json }) => json.error)).toEqual(titles(4).map(() => undefined));
		expect(idsOf(output)).toEqual(fake.vendor.writes.map(({ id }) => id));
		expect(fake.vendor.writes).toHaveLength(4);
	});

	it('what was not stored is sent again, once', async () => {
		const { output, fake } = await run('bitrix24', task({ batching: false }), titles(2), (one) =>
			lose(one, 'tasks.task.add'),
		);
		expect(output.map(({ json }) => json.error)).toEqual([undefined, undefined]);
		expect(fake.vendor.writes).toHaveLength(2);
		expect(calls(fake, 'tasks.task.add')).toHaveLength(3);
	});

	it('what was sent twice in vain, and is not there, is told as not completed', async () => {
		const { output, fake } = await run('bitrix24', task({ batching: false }), titles(1), (one) =>
			lose(one, 'tasks.task.add', { times: Infinity }),
		);
		expect(output[0]?.json.details?.completed).toBe('no');
		expect(fake.vendor.writes).toHaveLength(0);
		expect(calls(fake, 'tasks.task.add')).toHaveLength(2);
	});

	it('a run that stops at failures goes on after what was found out', async () => {
		const { output, error } = await run(
			'bitrix24',
			task({ batching: false, parallel: 1 }),
			titles(3),
			(one) => lose(one, 'tasks.task.add', { stored: true }),
			{ onError: 'stopWorkflow' },
		);
		expect(error).toBeUndefined();
		expect(output).toHaveLength(3);
	});

	it('a mark is kept where the user has none, and the output does not show it', async () => {
		const { output, fake } = await run('bitrix24', task({ batching: false }), titles(1), () => {});
		expect(calls(fake, 'tasks.task.add')[0]?.json).toHaveProperty(
			'fields.XML_ID',
			expect.stringMatching(/^n8n-[\da-f]{32}$/),
		);
		expect(output[0]?.json).not.toHaveProperty('XML_ID');
	});

	it('records that look alike are told apart: each item has one of its own', async () => {
		let seen = 0;
		const { output, fake } = await run(
			'deskera',
			{
				resource: 'activity',
				operation: 'create',
				name: 'Call back',
				activity_type: 'call',
				start: '2026-12-01T10:00:00Z',
				end: '2026-12-01T11:00:00Z',
				additionalFields: {},
				options: {},
			},
			titles(6),
			(one) => {
				const isCreate = ({ path, json }: SentCall) =>
					path.endsWith('/activities') && json !== undefined;
				one.fault('reset', { stored: true, match: (call) => isCreate(call) && ++seen === 2 });
				one.fault('reset', { match: (call) => isCreate(call) && seen === 4 });
			},
		);
		expect(output.map(({ json }) => json.error)).toEqual(titles(6).map(() => undefined));
		expect(new Set(idsOf(output)).size).toBe(6);
		expect(fake.vendor.writes).toHaveLength(6);
	});

	it('where the records cannot be read the outcome stays unknown, and nothing is sent twice', async () => {
		const { output, fake } = await run('bitrix24', task({ batching: false }), titles(1), (one) => {
			lose(one, 'tasks.task.add');
			one.fault('500', {
				times: Infinity,
				match: ({ path }) => path.endsWith('tasks.task.list'),
			});
		});
		expect(output[0]?.json.details?.completed).toBe('unknown');
		expect(calls(fake, 'tasks.task.add')).toHaveLength(1);
	});

	it('a request that was given up may still be carried out: it is not sent again', async () => {
		const { output, fake } = await run(
			'bitrix24',
			task({ batching: false, timeout: 1 }),
			titles(1),
			(one) => one.fault('stall', { match: ({ path }) => path.endsWith('tasks.task.add') }),
		);
		expect(output[0]?.json.details?.completed).toBe('unknown');
		expect(calls(fake, 'tasks.task.add')).toHaveLength(1);
	});

	it('Report as Unknown asks nothing', async () => {
		const { output, fake } = await run(
			'bitrix24',
			task({ batching: false, afterLostAnswer: 'report' }),
			titles(1),
			(one) => lose(one, 'tasks.task.add', { stored: true }),
		);
		expect(output[0]?.json.details?.completed).toBe('unknown');
		expect(fake.calls).toHaveLength(1);
	});
});

describe('records that exist', () => {
	const update = {
		resource: 'task',
		operation: 'update',
		taskId: byId('3'),
		title: '={{ $json.title }}',
		updateFields: {},
		customFields: mapped({}),
		options: { batching: false },
	};

	it.each([
		['carried out', true, 1],
		['not carried out', false, 2],
	])('a change that was %s ends as it was asked for', async (_name, stored, sent) => {
		const { output, fake } = await run('bitrix24', update, titles(1), (one) =>
			lose(one, 'tasks.task.update', { stored }),
		);
		expect(output[0]?.json.error).toBeUndefined();
		expect(calls(fake, 'tasks.task.update')).toHaveLength(sent);
		expect(fake.vendor.writes).toHaveLength(1);
	});

	const moved = (more: object) => ({
		resource: 'task',
		operation: 'moveToStage',
		taskId: byId('3'),
		group: byId('1'),
		stage: byId('12'),
		position: {},
		options: { batching: false },
		...more,
	});

	it.each([
		['is read where the task shows its stage', moved({}), 1],
		['is made again where it names a place', moved({ position: { after: byId('5') } }), 2],
		['is made again in My Planner', moved({ group: byId(''), stage: byId('52') }), 2],
	])('a move that was carried out %s, and changes nothing then', async (_name, move, sent) => {
		const { output, fake } = await run('bitrix24', move, [{}], (one) =>
			lose(one, 'task.stages.movetask', { stored: true }),
		);
		expect(output[0]?.json.error).toBeUndefined();
		expect(calls(fake, 'task.stages.movetask')).toHaveLength(sent);
		expect(fake.vendor.writes).toHaveLength(1);
	});

	const comment = {
		resource: 'taskComment',
		comment: 'New',
		commentId: byId('2'),
		updateFields: {},
	};
	const event = { resource: 'calendarEvent', eventId: byId('1') };
	const days = { start: '2026-12-01', end: '2026-12-02', allDay: true };
	const one = VENDORS.leadSquared.make();
	const sale = {
		resource: 'salesActivity',
		operation: 'update',
		lead: byId(one.leadId(1)),
		salesActivityId: byId(one.saleId(3)),
	};

	it.each([
		[
			'a chat message of which nobody knows the task',
			'bitrix24',
			'im.message.update',
			{ ...comment, operation: 'update' },
		],
		[
			'what a chat message does not show',
			'bitrix24',
			'im.message.update',
			{ ...comment, operation: 'update', taskId: byId('1'), updateFields: { URL_PREVIEW: true } },
		],
		[
			'in which zone whole days begin',
			'bitrix24',
			'calendar.event.update',
			{ ...event, operation: 'update', updateFields: days },
		],
		[
			'the product of a sale',
			'leadSquared',
			'SalesActivity.svc/Update',
			{ ...sale, updateFields: { product: 'CARD-02' } },
		],
	])('what no record shows stays unknown: %s', async (_name, vendor, method, parameters) => {
		const { output, fake } = await run(
			vendor,
			{ ...parameters, options: { batching: false } },
			[{}],
			(fakeVendor) => lose(fakeVendor, method, { stored: true }),
		);
		expect(output[0]?.json.details?.completed).toBe('unknown');
		expect(calls(fake, method)).toHaveLength(1);
	});

	it.each([
		['carried out', true, 1],
		['not carried out', false, 2],
	])('the time of change tells that a purpose was written: %s', async (_name, stored, sent) => {
		const isUpdate = ({ rawUrl }: SentCall) => rawUrl.includes('addOrUpdateActivity');
		const { output, fake } = await run(
			'ivvy',
			{
				resource: 'activity',
				operation: 'update',
				activityId: byId('3001'),
				belongsTo: 'unchanged',
				updateFields: { name: 'New', purposeId: byId('7') },
				options: { batching: false },
			},
			[{}],
			(fakeVendor) => fakeVendor.fault('reset', { stored, match: isUpdate }),
		);
		expect(output[0]?.json.error).toBeUndefined();
		expect(fake.calls.filter(isUpdate)).toHaveLength(sent);
		expect(fake.vendor.writes).toHaveLength(1);
	});

	it('what is gone was deleted', async () => {
		const { output, fake } = await run(
			'bitrix24',
			{ resource: 'task', operation: 'delete', taskId: byId('3'), options: { batching: false } },
			[{}],
			(one) => lose(one, 'tasks.task.delete', { stored: true }),
		);
		expect(output[0]?.json).toEqual({ deleted: true, id: 3 });
		expect(calls(fake, 'tasks.task.delete')).toHaveLength(1);
	});
});

it('with an idempotency key the same request is sent again, and carried out once', async () => {
	const { output, fake } = await run(
		'bitrix24',
		{ resource: 'taskResult', operation: 'create', taskId: byId('3'), text: 'Sent', options: {} },
		[{}],
		(one) => lose(one, 'tasks.task.result.add', { stored: true }),
	);
	expect(output[0]?.json.error).toBeUndefined();
	const keys = calls(fake, 'tasks.task.result.add').map(
		({ headers }) => headers['idempotency-key'],
	);
	expect(keys).toHaveLength(2);
	expect(new Set(keys).size).toBe(1);
	expect(fake.vendor.writes).toHaveLength(1);
});
