/** Where a poll goes on: not behind a time that can't be right, and not where it had come with other records. */
import { byId, fakeFor, type Started } from '../support/fakes.cts';
import type { Item } from '../support/engine.cts';
import { there } from '../support/there.cts';
import { triggerOf } from '../support/trigger.cts';

const open: Array<Started['fake']> = [];
afterEach(async () => await Promise.all(open.splice(0).map((fake) => fake.close())));

async function polling(vendor: 'deskera' | 'ivvy' | 'leadSquared', node: string, options = {}) {
	const { fake, base } = await fakeFor(vendor, options);
	open.push(fake);
	const trigger = async (parameters: object, staticData: object = {}) =>
		await triggerOf({ ...base, node, parameters, staticData });
	return { fake, trigger };
}
const idsOf = (items: Item[][] | null) =>
	(items ?? []).flatMap((rows) => rows.map(({ json }) => json.id));
const micros = (time: number) => new Date(time).toISOString().replace('Z', '000Z');

describe('a record with a time long after ours', () => {
	it.each(['2038-01-19T03:14:07.000000Z', '9999-12-31T23:59:59.000000Z'])(
		'does not end the changes of Deskera: %s',
		async (broken) => {
			const { fake, trigger } = await polling('deskera', 'deskeraTrigger', {
				records: { activities: 50 },
			});
			const { poll } = await trigger({ event: 'both', output: 'simplified' });
			await poll();
			const { activities } = fake.vendor.store;
			there(activities.get(5)).updated_at = broken;
			await poll();
			there(activities.get(6)).updated_at = micros(Date.now() + 60_000);
			expect(idsOf(await poll())).toEqual([6]);
			expect(await poll()).toBeNull();
		},
	);

	it('nor is it where the first poll begins', async () => {
		const { fake, trigger } = await polling('deskera', 'deskeraTrigger', {
			records: { activities: 50 },
		});
		const { activities } = fake.vendor.store;
		there(activities.get(5)).updated_at = '9999-12-31T23:59:59.000000Z';
		const { poll } = await trigger({ event: 'both', output: 'simplified' });
		expect(await poll()).toBeNull();
		there(activities.get(6)).updated_at = micros(Date.now() + 60_000);
		expect(idsOf(await poll())).toEqual([6]);
	});

	it('does not end the changes of iVvy', async () => {
		const { fake, trigger } = await polling('ivvy', 'ivvyPollingTrigger');
		const { poll } = await trigger({ record: 'task', event: 'both', output: 'simplified' });
		await poll();
		const { tasks } = fake.vendor.store;
		const late = () =>
			micros(Date.now() + 60_000)
				.slice(0, 19)
				.replace('T', ' ');
		there(tasks.get(10005)).modifiedDate = '9999-12-31 23:59:59';
		expect(idsOf(await poll())).toEqual([10005]);
		there(tasks.get(10006)).modifiedDate = late();
		expect(idsOf(await poll())).toEqual([10006]);
		expect(await poll()).toBeNull();
	});
});

describe('a trigger that is set to other records', () => {
	const saved = (trigger: { staticData(): object }) =>
		JSON.parse(JSON.stringify(trigger.staticData())) as object;

	it('begins with them as it did at first: LeadSquared', async () => {
		const now = Date.now();
		const { fake, trigger } = await polling('leadSquared', 'leadSquaredPollingTrigger', {
			now,
			records: { activities: 400 },
		});
		const form = (code: string) => ({
			activityType: byId(code),
			event: 'both',
			output: 'simplified',
		});
		const first = await trigger(form('201'));
		await first.poll();
		const other = await trigger(form('202'), saved(first));
		expect(await other.poll()).toBeNull();
		const [id, activity] = [...fake.vendor.store.activities].find(
			([, { ActivityEvent }]) => String(ActivityEvent) === '202',
		)!;
		activity.ModifiedOn = now + 1000;
		expect(idsOf(await other.poll())).toEqual([id]);
	});

	it('begins with them as it did at first: iVvy', async () => {
		const { fake, trigger } = await polling('ivvy', 'ivvyPollingTrigger');
		const form = (record: string) => ({ record, event: 'both', output: 'simplified' });
		const first = await trigger(form('task'));
		await first.poll();
		const earlier = new Date(Date.now() + 60_000).toISOString().slice(0, 19).replace('T', ' ');
		there(fake.vendor.store.activities.get(3001)).modifiedDate = earlier;
		const other = await trigger(form('activity'), saved(first));
		expect(await other.poll()).toBeNull();
		there(fake.vendor.store.activities.get(3002)).modifiedDate = earlier;
		expect(idsOf(await other.poll())).toEqual([3002]);
	});
});
