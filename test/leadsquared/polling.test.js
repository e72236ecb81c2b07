'use strict';
/** The LeadSquared Polling Trigger. */
const { byId } = require('../support/fakes');
const { unreadable } = require('../support/unreadable');
const { started } = require('./support/startedTrigger');

describe('polling', () => {
	const form = (event) => ({ activityType: byId('201'), event, output: 'simplified' });
	const now = Date.now();
	const poll = async (event, more = {}) =>
		await started(
			{ now, records: { activities: 400 } },
			{ ...form(event), ...more },
			'leadSquaredPollingTrigger',
		);
	const ids = (items) => (items === null ? [] : items[0].map(({ json }) => json.id));
	let serial = 0;
	const add = (fake, at, more = {}) => {
		const id = `0000000${++serial % 10}-0000-4000-8000-${String(serial).padStart(12, '0')}`;
		const like = fake.vendor.store.activities.get(fake.vendor.activityId(8));
		fake.vendor.store.activities.set(id, {
			...structuredClone(like),
			ProspectActivityId: id,
			CreatedOn: at,
			ModifiedOn: at,
			...more,
		});
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
		const [created, updated, both] = [
			await poll('created'),
			await poll('updated'),
			await poll('both'),
		];
		for (const { fake, trigger } of [created, updated, both]) {
			await trigger.poll();
			fake.vendor.store.activities.get(fake.vendor.activityId(8)).ModifiedOn = now;
		}
		const made = [created, updated, both].map(({ fake }) => add(fake, now + 1000));
		const found = [
			ids(await created.trigger.poll()),
			ids(await updated.trigger.poll()),
			ids(await both.trigger.poll()),
		];
		expect(found).toEqual([
			[made[0]],
			[updated.fake.vendor.activityId(8)],
			[both.fake.vendor.activityId(8), made[2]],
		]);
	});

	it.each(['simplified', 'portable', 'raw'])(
		'says what happened in the output %s',
		async (output) => {
			const { fake, trigger } = await poll('both', { output });
			await trigger.poll();
			fake.vendor.store.activities.get(fake.vendor.activityId(8)).ModifiedOn = now;
			add(fake, now + 1000);
			const items = await trigger.poll();
			expect(items[0].map(({ json }) => json.event)).toEqual(['updated', 'created']);
		},
	);

	it('gives a second change within the second of the first, once', async () => {
		const { fake, trigger } = await poll('both');
		await trigger.poll();
		const id = add(fake, now);
		expect(ids(await trigger.poll())).toEqual([id]);
		fake.vendor.store.activities.get(id).ActivityNote = 'Changed at once';
		expect(ids(await trigger.poll())).toEqual([id]);
		expect(await trigger.poll()).toBeNull();
		expect(Object.values(trigger.staticData().known).every((time) => time.length < 45)).toBe(true);
	});

	it('loses no change where the items could not be made', async () => {
		const { fake, base, again } = await poll('both');
		let isDown = false;
		const trigger = await again({
			credentials: unreadable(base.credentials, () => isDown && fake.calls.length > 0),
		});
		await trigger.poll();
		const id = add(fake, now);
		fake.calls.length = 0;
		isDown = true;
		await expect(trigger.poll()).rejects.toMatchObject({ message: expect.any(String) });
		isDown = false;
		expect(ids(await trigger.poll())).toEqual([id]);
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
