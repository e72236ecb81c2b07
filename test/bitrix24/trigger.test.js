'use strict';
/** The Bitrix24 Trigger with a webhook: deliveries that are believed and those that are not, records, repeats. */
const { triggerOf } = require('../support/trigger');
const { EVENTS, REFUSED, started } = require('./support/startedTrigger');

describe('with a webhook', () => {
	let fake;
	let setup;
	let trigger;
	beforeAll(async () => ({ fake, setup } = await started('bitrix24')));
	afterAll(() => fake.close());
	beforeEach(async () => {
		fake.reset();
		trigger = await triggerOf(setup);
	});
	const to = 'webhook';

	it('has nothing to register, but wants the application token before it is activated', async () => {
		expect([await trigger.exists(), await trigger.create(), await trigger.remove()]).toEqual([
			true,
			true,
			true,
		]);
		const without = await triggerOf({
			...setup,
			credentials: { ...setup.credentials, applicationToken: ' ' },
		});
		await expect(without.exists()).rejects.toMatchObject({
			message: '"Application Token" in the credential is empty',
			description: expect.stringContaining('outbound webhook'),
		});
		expect(fake.calls).toEqual([]);
	});

	it('starts the workflow with the event and the whole record', async () => {
		const { status, items } = await trigger.deliver(
			fake.vendor.deliver('ONCRMACTIVITYUPDATE', 4, { to }),
		);
		expect(status).toBe(200);
		expect(items).toEqual([
			{
				json: {
					event: 'updated',
					recordType: 'activity',
					id: 4,
					sentAt: expect.stringMatching(/^\d{4}-.*Z$/),
					data: { FIELDS: { ID: '4' } },
					record: expect.objectContaining({ ID: '4', SUBJECT: expect.any(String) }),
				},
			},
		]);
		expect(JSON.stringify(items)).not.toContain(setup.credentials.applicationToken);
	});

	it.each([
		['a wrong token', { application_token: 'x'.repeat(32) }],
		['a token that is longer', { application_token: undefined, more: true }],
		['no token', { application_token: '' }],
	])('refuses %s with 403, runs nothing and asks nothing', async (_name, auth) => {
		const forged = auth.more
			? { application_token: `${setup.credentials.applicationToken}x` }
			: auth;
		expect(
			await trigger.deliver(fake.vendor.deliver('ONCRMACTIVITYADD', 4, { to, auth: forged })),
		).toMatchObject(REFUSED);
		expect(fake.calls).toEqual([]);
	});

	it.each([
		['nothing', ''],
		['no form', '{"event":"ONCRMACTIVITYADD","auth":{"application_token":"x"}}'],
		['lists', 'auth[]=1&auth[application_token][]=2'],
		['depth', `auth${'[a]'.repeat(10_000)}=1`],
		['a megabyte', `auth[application_token]=${'x'.repeat(1_000_000)}`],
	])('refuses %s', async (_name, body) => {
		expect(await trigger.deliver({ body })).toMatchObject(REFUSED);
	});

	it('shows no code of the webhook where a batch says why a record could not be read', async () => {
		const code = setup.credentials.webhookUrl.split('/').filter(Boolean).at(-1);
		fake.fault('rewrite', {
			match: ({ path }) => path.includes('batch'),
			rewrite: (answer) => ({
				...answer,
				body: {
					result: {
						result: [],
						result_error: Object.fromEntries(
							['i0', 'i1'].map((key) => [
								key,
								{ error: 'ODD', error_description: `No for https://x/rest/1/${code}/` },
							]),
						),
						result_time: [],
					},
				},
			}),
		});
		const delivered = await Promise.all(
			[4, 8].map(
				async (id) => await trigger.deliver(fake.vendor.deliver('ONCRMACTIVITYUPDATE', id, { to })),
			),
		);
		for (const { items } of delivered) expect(items[0].json.recordMissing).toContain('***');
		expect(JSON.stringify(delivered.map(({ items }) => items))).not.toContain(code);
	});

	it('ignores events that were not chosen', async () => {
		expect(await trigger.deliver(fake.vendor.deliver('ONCRMLEADADD', 4, { to }))).toMatchObject({
			status: 200,
			items: undefined,
		});
	});

	it.each([
		['ONTASKUPDATE', 7, { id: '7', title: expect.any(String) }],
		['ONTASKCOMMENTADD', 7, { id: '7' }],
		['ONCRMDEALUPDATE', 3, { id: 3 }],
	])('%s brings its record', async (event, id, record) => {
		const { items } = await trigger.deliver(fake.vendor.deliver(event, id, { to }));
		expect(items[0].json).toMatchObject({ id, record });
	});

	it('says why a record is missing, and goes on', async () => {
		const deliver = async (event, id) =>
			(await trigger.deliver(fake.vendor.deliver(event, id, { to }))).items[0].json;
		expect(await deliver('ONCRMACTIVITYADD', 99999)).toMatchObject({
			id: 99999,
			recordMissing: 'The activity does not exist',
		});
		expect(await deliver('ONTASKUPDATE', 99999)).toMatchObject({
			id: 99999,
			recordMissing: 'Bitrix24 does not find this record any more',
		});
		const deleted = await deliver('ONCRMACTIVITYDELETE', 4);
		expect([deleted.id, 'record' in deleted, 'recordMissing' in deleted]).toEqual([
			4,
			false,
			false,
		]);
	});

	it('passes on what the button of a custom activity says', async () => {
		const { items } = await trigger.deliver(
			fake.vendor.deliver(
				'onCrmTimelineItemAction',
				{ id: 'confirm', actionParams: { visit: '7' } },
				{ to, asGiven: true },
			),
		);
		expect(items[0].json).toMatchObject({
			event: 'pressed',
			recordType: 'customActivity',
			data: { id: 'confirm', actionParams: { visit: '7' } },
		});
	});

	it('reads the records of deliveries that come together in one batch, each its own', async () => {
		const ids = [4, 8, 99999, ...Array.from({ length: 57 }, (_, index) => index + 9)];
		const delivered = await Promise.all(
			ids.map((id) => trigger.deliver(fake.vendor.deliver('ONCRMACTIVITYUPDATE', id, { to }))),
		);
		expect(
			delivered.map(({ items }) => Number(items[0].json.record?.ID ?? items[0].json.id)),
		).toEqual(ids);
		expect(delivered[2].items[0].json.recordMissing).toBe('The activity does not exist');
		expect(fake.calls.map(({ path }) => path.split('/').pop())).toEqual(['batch', 'batch']);
	});

	it('reads nothing when it is not asked to', async () => {
		const quiet = await triggerOf({ ...setup, parameters: { events: EVENTS, fetchRecord: false } });
		const { items } = await quiet.deliver(fake.vendor.deliver('ONCRMACTIVITYUPDATE', 4, { to }));
		expect(items[0].json).not.toHaveProperty('record');
		expect(fake.calls).toEqual([]);
	});
});

