/** Portable records from triggers, versions, and LeadSquared's sales and opportunities. */
import { runNode } from '../support/engine.cts';
import { byId, fakeFor, type StartedOf } from '../support/fakes.cts';
import { mapped } from '../support/mapped.cts';
import { expectPortable } from '../support/portableSchema.cts';
import { there } from '../support/there.cts';
import { triggerOf } from '../support/trigger.cts';

jest.setTimeout(60_000);

type Row = Record<string, unknown>;

async function bitrix24() {
	const { fake, base } = await fakeFor('bitrix24');
	const trigger = await triggerOf({
		...base,
		node: 'bitrix24Trigger',
		parameters: {
			events: ['ONTASKUPDATE', 'ONTASKDELETE', 'ONCRMACTIVITYDELETE'],
			fetchRecord: true,
			output: 'portable',
		},
	});
	const delivered = async (event: string, id: number): Promise<Row> => {
		const { items } = (await trigger.deliver(
			fake.vendor.deliver(event, id, { to: 'webhook' }),
		)) as {
			items: Array<{ json: Row }>;
		};
		return there(items[0]).json;
	};
	return { fake, base, delivered };
}

describe('the Bitrix24 Trigger', () => {
	let side: Awaited<ReturnType<typeof bitrix24>>;
	beforeEach(async () => (side = await bitrix24()));
	afterEach(() => side.fake.close());

	it('says what happened in the record, with the emails of its people', async () => {
		const item = await side.delivered('ONTASKUPDATE', 10);
		expectPortable(item, 'bitrix24');
		expect(item).toMatchObject({
			event: 'updated',
			recordType: 'task',
			deleted: false,
			owner: { email: expect.stringMatching(/@portal\.example$/) as string },
		});
	});

	it.each([
		['ONTASKDELETE', 'task', 'task'],
		['ONCRMACTIVITYDELETE', 'activity', 'other'],
	])('%s: a deletion is a record that is deleted', async (event, recordType, kind) => {
		const item = await side.delivered(event, 10);
		expectPortable(item, 'bitrix24');
		expect(item).toMatchObject({ event: 'deleted', recordType, deleted: true, id: '10', kind });
	});

	it('an event survives a look-up of its people that fails', async () => {
		side.fake.fault('reset', {
			times: 9,
			match: ({ path }: { path: string }) => path.endsWith('/user.get'),
		});
		const item = await side.delivered('ONTASKUPDATE', 10);
		expect(item).toMatchObject({ event: 'updated', id: '10', owner: { email: null } });
	});

	it('a deletion is no activity to write', async () => {
		const { error } = await runNode({
			...side.base,
			parameters: {
				resource: 'task',
				operation: 'create',
				title: '',
				responsible: byId('1'),
				additionalFields: {},
				customFields: {},
				valuesFrom: 'portable',
				portableActivity: '={{ $json }}',
				options: {},
			},
			items: [await side.delivered('ONTASKDELETE', 10)],
		});
		expect(there(error as Error | undefined).message).toBe(
			'The portable activity was deleted in the other CRM',
		);
		expect(side.fake.vendor.writes).toEqual([]);
	});

	it('the version changes with what a person can see, and with nothing else', async () => {
		const read = async (): Promise<Row> => {
			const { output } = (await runNode({
				...side.base,
				parameters: {
					resource: 'task',
					operation: 'get',
					taskId: byId('10'),
					output: 'portable',
					options: {},
				},
			})) as { output: Array<{ json: Row }> };
			return there(output[0]).json;
		};
		const task = there(
			[...side.fake.vendor.store.tasks.values()].find(({ ID }) => String(ID) === '10'),
		);
		const before = await read();
		task.CHANGED_DATE = '2026-12-24T10:00:00+03:00';
		const touched = await read();
		task.TITLE = 'Another title';
		const changed = await read();
		expect(touched.updated).not.toBe(before.updated);
		expect(touched.version).toBe(before.version);
		expect(changed.version).not.toBe(before.version);
	});
});

describe('LeadSquared', () => {
	let side: StartedOf<'leadSquared'>;
	beforeEach(async () => (side = await fakeFor('leadSquared')));
	afterEach(() => side.fake.close());

	const run = async (parameters: object, items: object[] = [{}]): Promise<Row[]> => {
		const { error, output } = (await runNode({
			...side.base,
			parameters: { options: {}, ...parameters },
			items,
		})) as { error?: Error; output: Array<{ json: Row }> };
		if (error !== undefined) throw error;
		return output.map(({ json }) => json);
	};
	const from = { operation: 'create', valuesFrom: 'portable', portableActivity: '={{ $json }}' };
	const person = (more: object) => ({ id: '9', name: null, email: null, phone: null, ...more });
	const activity = {
		portable: 2,
		kind: 'other',
		title: 'Loan',
		description: 'Signed',
		start: '2026-11-20T10:00:00Z',
		status: 'done',
		owner: person({ email: 'user3@account.example' }),
		related: [person({ type: 'contact', email: 'divya.3@example.com' })],
	};

	it('a sale is made of a portable activity, and put out as one', async () => {
		const [made] = await run(
			{
				...from,
				resource: 'salesActivity',
				lead: byId(''),
				product: 'LOAN-01',
				status: '',
				soldBy: byId(''),
				soldOn: '',
				matchPeople: true,
			},
			[activity],
		);
		const [sale] = await run({
			resource: 'salesActivity',
			operation: 'get',
			lead: byId(side.fake.vendor.leadId(3)),
			salesActivityId: byId(String(there(made).id)),
			output: 'portable',
		});
		expectPortable(there(sale), 'leadSquared');
		expect(sale).toMatchObject({
			start: activity.start,
			status: 'done',
			done: true,
			related: [{ type: 'lead', email: 'divya.3@example.com' }],
		});
	});

	it('an activity of an opportunity is made of one', async () => {
		const [made] = await run(
			{
				...from,
				resource: 'opportunityActivity',
				opportunity: byId(side.fake.vendor.extraId(3)),
				activityType: byId('202'),
				owner: byId(''),
				note: '',
				fields: mapped({}),
				additionalFields: {},
				matchPeople: true,
			},
			[activity],
		);
		expect(made).toMatchObject({
			description: 'Loan\nSigned',
			start: activity.start,
			assignedTo: { email: 'user3@account.example' },
		});
	});
});
