'use strict';
/**
 * Deliveries to the webhooks of triggers that are forged, odd or huge; those of iVvy are in
 * test/ivvy/deliveries.test.js.
 */
const { fakeFor, byId } = require('../support/fakes');
const { triggerOf } = require('../support/trigger');

const DEEP = 10_000;
const deepJson = `${'{"a":'.repeat(DEEP)}1${'}'.repeat(DEEP)}`;
const deepList = `${'['.repeat(DEEP)}${']'.repeat(DEEP)}`;

/** body -> what it is sent as */
const BODIES = [
	['nothing', ''],
	['no JSON and no form', '%%%\u0000\u202e'],
	['a number', '7'],
	['a list of nonsense', '[null, 1, "x", [], {}]'],
	['objects nested to depth 10,000', deepJson],
	['lists nested to depth 10,000', deepList],
	['a list with one nested to depth 10,000', `[{"ProspectActivityId":"x","Data":${deepJson}}]`],
	['form keys nested to depth 10,000', `event=ONCRMACTIVITYADD&data${'[a]'.repeat(DEEP)}=1`],
	[
		'ten thousand form keys',
		Array.from({ length: 10_000 }, (_, index) => `a[${index}]=1`).join('&'),
	],
	['a megabyte', JSON.stringify({ note: 'x'.repeat(1_000_000) })],
	[
		'keys of prototypes',
		'{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}',
	],
	[
		'form keys of prototypes',
		'event=ONCRMACTIVITYADD&__proto__[polluted]=1&data[__proto__][polluted]=1&constructor[prototype][polluted]=1',
	],
];

const open = [];
afterEach(async () => await Promise.all(open.splice(0).map((fake) => fake.close())));
afterEach(() => expect({}.polluted).toBeUndefined());

async function bitrix24() {
	const { fake, base } = await fakeFor('bitrix24');
	open.push(fake);
	const trigger = await triggerOf({
		...base,
		node: 'bitrix24Trigger',
		parameters: { events: ['ONCRMACTIVITYADD'], fetchRecord: true },
	});
	return {
		fake,
		trigger,
		signed: (body) => ({
			body: `${body}&auth[application_token]=${base.credentials.applicationToken}`,
		}),
	};
}

async function leadSquared() {
	const { fake, base } = await fakeFor('leadSquared');
	open.push(fake);
	const trigger = await triggerOf({
		...base,
		node: 'leadSquaredTrigger',
		parameters: {
			events: ['2'],
			activityTypes: { values: [{ id: byId('202') }] },
			output: 'simplified',
		},
	});
	await trigger.create();
	const [hook] = [...fake.vendor.store.webhooks.values()];
	const headers = Object.fromEntries(
		hook.CustomHeaders.map(({ Key, Value }) => [Key.toLowerCase(), Value]),
	);
	fake.calls.length = 0;
	return { fake, trigger, signed: (body) => ({ body, headers }) };
}

describe('Bitrix24', () => {
	it.each(BODIES)('without the token: %s starts nothing', async (_name, body) => {
		const { fake, trigger } = await bitrix24();
		expect(await trigger.deliver({ body })).toMatchObject({ status: 403, items: undefined });
		expect(fake.calls).toEqual([]);
	});

	it('with the token a delivery is believed', async () => {
		const { trigger, signed } = await bitrix24();
		expect(
			(await trigger.deliver(signed('event=ONCRMACTIVITYADD&data[FIELDS][ID]=4'))).items,
		).toHaveLength(1);
	});

	it.each(BODIES)('with the token: %s is answered', async (_name, body) => {
		const { trigger, signed } = await bitrix24();
		expect([200, 403]).toContain((await trigger.deliver(signed(body))).status);
	});
});

describe('LeadSquared', () => {
	it.each(BODIES)('without the secret: %s starts nothing', async (_name, body) => {
		const { fake, trigger } = await leadSquared();
		expect(await trigger.deliver({ body })).toMatchObject({ status: 200, items: undefined });
		expect(fake.calls).toEqual([]);
	});

	it('with the secret a delivery is believed', async () => {
		const { trigger, signed } = await leadSquared();
		expect(
			(await trigger.deliver(signed('[{"ProspectActivityId":"x","ActivityEvent":"202"}]'))).items,
		).toHaveLength(1);
	});

	it.each(BODIES)('with the secret: %s is answered with 200', async (_name, body) => {
		const { trigger, signed } = await leadSquared();
		expect((await trigger.deliver(signed(body))).status).toBe(200);
	});
});
