'use strict';
/**
 * A wrong plan in the credential is found out; docs/contracts/leadsquared.md section 2.3. How many refusals that
 * costs is counted on virtual time in test/shared/http/sharedAccount.test.js, as here the machine decides when calls
 * arrive.
 */
const { runNode } = require('../support/engine');
const { fakeFor } = require('../support/fakes');

it.each(['olderPro', 'super', undefined])(
	'a plan in the credential that is not that of the account (%s) loses nothing',
	async (plan) => {
		const { fake, base } = await fakeFor('leadSquared', { plan: 'pro' });
		try {
			const { output } = await runNode({
				...base,
				credentials: { ...base.credentials, plan },
				parameters: {
					resource: 'task',
					operation: 'get',
					taskId: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
				},
				items: Array.from({ length: 14 }, (_, index) => ({
					id: fake.vendor.taskId(1 + (index % 3)),
				})),
			});
			expect(output).toHaveLength(14);
			expect(fake.calls.filter(({ status }) => status === 200)).toHaveLength(14);
		} finally {
			await fake.close();
		}
	},
);
