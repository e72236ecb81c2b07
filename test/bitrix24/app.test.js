'use strict';
/** What belongs to a local app: done with its credential, refused to a webhook before anything is sent. */
const { runNode } = require('../support/engine');
const { fakeFor, byId } = require('../support/fakes');

let fake;
let base;
beforeAll(async () => ({ fake, base } = await fakeFor('bitrix24App')));
afterAll(() => fake.close());
beforeEach(() => fake.reset());

const types = { resource: 'customActivityType', operation: 'getMany' };
const visit = {
	resource: 'customActivity',
	operation: 'create',
	ownerType: byId('2'),
	owner: byId('1'),
	layoutMode: 'form',
	title: 'Visit',
	lines: { values: [{ kind: 'text', label: 'Address', value: 'Here', url: '', bold: false }] },
	tags: {},
	buttons: {},
	layoutOptions: {},
	additionalFields: { typeId: byId('SITE_VISIT') },
};

it('works with its credential, also after its token ran out', async () => {
	fake.vendor.expireTokens();
	const list = await runNode({ ...base, parameters: { ...types, options: {} } });
	expect(list.output.map(({ json }) => json.typeId)).toEqual([
		...fake.vendor.store.activityTypes.keys(),
	]);
	const [{ json }] = (await runNode({ ...base, parameters: { ...visit, options: {} } })).output;
	expect(fake.vendor.store.activities.get(json.id)).toMatchObject({
		PROVIDER_ID: 'CONFIGURABLE_REST_APP',
		PROVIDER_TYPE_ID: 'SITE_VISIT',
	});
	expect(fake.calls.filter(({ path }) => path.startsWith('/oauth/'))).toHaveLength(1);
});

it.each([
	['types', types],
	['an activity', visit],
])('is refused to a webhook before any call: %s', async (_name, parameters) => {
	const webhook = await fakeFor('bitrix24');
	try {
		const { error } = await runNode({
			...webhook.base,
			parameters: { ...parameters, options: {} },
			items: [{}, {}, {}],
		});
		expect(error.message).toBe(
			'Custom activities and badges need the OAuth2 credential of a local app',
		);
		expect(error.description).toMatch(/credential of the type Bitrix24 OAuth2 API/);
		const continued = await runNode({
			...webhook.base,
			parameters: { ...parameters, options: {} },
			items: [{}, {}, {}],
			onError: 'continueErrorOutput',
		});
		expect([continued.output.length, continued.errorOutput.map(({ json }) => json.error)]).toEqual([
			0,
			[error.message, error.message, error.message],
		]);
		expect(webhook.fake.calls).toEqual([]);
	} finally {
		await webhook.fake.close();
	}
});
