'use strict';
/** The iVvy Polling Trigger. */
const { unreadable } = require('../support/unreadable');
const { started } = require('./support/startedTrigger');

describe('polling', () => {
	const poll = async (options, event = 'both', record = 'task') =>
		await started(options, { record, event }, 'ivvyPollingTrigger');
	const ids = (items) => (items === null ? [] : items[0].map(({ json }) => json.id));

	it.each(['works', 'ignored', 'refused'])(
		'gives each change once where the filter by date %s',
		async (modifiedFilter) => {
			const { fake, trigger } = await poll({ modifiedFilter });
			expect(await trigger.poll()).toBeNull();
			expect(await trigger.poll()).toBeNull();
			const task = fake.vendor.store.tasks.get(10005);
			task.modifiedDate = fake.vendor.store.tasks.get(10001).modifiedDate;
			task.modifiedDate = '2027-01-01 00:00:00 UTC';
			expect(ids(await trigger.poll())).toEqual([10005]);
			expect(await trigger.poll()).toBeNull();
		},
	);

	it('loses no change where the items could not be made, and none within one second', async () => {
		const { fake, base, again } = await poll({});
		let isDown = false;
		const trigger = await again({
			// Both halves of the list are read by then.
			credentials: unreadable(base.credentials, () => isDown && fake.calls.length > 1),
		});
		await trigger.poll();
		const task = fake.vendor.store.tasks.get(10005);
		Object.assign(task, { modifiedDate: '2027-01-01 00:00:00', name: 'First' });
		fake.calls.length = 0;
		isDown = true;
		await expect(trigger.poll()).rejects.toMatchObject({ message: expect.any(String) });
		isDown = false;
		expect(ids(await trigger.poll())).toEqual([10005]);
		task.name = 'Second';
		expect(ids(await trigger.poll())).toEqual([10005]);
		expect(await trigger.poll()).toBeNull();
	});

	it('shows a sample when it is tested by hand', async () => {
		const { trigger } = await poll({}, 'created', 'activity');
		expect(ids(await trigger.poll('manual'))).toHaveLength(3);
		expect(trigger.staticData()).toEqual({});
	});
});