describe('an event that is delivered twice', () => {
	let fake;
	let setup;
	let trigger;
	beforeEach(async () => ({ fake, setup, trigger } = await started('bitrix24')));
	afterEach(() => fake.close());
	const at = 1_795_000_000;
	const send = async (event, id, how) =>
		(await trigger.deliver(fake.vendor.deliver(event, id, { to: 'webhook', ts: at, ...how }))).items
			?.length ?? 0;

	it('starts the workflow once; another record, event or second starts it again', async () => {
		expect([await send('ONCRMACTIVITYUPDATE', 4), await send('ONCRMACTIVITYUPDATE', 4)]).toEqual([
			1, 0,
		]);
		expect([
			await send('ONCRMACTIVITYUPDATE', 8),
			await send('ONCRMACTIVITYADD', 4),
			await send('ONCRMACTIVITYUPDATE', 4, { ts: at + 1 }),
		]).toEqual([1, 1, 1]);
		expect(await send('ONCRMACTIVITYUPDATE', 4, { ts: at })).toBe(0);
	});

	it('is news when the record was changed once more in that second', async () => {
		const activity = fake.vendor.store.activities.get(4);
		const seen = [];
		for (const subject of ['A', 'B', 'B', 'A']) {
			activity.SUBJECT = subject;
			seen.push(await send('ONCRMACTIVITYUPDATE', 4));
		}
		expect(seen).toEqual([1, 1, 0, 1]);
	});

	it('is known where the record was changed later, which has its own delivery', async () => {
		const activity = fake.vendor.store.activities.get(4);
		expect(await send('ONCRMACTIVITYUPDATE', 4)).toBe(1);
		activity.SUBJECT = 'Changed later';
		activity.LAST_UPDATED = new Date((at + 5) * 1000).toISOString();
		expect(await send('ONCRMACTIVITYUPDATE', 4)).toBe(0);
		expect(await send('ONCRMACTIVITYUPDATE', 4, { ts: at + 5 })).toBe(1);
	});

	it('is known where the record could not be read the first time', async () => {
		fake.fault('answer', {
			times: 9,
			answer: { status: 403, body: { error: 'ACCESS_DENIED', error_description: 'No' } },
		});
		expect(await send('ONCRMACTIVITYUPDATE', 4)).toBe(1);
		fake.reset();
		expect(await send('ONCRMACTIVITYUPDATE', 4)).toBe(0);
	});

	it('is known without its record too', async () => {
		trigger = await triggerOf({
			...setup,
			parameters: { ...setup.parameters, fetchRecord: false },
		});
		expect([
			await send('ONCRMACTIVITYDELETE', 4),
			await send('ONCRMACTIVITYDELETE', 4),
			await send('ONCRMACTIVITYDELETE', 8),
		]).toEqual([1, 0, 1]);
	});

	it('is remembered for a while only, and not more than so many', async () => {
		for (let id = 100; id < 400; id++) await send('ONCRMACTIVITYDELETE', id);
		expect(trigger.staticData().delivered.length).toBeLessThanOrEqual(200);
		const later = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 7 * 86_400_000);
		await send('ONCRMACTIVITYDELETE', 4);
		later.mockRestore();
		expect(trigger.staticData().delivered).toHaveLength(1);
	});
});

