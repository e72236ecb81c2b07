/** Values as they come from boards, time sheets, phone systems and address books. */
import type { IDataObject } from 'n8n-workflow';
import { runNode } from '../support/engine.cts';
import { byId, fakeFor, type StartedOf } from '../support/fakes.cts';
import { mapped } from '../support/mapped.cts';
import type { Row } from '../support/row.cts';
import { there } from '../support/there.cts';

type Started = StartedOf<'bitrix24App'>;

let app: Started;
beforeAll(async () => void (app = await fakeFor('bitrix24App')));
afterAll(async () => await app.fake.close());
beforeEach(() => app.fake.reset());

const run = async (parameters: IDataObject, items: object[] = [{}]) =>
	await runNode({ ...app.base, parameters: { options: {}, ...parameters }, items });
const good = async (parameters: IDataObject, items?: object[]): Promise<IDataObject[]> => {
	const { error, output } = await run(parameters, items);
	expect(error?.message).toBeUndefined();
	return output.map(({ json }) => json);
};
const written = () => (app.fake.vendor.writes.at(-1)?.fields ?? {}) as Row;

describe('the name of a stage', () => {
	const move: IDataObject = {
		resource: 'task',
		operation: 'update',
		taskId: byId('5'),
		updateFields: {
			GROUP_ID: byId('1'),
			STAGE_ID: { __rl: true, mode: 'name', value: '={{ $json.stage }}' },
		},
		customFields: mapped({}),
	};
	const stored = () => app.fake.vendor.store.tasks.get(5)?.STAGE_ID;

	it('may be a number, which is no ID then', async () => {
		there(app.fake.vendor.store.stages.get(13)).TITLE = '2027';
		await good(move, [{ stage: 2027 }]);
		expect(stored()).toBe('13');
	});

	it.each(['In\u00A0Progress', '\u200BIn  Progress\uFEFF', 'IN PROGRESS'])(
		'is the same however it was copied (%j)',
		async (stage) => {
			await good(move, [{ stage }]);
			expect(stored()).toBe('12');
		},
	);
});

describe('time spent', () => {
	const entry = (more: IDataObject): IDataObject => ({
		resource: 'taskTime',
		operation: 'create',
		taskId: byId('1'),
		timeSpent: '={{ $json.time }}',
		unit: 3600,
		comment: 'Workshop',
		additionalFields: {},
		...more,
	});

	it.each([
		[1.5, 3600, 5400],
		['0.25', 3600, 900],
		['1', 3600, 3600],
		[7.5, 60, 450],
		[0.1, 1, 1],
	])('of %j of the unit %i is %i seconds', async (time, unit, seconds) => {
		const [made] = await good(entry({ unit }), [{ time }]);
		expect(made?.seconds).toBe(seconds);
		const { ARFIELDS = written() } = written();
		expect(Number((ARFIELDS as Row).SECONDS)).toBe(seconds);
	});

	it.each([
		[0, /^"Time Spent" must be more than 0/],
		[-1, /^"Time Spent" must be more than 0/],
		['1,5', /^"Time Spent" must be a number/],
		['', /^"Time Spent" is empty/],
	])('of %j is refused before anything is sent', async (time, message) => {
		const { error } = await run(entry({}), [{ time }]);
		expect(error?.message).toMatch(message);
		expect(app.fake.calls).toHaveLength(0);
	});
});

describe('calls', () => {
	const create = (phone: string): IDataObject => ({
		resource: 'call',
		operation: 'create',
		user: byId('2'),
		phone,
		direction: 1,
		start: '2026-12-01T09:00:00Z',
		duration: 60,
		additionalFields: {},
	});

	it('the ID that the node makes up is the same in each spelling of the number', async () => {
		const ids = [];
		for (const phone of [
			'+49 30 111222',
			'0049-30/111222',
			'+49 (0)30 111 222',
			'\u202A+4930111222',
		])
			ids.push((await good(create(phone)))[0]?.externalCallId);
		expect(new Set(ids).size).toBe(1);
	});

	it('the address of a recording loses the blanks of its cell', async () => {
		await good({
			resource: 'call',
			operation: 'attachRecording',
			callId: 'externalCall.1',
			source: 'url',
			url: ' https://phone.example.com/4711.mp3\n',
		});
		expect(app.fake.calls.at(-1)?.json.RECORD_URL).toBe('https://phone.example.com/4711.mp3');
	});

	it('a filter by number loses the marks that nobody sees', async () => {
		const rows = await good({
			resource: 'call',
			operation: 'getMany',
			returnAll: true,
			filters: { phone: '\u202A+49 30 100007\u202C' },
		});
		expect(rows.map(({ phone }) => phone)).toEqual(['+49 30 100007']);
	});

	it('a client of a call is no deal', async () => {
		const { error } = await run({
			...create('+49 30 1'),
			additionalFields: { client: byId('D_5') },
		});
		expect(error?.message).toMatch(/^"Contact, Company or Lead" must be a short code/);
		expect(app.fake.calls).toHaveLength(0);
	});
});

