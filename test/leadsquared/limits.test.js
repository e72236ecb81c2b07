'use strict';
/** The credential's numbers: what makes no sense is refused by name, and a plan is a plan. */
const { leadSquared } = require('../../dist/nodes/LeadSquared/vendor');
const { runNode } = require('../support/reported');
const { byId, fakeFor } = require('../support/fakes');

const limitsOf = (credentials) =>
	leadSquared.budgets(credentials).map(({ limit: { calls, seconds } }) => [calls, seconds]);

it.each([
	[{}, 25, 1],
	[{ plan: 'unknown', callsPer5Seconds: 7 }, 25, 1],
	[{ plan: 'pro' }, 10, 5],
	[{ plan: 'super' }, 20, 10],
	[{ plan: 'olderLite' }, 2, 1],
	[{ plan: 'custom', callsPer5Seconds: 40, bulkCallsPer5Seconds: 3 }, 40, 3],
	[{ plan: 'custom', callsPer5Seconds: '40', bulkCallsPer5Seconds: '3' }, 40, 3],
	[{ callsPer5Seconds: 40 }, 40, 40],
])('%j allows %d calls and %d bulk calls', (credentials, calls, bulkCalls) => {
	expect(limitsOf(credentials)).toEqual([
		[calls, 5],
		[bulkCalls, 5],
	]);
});

const WRONG = [0, -1, NaN, 2.5, 'many', '0', true, Infinity];

it.each(
	['callsPer5Seconds', 'bulkCallsPer5Seconds'].flatMap((field) =>
		WRONG.map((value) => [field, value]),
	),
)('%s %p is refused by the name of the field', (field, value) => {
	const label = field === 'callsPer5Seconds' ? 'Calls per 5 Seconds' : 'Bulk Calls per 5 Seconds';
	expect(() => limitsOf({ plan: 'custom', [field]: value })).toThrow(
		`"${label}" in the credential must be a whole number of 1 or more`,
	);
});

it('a wrong number fails each item, and nothing is sent', async () => {
	const { fake, base } = await fakeFor('leadSquared');
	try {
		const { output } = await runNode({
			...base,
			credentials: { ...base.credentials, plan: 'custom', callsPer5Seconds: 0 },
			parameters: { resource: 'task', operation: 'get', taskId: byId(fake.vendor.taskId(1)) },
			items: [{}, {}],
			onError: 'continueRegularOutput',
		});
		expect(output).toHaveLength(2);
		for (const { json } of output) expect(JSON.stringify(json)).toContain('Calls per 5 Seconds');
		expect(fake.calls).toEqual([]);
	} finally {
		await fake.close();
	}
});

it('bulk calls are those with Bulk in their path, and count by themselves', () => {
	const [calls, bulkCalls] = leadSquared.budgets({});
	const spec = (path) => ({ method: 'POST', path });
	const bulk = spec('/ProspectActivity.svc/Bulk/CustomActivity/Update');
	const single = spec('/ProspectActivity.svc/Create');
	expect([calls.spentBy(bulk), bulkCalls.spentBy(bulk)]).toEqual([false, true]);
	expect([calls.spentBy(single), bulkCalls.spentBy(single)]).toEqual([true, false]);
});

it('credentials with the same keys are one account, and so are those whose test read the same name', () => {
	const { fingerprint } = require('../../dist/nodes/shared/secrets/compareSecrets');
	const at = { region: 'api.leadsquared.com' };
	const read = (key) => ({ ...at, accessKey: key, account: '22824', accountOf: fingerprint(key) });
	expect(leadSquared.account(read('one'))).toBe(leadSquared.account(read('two')));
	expect(leadSquared.account({ ...at, accessKey: 'one' })).toBe(
		leadSquared.account({ ...at, accessKey: ' one ' }),
	);
	// Other keys were entered since.
	expect(leadSquared.account({ ...read('one'), accessKey: 'two' })).not.toBe(
		leadSquared.account(read('one')),
	);
});