describe('what nobody knows', () => {
	let fake;
	let trigger;
	beforeEach(
		async () =>
			({ fake, trigger } = await started('bitrix24', {
				output: 'portable',
				events: ['ONCRMACTIVITYADD', 'ONTASKADD'],
			})),
	);
	afterEach(() => fake.close());

	it.each([
		[
			'a record without an ID',
			{ result: { SUBJECT: 'x', more: { deep: [1] } } },
			{ record: { SUBJECT: 'x', more: { deep: [1] } } },
		],
		['a list', { result: [{ a: 1 }] }, { record: [{ a: 1 }] }],
		['a text', { result: 'gone fishing' }, { record: 'gone fishing' }],
	])('is passed on as it came: %s', async (_name, body, item) => {
		fake.fault('answer', { answer: { status: 200, body } });
		const { items } = await trigger.deliver(
			fake.vendor.deliver('ONCRMACTIVITYADD', 4, { to: 'webhook' }),
		);
		expect(items[0].json).toMatchObject({
			event: 'created',
			recordType: 'activity',
			id: 4,
			...item,
		});
	});

	it.each([
		['text', 'data=x', 'x'],
		['a list', 'data[]=1&data[]=2', { 0: '1', 1: '2' }],
		['other keys', 'data[NEW][ID]=4', { NEW: { ID: '4' } }],
	])('is passed on as it came: data that are %s', async (_name, data, expected) => {
		const { items } = await trigger.deliver({
			body: `event=ONTASKADD&${data}&ts=1e99&auth[application_token]=${fake.vendor.oauth.applicationTokens.webhook}`,
		});
		expect(items[0].json).toEqual({ event: 'created', recordType: 'task', data: expected });
	});
});