describe('users by email', () => {
	const list = async (filters: IDataObject) =>
		await good({ resource: 'user', operation: 'getMany', returnAll: true, filters });
	const user = (id: string) =>
		there([...app.fake.vendor.store.users.values()].find(({ ID }) => ID === id));

	it('are found in upper and lower case, as the form says', async () => {
		user('7').EMAIL = 'Jane@Portal.example';
		for (const email of ['jane@portal.example', 'JANE@portal.example', 'Jane@Portal.example'])
			expect((await list({ EMAIL: email })).map(({ id }) => id)).toEqual([7]);
	});

	it('and by no other email: nobody is an empty list', async () => {
		expect(await list({ EMAIL: 'nobody@example.org' })).toEqual([]);
	});

	it('only those with the status that is asked for', async () => {
		Object.assign(user('7'), { EMAIL: 'Jane@Portal.example', ACTIVE: false });
		expect(await list({ EMAIL: 'jane@portal.example', status: 'active' })).toEqual([]);
		expect(await list({ EMAIL: 'jane@portal.example', status: 'inactive' })).toHaveLength(1);
	});
});

describe('API Call', () => {
	const call = (more: IDataObject): IDataObject => ({
		resource: 'apiCall',
		operation: 'call',
		...more,
	});

	it('an empty map of PHP is an empty list, whatever its key is', async () => {
		app.fake.fault('answer', {
			match: ({ path }: { path: string }) => path.includes('crm.item.list'),
			answer: { status: 200, body: { result: [], total: 0 } },
		});
		const form = { method: 'crm.item.list', parameters: { entityTypeId: 2 }, readsOnly: true };
		expect(
			await good(call({ ...form, paging: 'start', rowsIn: 'items', returnAll: true })),
		).toEqual([]);
	});

	it('uploads of several items go one by one, as no batch takes them', async () => {
		const rows = await good(
			call({
				method: 'disk.storage.uploadfile',
				parameters:
					'={{ { id: 2, data: { NAME: $json.name }, fileContent: [$json.name, "T2ZmZXI="] } }}',
			}),
			[{ name: 'a.txt' }, { name: 'b.txt' }],
		);
		expect(rows.map(({ NAME }) => NAME)).toEqual(['a.txt', 'b.txt']);
		expect(app.fake.calls).toHaveLength(2);
	});
});

describe('several people in one cell', () => {
	const task = (people: string): IDataObject => ({
		resource: 'task',
		operation: 'create',
		title: 'x',
		responsible: byId('2'),
		additionalFields: {
			AUDITORS: { values: [{ id: { __rl: true, mode: 'email', value: people } }] },
		},
		customFields: mapped({}),
	});
	const [third, fourth] = ['user3@portal.example', 'user4@portal.example'];

	it.each([
		`"Doe, Jane" <${third}>, ${fourth}`,
		`"Doe, Jane" <${third}>; "Roe; Bob" <${fourth}>`,
		`mailto:${third}\n\u200B${fourth}\u200B`,
	])('are those of the addresses: %j', async (people) => {
		await good(task(people));
		expect((written().AUDITORS as unknown[]).map(Number)).toEqual([3, 4]);
	});

	it('a name without an address is nobody, and an error', async () => {
		const { error } = await run(task(`Doe, Jane <${third}>`));
		expect(error?.message).toBe('"Observers" must be an email address, not "Doe"');
		expect(app.fake.calls).toHaveLength(0);
	});
});
