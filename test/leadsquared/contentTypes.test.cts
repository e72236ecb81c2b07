/** LeadSquared sends JSON. What n8n makes of it depends on the content type, which a proxy may change or leave out. */
import { started, types } from './support/startedTrigger.cts';

const trigger = async () =>
	await started(
		{},
		{ events: ['2'], activityTypes: types(201), output: 'simplified', ignoreOwn: false },
	);

it.each([
	['text, as of text/plain', (body: string) => body],
	['nothing, as of no content type', () => ({})],
	['nothing at all', () => undefined],
])('no activity is lost where n8n makes %s of a delivery', async (_what, parsed) => {
	const { fake, trigger: held } = await trigger();
	await held.create();
	const ids = [8, 16].map((n) => fake.vendor.activityId(n));
	const delivery = fake.vendor.deliver('activityCreate', ids);
	const { status, items } = await held.deliver({ ...delivery, parsed: parsed(delivery.body) });
	expect(status).toBe(200);
	expect(items?.map(({ json }) => json.id)).toEqual(ids);
});

it('what is no JSON is passed on as it came', async () => {
	const { fake, trigger: held } = await trigger();
	await held.create();
	const delivery = fake.vendor.deliver('activityCreate', [fake.vendor.activityId(8)]);
	const { items } = await held.deliver({ ...delivery, body: 'Hello', parsed: 'Hello' });
	expect(items?.map(({ json }) => json)).toEqual([expect.objectContaining({ payload: 'Hello' })]);
});
