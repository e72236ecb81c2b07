'use strict';
/** The LeadSquared triggers in n8n's contexts: webhooks that register themselves, deliveries that are believed, and polling. */
const { triggerOf } = require('../support/engine');
const { fakeFor, byId } = require('../support/fakes');

const open = [];
afterEach(async () => await Promise.all(open.splice(0).map((fake) => fake.close())));
const types = (...codes) => ({ values: codes.map((code) => ({ id: byId(String(code)) })) });

async function started(options, parameters, node = 'leadSquaredTrigger') {
	const { fake, base } = await fakeFor('leadSquared', options);
	open.push(fake);
	return { fake, trigger: await triggerOf({ ...base, node, parameters }) };
}

describe('webhooks', () => {
	const wanted = { events: ['2', '7'], activityTypes: types(201, 202), output: 'simplified' };
	const registered = (fake) => [...fake.vendor.store.webhooks.values()];

	it('registers one for each type and each other event, once, and removes just those', async () => {
		const { fake, trigger } = await started({}, wanted);
		expect(await trigger.exists()).toBe(false);
		await trigger.create();
		expect(registered(fake)).toHaveLength(3);
		expect(await trigger.exists()).toBe(true);
		await trigger.create();
		expect(registered(fake)).toHaveLength(3);
		expect(fake.calls.filter(({ path }) => path.endsWith('Create'))).toHaveLength(3);
		await trigger.remove();
		expect(registered(fake)).toEqual([]);
	});

	it('registers again what LeadSquared has switched off', async () => {
		const { fake, trigger } = await started({}, wanted);
		await trigger.create();
		const [first] = registered(fake);
		first.StatusCode = 2;
		expect(await trigger.exists()).toBe(false);
		await trigger.create();
		expect(await trigger.exists()).toBe(true);
	});

	it('removes what an activation left behind whose answer was lost, and nothing that points elsewhere', async () => {
		const { fake, trigger } = await started({}, wanted);
		fake.fault('lost', { match: ({ path }) => path.endsWith('Create') });
		await expect(trigger.create()).rejects.toMatchObject({ message: expect.any(String) });
		expect(registered(fake)).toHaveLength(1);
		const [left] = registered(fake);
		fake.vendor.store.webhooks.set('other', { ...left, WebhookId: 'other', URL: `${left.URL}/other` });
		await trigger.create();
		expect(registered(fake).map(({ WebhookId }) => WebhookId)).not.toContain(left.WebhookId);
		expect(registered(fake).map(({ URL }) => URL).filter((url) => url === left.URL)).toHaveLength(3);
		expect(registered(fake).map(({ WebhookId }) => WebhookId)).toContain('other');
	});

	it('takes back what it made when one can not be registered', async () => {
		const { fake, trigger } = await started({}, { ...wanted, activityTypes: types(201, 3001) });
		await expect(trigger.create()).rejects.toMatchObject({ message: expect.any(String) });
		expect(registered(fake)).toEqual([]);
	});

	it.each([401, 500])('says that the keys have to be an administrator\'s (%i)', async (notAdminStatus) => {
		const { trigger } = await started({ isAdmin: false, notAdminStatus }, wanted);
		await expect(trigger.create()).rejects.toMatchObject({ description: expect.stringMatching(/administrator/) });
	});

	it.each([[{ events: [] }, '"Events" is empty'], [{ events: ['2'], activityTypes: {} }, '"Activity Types" is empty']])('refuses %j before anything is sent', async (parameters, message) => {
		const { fake, trigger } = await started({}, parameters);
		await expect(trigger.create()).rejects.toMatchObject({ message });
		expect(fake.calls).toEqual([]);
	});

	it('answers the check without a body, and starts nothing', async () => {
		const { trigger } = await started({}, wanted);
		expect(await trigger.deliver({ method: 'HEAD' }, 'setup')).toMatchObject({ status: 200, items: undefined });
	});

	it('makes an item of each activity in a delivery, drops doubles, and always answers 200', async () => {
		const { fake, trigger } = await started({}, wanted);
		await trigger.create();
		const ids = [8, 16].map(fake.vendor.activityId);
		const delivery = fake.vendor.deliver('activityCreate', ids);
		const first = await trigger.deliver(delivery);
		expect(first.status).toBe(200);
		expect(first.items.map(({ json }) => [json.event, json.id, json.type, json.leadId])).toEqual(ids.map((id) => ['Activity Created', id, 201, fake.vendor.store.activities.get(id).RelatedProspectId]));
		const again = await trigger.deliver(fake.vendor.deliver('activityCreate', [...ids, fake.vendor.activityId(24)]));
		expect(again.items.map(({ json }) => json.id)).toEqual([fake.vendor.activityId(24)]);
		expect(await trigger.deliver(delivery)).toMatchObject({ status: 200, items: undefined });
	});

	it.each([
		['no secret', (delivery) => ({ ...delivery, headers: { ...delivery.headers, 'x-n8n-secret': undefined } })],
		['a wrong secret', (delivery) => ({ ...delivery, headers: { ...delivery.headers, 'x-n8n-secret': 'x'.repeat(72) } })],
		['no headers', ({ body }) => ({ body })],
	])('answers 200 to a delivery with %s, and starts nothing', async (_name, forge) => {
		const { fake, trigger } = await started({}, wanted);
		await trigger.create();
		const { status, items, body } = await trigger.deliver(forge(fake.vendor.deliver('activityCreate', [fake.vendor.activityId(8)])));
		expect([status, items, body.Status]).toEqual([200, undefined, 'Error']);
	});

	it.each([['object', 'After'], ['array', 'Current']])('hands on tasks and leads (%s, %s)', async (deliverAs, afterKey) => {
		const { fake, trigger } = await started({ deliverAs, afterKey }, { events: ['7', '16', '6'], output: 'simplified' });
		await trigger.create();
		const task = await trigger.deliver(fake.vendor.deliver('taskCreate', fake.vendor.taskId(1)));
		expect(task.items[0].json).toMatchObject({ event: 'Task Created', id: fake.vendor.taskId(1), name: 'Task 1' });
		const lead = await trigger.deliver(fake.vendor.deliver('leadUpdate', fake.vendor.leadId(1)));
		expect(lead.items[0].json).toMatchObject({ event: 'Lead Updated', leadId: fake.vendor.leadId(1) });
	});
});

