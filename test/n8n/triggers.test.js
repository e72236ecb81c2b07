'use strict';
/** Triggers in the real n8n: activation, a delivery from outside, the run it starts, deactivation. */
const { address, rest, vendors } = realN8n;
const { fakes } = vendors;

beforeEach(() => {
	for (const fake of Object.values(fakes)) fake.reset();
});

const deliver = async (webhookId, { headers, body }) =>
	await fetch(`${address}/webhook/${webhookId}/webhook`, { method: 'POST', headers, body });

describe('Bitrix24 with a webhook', () => {
	const ID = 'crmExB24Stage';
	const HOOK = 'crm-example-bitrix24-stage';
	const event = (id, more) =>
		fakes.bitrix24.vendor.deliver('ONCRMDEALUPDATE', id, { to: 'webhook', ...more });
	beforeAll(async () => await rest.activate(ID));
	afterAll(async () => await rest.deactivate(ID));

	test('a wrong application token gets 403 and starts nothing; the right one starts the workflow', async () => {
		const forged = await deliver(HOOK, event(5, { auth: { application_token: 'x'.repeat(32) } }));
		expect(forged.status).toBe(403);
		const real = await deliver(HOOK, event(4));
		expect(real.status).toBe(200);
		const runs = await rest.triggeredRuns(ID, 1);
		expect(runs).toHaveLength(1);
		const { runData } = runs[0].data.resultData;
		const [{ json }] = runData['When a Deal Changes'][0].data.main[0];
		expect(json).toMatchObject({
			event: 'updated',
			recordType: 'deal',
			id: 4,
			record: { id: 4 },
		});
		expect(runs[0].status).toBe('success');
		expect(JSON.stringify(runs)).not.toContain(
			fakes.bitrix24.vendor.oauth.applicationTokens.webhook,
		);
	});
});

describe('Bitrix24 with a local app', () => {
	const ID = 'crmExB24Button';
	const handlers = () => fakes.bitrix24.vendor.store.handlers;

	test('binds its event, runs when the button is pressed, and unbinds', async () => {
		await rest.runWorkflow(ID, 'Start');
		await rest.activate(ID);
		expect(handlers()).toEqual([
			expect.objectContaining({
				event: 'ONCRMTIMELINEITEMACTION',
				handler: expect.stringMatching(/\/webhook\/crm-example-bitrix24-button\/webhook$/),
			}),
		]);
		const pressed = await deliver(
			'crm-example-bitrix24-button',
			fakes.bitrix24.vendor.deliver('ONCRMTIMELINEITEMACTION', {
				id: 'confirmVisit',
				actionParams: { deal: '3' },
			}),
		);
		expect(pressed.status).toBe(200);
		const [run] = await rest.triggeredRuns(ID, 1);
		expect(run.status).toBe('success');
		const { store, writes } = fakes.bitrix24.vendor;
		const made = writes
			.filter(({ method }) => method === 'crm.activity.configurable.add')
			.map(({ id }) => store.activities.get(id));
		expect(made.map(({ OWNER_ID, COMPLETED }) => [OWNER_ID, COMPLETED])).toEqual([
			['1', 'N'],
			['3', 'Y'],
		]);
		await rest.deactivate(ID);
		expect(handlers()).toEqual([]);
	});
});

describe('LeadSquared', () => {
	const ID = 'crmExLsqMessage';

	test(
		'registers a webhook, answers its check, runs once for each activity of a delivery, ' +
			'and removes it',
		async () => {
			await rest.activate(ID);
			const { vendor } = fakes.leadSquared;
			const [hook] = [...vendor.store.webhooks.values()];
			expect(hook.URL).toMatch(/\/webhook\/crm-example-leadsquared-message\/webhook$/);
			const local = `${address}/webhook/crm-example-leadsquared-message/webhook`;
			expect((await fetch(local, { method: 'HEAD' })).status).toBe(200);
			const { headers, body } = vendor.deliver('activityCreate', [8, 16].map(vendor.activityId));
			const forged = await fetch(local, {
				method: 'POST',
				headers: { ...headers, 'x-n8n-secret': 'x' },
				body,
			});
			expect([forged.status, (await forged.json()).Status]).toEqual([200, 'Error']);
			const real = await fetch(local, { method: 'POST', headers, body });
			expect([real.status, await real.json()]).toEqual([
				200,
				{ Status: 'Success', StatusReason: '' },
			]);
			const [run, ...more] = await rest.triggeredRuns(ID, 1);
			expect([run.status, more]).toEqual(['success', []]);
			expect(
				run.data.resultData.runData.Message[0].data.main[0].map(({ json }) => json.lead),
			).toEqual(
				[8, 16].map((n) => vendor.store.activities.get(vendor.activityId(n)).RelatedProspectId),
			);
			await rest.deactivate(ID);
			expect([...vendor.store.webhooks.values()]).toEqual([]);
		},
	);
});

describe('Deskera', () => {
	const ID = 'crmExDskTask';

	test('begins where it is when it is activated, and runs for what is created then', async () => {
		await rest.activate(ID);
		const { deskera } = fakes;
		const { id } = await (
			await fetch(`${deskera.url}/v1/crm/activities`, {
				method: 'POST',
				headers: {
					'content-type': 'application/json',
					'x-access-token': deskera.vendor.credentials.token,
				},
				body: JSON.stringify({ name: 'Fresh', activity_type: 'call' }),
			})
		).json();
		// n8n polls every minute at most.
		const [run] = await rest.triggeredRuns(ID, 1);
		await rest.deactivate(ID);
		expect(run.status).toBe('success');
		const { runData } = run.data.resultData;
		expect(
			runData['When an Activity Is Created'][0].data.main[0].map(({ json }) => [
				json.id,
				json.title,
			]),
		).toEqual([[id, 'Fresh']]);
		const [task] = fakes.bitrix24.vendor.writes.map((write) =>
			fakes.bitrix24.vendor.store.tasks.get(write.id),
		);
		expect(task).toMatchObject({ TITLE: 'Fresh', DESCRIPTION: `Deskera activity ${id}` });
	});
});
