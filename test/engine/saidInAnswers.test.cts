/** An answer that is not what was asked for may say why: users read it beside our sentence. */
import type { IDataObject } from 'n8n-workflow';
import { lookUp, runNode } from '../support/engine.cts';
import { byId, fakeFor, type Started, type StartedOf } from '../support/fakes.cts';
import { KEY } from '../support/keys.cts';

const WORDS = 'Maintenance until 6 pm';
const BODIES: IDataObject[] = [
	{ message: WORDS },
	{ Message: WORDS, code: 7 },
	{ error: { message: WORDS } },
	{ detail: WORDS },
];
const LISTS: Record<string, IDataObject> = {
	bitrix24: { resource: 'taskChecklistItem', operation: 'getMany', taskId: byId('1') },
	deskera: { resource: 'activity', operation: 'getMany', filters: {} },
	ivvy: { resource: 'task', operation: 'getMany', filters: {} },
	leadSquared: {
		resource: 'customActivity',
		operation: 'getMany',
		activityType: byId('201'),
		from: '2026-11-01',
		to: '2026-11-30',
		filters: {},
	},
};

describe.each(Object.keys(LISTS))('%s', (vendor) => {
	let account: Started;
	beforeAll(async () => void (account = await fakeFor(vendor)));
	afterAll(async () => await account.fake.close());
	beforeEach(() => account.fake.reset());

	it.each(BODIES)('says what stands in %j', async (body) => {
		account.fake.fault('answer', { times: 9, answer: { status: 200, body } });
		const { error } = await runNode({
			...account.base,
			parameters: { options: {}, returnAll: true, ...LISTS[vendor] },
		});
		expect(`${error?.message} ${error?.description}`).toContain(WORDS);
	});
});

describe('at Deskera', () => {
	let account: StartedOf<'deskera'>;
	beforeAll(async () => void (account = await fakeFor('deskera')));
	afterAll(async () => await account.fake.close());
	beforeEach(() => account.fake.reset());

	const get = (body: IDataObject) => {
		account.fake.fault('answer', { times: 9, answer: { status: 200, body } });
		return runNode({
			...account.base,
			parameters: { resource: 'activity', operation: 'get', activityId: byId('1'), options: {} },
		});
	};

	it("a gateway's no counts under a status of success, too", async () => {
		const { error } = await get({ status: 'error', code: 404, message: 'No such activity' });
		expect(error?.message).toBe('The activity does not exist ("Activity": "1")');
		expect(error?.description).toContain('Deskera says: No such activity.');
	});

	it.each([200, 42, 'x', null])('one whose code is %j is no answer', async (code) => {
		const { error } = await get({ status: 'error', code, message: WORDS });
		expect(error?.message).toBe('Deskera answered without the activity');
		expect(error?.description).toContain(`The answer says: ${WORDS}.`);
	});

	it('a list of the editor says it, too', async () => {
		account.fake.fault('answer', {
			times: 9,
			answer: { status: 200, body: { message: `${WORDS} ${KEY}` } },
		});
		const listed = lookUp({ ...account.base, method: 'searchActivities', args: [''] });
		await expect(listed).rejects.toMatchObject({ description: expect.stringContaining(WORDS) });
	});
});