describe('polling', () => {
	const form = (event) => ({ activityType: byId('201'), event, output: 'simplified' });
	const now = Date.now();
	const poll = async (event) => await started({ now, records: { activities: 400 } }, form(event), 'leadSquaredPollingTrigger');
	const ids = (items) => (items === null ? [] : items[0].map(({ json }) => json.id));
	let serial = 0;
	const add = (fake, at, more = {}) => {
		const id = `0000000${++serial % 10}-0000-4000-8000-${String(serial).padStart(12, '0')}`;
		const like = fake.vendor.store.activities.get(fake.vendor.activityId(8));
		fake.vendor.store.activities.set(id, { ...structuredClone(like), ProspectActivityId: id, CreatedOn: at, ModifiedOn: at, ...more });
		return id;
	};

	it('takes the first run to look where to begin, then gives each new activity once', async () => {
		const { fake, trigger } = await poll('created');
		expect(await trigger.poll()).toBeNull();
		expect(await trigger.poll()).toBeNull();
		const made = [add(fake, now), add(fake, now)];
		expect(ids(await trigger.poll()).sort()).toEqual(made.sort());
		expect(await trigger.poll()).toBeNull();
		const late = add(fake, now - 1000);
		expect(ids(await trigger.poll())).toEqual([late]);
	});

	it('tells new ones from changed ones', async () => {
		const [created, updated, both] = [await poll('created'), await poll('updated'), await poll('both')];
		for (const { fake, trigger } of [created, updated, both]) {
			await trigger.poll();
			fake.vendor.store.activities.get(fake.vendor.activityId(8)).ModifiedOn = now;
		}
		const made = [created, updated, both].map(({ fake }) => add(fake, now + 1000));
		const found = [ids(await created.trigger.poll()), ids(await updated.trigger.poll()), ids(await both.trigger.poll())];
		expect(found).toEqual([[made[0]], [updated.fake.vendor.activityId(8)], [both.fake.vendor.activityId(8), made[2]]]);
	});

	it('goes on from where it was after a restart, and repeats nothing after a poll that failed', async () => {
		const { fake, trigger } = await poll('created');
		await trigger.poll();
		const made = add(fake, now);
		fake.fault('500', { times: 20 });
		fake.fault('answer', { times: 20, answer: { status: 401, body: '' } });
		await expect(trigger.poll()).rejects.toMatchObject({ message: expect.any(String) });
		fake.reset();
		const again = add(fake, now);
		expect(ids(await trigger.poll())).toEqual([again]);
		expect(made).not.toBe(again);
	});

	it('shows a sample when it is tested by hand, and moves nothing', async () => {
		const { fake, trigger } = await poll('created');
		expect(ids(await trigger.poll('manual'))).toHaveLength(3);
		expect(trigger.staticData()).toEqual({});
		expect(fake.calls).toHaveLength(1);
	});
});
