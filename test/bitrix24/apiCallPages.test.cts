/** API Call reads lists to their end, or as many rows as are wanted; what changes something is no list. */
import { type Result, runNode } from '../support/engine.cts';
import { fakeFor, byId, type StartedOf } from '../support/fakes.cts';

type Started = StartedOf<'bitrix24'>;

let fake: Started['fake'];
let base: Started['base'];
beforeAll(async () => {
	({ fake, base } = await fakeFor('bitrix24'));
});
afterAll(async () => await fake.close());
beforeEach(() => fake.reset());

const call = async (method: string, more: object) =>
	await runNode({
		...base,
		parameters: {
			resource: 'apiCall',
			operation: 'call',
			method,
			paging: 'start',
			returnAll: true,
			...more,
		},
	});
const idsOf = ({ output, error }: Result): number[] => {
	expect(error?.message).toBeUndefined();
	return output.map(({ json }) => Number(json.ID ?? json.id));
};

/** With the form that reads the same records. */
const LISTS: Array<[string, string, object, object]> = [
	['crm.activity.list', '', {}, { resource: 'activity', filters: {} }],
	['tasks.task.list', '', {}, { resource: 'task', filters: {} }],
	['tasks.task.list', 'tasks', {}, { resource: 'task', filters: {} }],
	['user.get', '', {}, { resource: 'user', filters: {} }],
	[
		'crm.timeline.logmessage.list',
		'',
		{ entityTypeId: 2, entityId: 1 },
		{ resource: 'timelineLog', ownerType: byId('2'), owner: byId('1') },
	],
];

it.each(LISTS)(
	'%s: all rows, each once (list in "%s")',
	async (method, rowsIn, parameters, form) => {
		const read = { ...form, operation: 'getMany', returnAll: true };
		const all = idsOf(await runNode({ ...base, parameters: read })).sort();
		fake.reset();
		expect(idsOf(await call(method, { parameters, rowsIn })).sort()).toEqual(all);
		const some = idsOf(await call(method, { parameters, rowsIn, returnAll: false, limit: 12 }));
		expect(some).toHaveLength(Math.min(12, all.length));
	},
);

it('a list that comes at once ends with its page', async () => {
	const day = { type: 'user', ownerId: 1, from: '2025-01-01', to: '2027-12-31' };
	expect(idsOf(await call('calendar.event.get', { parameters: day })).length).toBeGreaterThan(5);
	expect(fake.calls).toHaveLength(1);
});

it('a page whose answer is lost is asked for again', async () => {
	fake.fault('lost', { match: ({ json }: { json: { start?: number } }) => json.start === 50 });
	expect(idsOf(await call('tasks.task.list', { returnAll: false, limit: 80 }))).toHaveLength(80);
});

describe('a method that changes something', () => {
	const update = { parameters: { id: 4, fields: { SUBJECT: 'New' } } };

	it('is made once when its answer is lost, and its outcome is unknown', async () => {
		fake.fault('lost', { times: 9 });
		const { error } = await call('crm.activity.update', update);
		expect(`${error?.message} ${error?.description}`).toMatch(/outcome is unknown/i);
		expect(fake.vendor.writes).toHaveLength(1);
	});

	it('is shown by a preview and not made', async () => {
		const { output } = await call('crm.activity.update', {
			...update,
			options: { previewOnly: true },
		});
		expect(output[0]?.json.preview).toBe(true);
		expect(fake.calls).toHaveLength(0);
	});
});

it.each([
	['a list of parameters', '[1, 2]', /^"Parameters \(JSON\)" is a list/],
	['a start of its own', '{ "start": 100 }', /^"Parameters \(JSON\)" holds start/],
])('%s is refused before anything is sent', async (_what, parameters, message) => {
	const { error } = await call('crm.activity.list', { parameters });
	expect(error?.message).toMatch(message);
	expect(fake.calls).toHaveLength(0);
});

it('an answer without a list is an error', async () => {
	const { error } = await call('user.current', { readsOnly: true });
	expect(error?.message).toMatch(/without a list/);
	expect(error?.description).toMatch(/"List Key".*"Paging"/);
});

it('without Paging one request is sent', async () => {
	expect(idsOf(await call('crm.activity.list', { paging: 'none' }))).toHaveLength(50);
	expect(fake.calls).toHaveLength(1);
});
