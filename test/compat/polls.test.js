'use strict';
/** Polling triggers, whether n8n tells them how long they may take or knows nothing of that. */
const { byId, fakeFor } = require('../support/fakes');
const { triggerOf } = require('../support/trigger');

const TRIGGERS = {
	deskeraTrigger: { vendor: 'deskera', parameters: { event: 'both', output: 'simplified' } },
	ivvyPollingTrigger: {
		vendor: 'ivvy',
		parameters: { record: 'task', event: 'both', output: 'simplified' },
	},
	leadSquaredPollingTrigger: {
		vendor: 'leadSquared',
		options: { now: Date.now() },
		parameters: { event: 'both', activityType: byId('201'), output: 'simplified' },
	},
};
const BUDGETS = {
	'as this n8n is': () => {},
	'with a budget': (context) => (context.getPollBudgetMs = () => 60_000),
	'without a budget': (context) => delete context.getPollBudgetMs,
};
const cells = Object.keys(TRIGGERS).flatMap((node) =>
	Object.keys(BUDGETS).map((budget) => [node, budget]),
);

it.each(cells)('%s, %s: begins, finds nothing new, and shows samples', async (node, budget) => {
	const { vendor, options, parameters } = TRIGGERS[node];
	const { fake, base } = await fakeFor(vendor, options);
	try {
		const { poll, staticData } = await triggerOf({ ...base, node, parameters });
		expect(await poll('trigger', BUDGETS[budget])).toBeNull();
		expect(staticData().since).toMatch(/^\d{4}-\d\d-\d\dT/);
		expect(await poll('trigger', BUDGETS[budget])).toBeNull();
		expect((await poll('manual', BUDGETS[budget]))[0].length).toBeGreaterThan(0);
	} finally {
		await fake.close();
	}
});
